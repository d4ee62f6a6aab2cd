import Geospatial
import Interchange
import Reprojection

/// The house survey, and bringing points to their records.
extension DictionaryCompiler {
    /// Adds the municipality's own points: a CSV with `address,longitude,latitude` (住所, 経度, 緯度), or with `address,x,y` and
    /// a reference system.
    ///
    /// `x` and `easting` are lengths to the east, `y` and `northing` to the north; Ｘ座標 and Ｙ座標 follow the Japanese practice
    /// of surveying, in which X is north and Y is east (測量法, 平面直角座標系). An address is found again by its registered town
    /// and number, whatever its spelling, and as text where its town is not registered. Two different points for one address
    /// leave it without a surveyed point.
    ///
    /// - Parameter crs: a code such as `EPSG:6674`, any system of degrees or of a plane that PROJ knows; nil for JGD2011 degrees.
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``,
    ///   ``AddressDictionaryError/missingReferenceSystem(file:)``,
    ///   ``AddressDictionaryError/wrongReferenceSystem(file:code:)``,
    ///   ``AddressDictionaryError/unsupportedReferenceSystem(file:line:code:)``,
    ///   ``AddressDictionaryError/wrongCoordinates(file:line:count:_:)``.
    package mutating func addPoints(file path: String, crs: String? = nil) throws(AddressDictionaryError) {
        var table = try SourceTable(path: path)
        let address = try table.required("address", "住所", "所在地")
        let (x, y) = try columns(of: table, crs: crs)
        beginSource("家屋調査 " + table.file)
        let file = try register(table)
        let system = Array((crs ?? "").utf8)[...]
        var counts = PositionCounts()
        var rows = 0
        while let row = try table.next(&report) {
            guard !row.bytes(address).isEmpty else {
                report.refuse(table.file, row.line, .malformed)
                continue
            }
            guard
                let position = try position(
                    x: row.bytes(x), y: row.bytes(y), system: system, file: table.file, line: row.line, &counts)
            else { continue }
            rows += 1
            surveyPoints.append(
                SurveyPoint(
                    address: row[address],
                    point: DraftDictionary.Point(
                        longitude: position.longitude, latitude: position.latitude, file: file, line: UInt32(row.line)))
            )
        }
        try counts.check(table.file)
        sources.append("家屋調査 \(table.file): \(rows) rows")
    }

    /// The columns of the first and second coordinate, as the reference system asks for them.
    private func columns(of table: SourceTable, crs: String?) throws(AddressDictionaryError) -> (Int, Int) {
        let degrees = (table.column("longitude", "経度", "lon", "lng"), table.column("latitude", "緯度", "lat"))
        let plane = (
            table.column("x", "easting", "Ｙ座標", "Y座標"), table.column("y", "northing", "Ｘ座標", "X座標")
        )
        let isProjected: Bool
        do throws(ReprojectionError) {
            isProjected =
                try crs.map { code throws(ReprojectionError) in try ReferenceSystem(code: code).isProjected } ?? false
        } catch {
            if error == .contextUnavailable { throw .projectionUnavailable }
            throw .unsupportedReferenceSystem(file: table.file, line: 1, code: crs ?? "")
        }
        if isProjected {
            if let x = plane.0, let y = plane.1 { return (x, y) }
            if degrees.0 != nil { throw .wrongReferenceSystem(file: table.file, code: crs ?? "") }
            throw .missingColumn(file: table.file, column: "x")
        }
        if let x = degrees.0, let y = degrees.1 { return (x, y) }
        if let x = plane.0, let y = plane.1 {
            guard crs != nil else { throw .missingReferenceSystem(file: table.file) }
            return (x, y)
        }
        throw .missingColumn(file: table.file, column: degrees.0 == nil ? "longitude" : "latitude")
    }

    /// The survey's table: every key under which a point is found, sorted by hash.
    ///
    /// - Throws: ``AddressDictionaryError/tokyoDatum(file:count:metres:)``,
    ///   ``AddressDictionaryError/wrongCoordinates(file:line:count:_:)``.
    mutating func surveyTable(over dictionary: AddressDictionary) throws(AddressDictionaryError) -> SurveyTable {
        struct Entry {
            var hash: UInt64
            var key: String
            var point: DraftDictionary.Point
            var isAmbiguous = false
        }
        var entries: [Entry] = []
        var kept = 0
        let matches = surveyPoints.map { dictionary.match($0.address, within: nil) }
        try compare(matches)
        let far = zip(surveyPoints, matches).map { isFar($0, $1) }
        try refuseFarFiles(far, matches)
        for ((survey, match), isFar) in zip(zip(surveyPoints, matches), far) {
            if isFar { continue }
            kept += 1
            var keys = SurveyKey.whole(AddressText(survey.address), prefectureEnd: 0)
            if match.matchLevel >= .prefecture, !match.prefecture.isEmpty {
                let text = AddressText(survey.address)
                let end = AddressText(match.prefecture).tokens.count
                if text.tokens.prefix(end).map(\.value) == AddressText(match.prefecture).key {
                    keys = SurveyKey.whole(text, prefectureEnd: end)
                }
            }
            if match.town.isEmpty, match.koaza.isEmpty {
                report.surveyPointsWithoutTown += 1
            } else if match.candidates.isEmpty {
                keys.append(SurveyKey.matched(match, withRest: false))
                if !match.rest.isEmpty { keys.append(SurveyKey.matched(match, withRest: true)) }
            }
            entries += keys.map { Entry(hash: TextHash.fnv1a($0.utf8), key: $0, point: survey.point) }
        }
        entries.sort {
            if $0.hash != $1.hash { return $0.hash < $1.hash }
            if $0.key != $1.key { return $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return ($0.point.longitude, $0.point.latitude) < ($1.point.longitude, $1.point.latitude)
        }
        var merged: [Entry] = []
        for entry in entries {
            guard let last = merged.indices.last, merged[last].hash == entry.hash, merged[last].key == entry.key else {
                merged.append(entry)
                continue
            }
            if merged[last].point.longitude != entry.point.longitude
                || merged[last].point.latitude != entry.point.latitude
            {
                merged[last].isAmbiguous = true
            }
        }
        var table = SurveyTable(pointCount: kept)
        for entry in merged {
            table.keys.u64(entry.hash)
            table.keys.i64(entry.point.longitude)
            table.keys.i64(entry.point.latitude)
            table.keys.u32(table.texts.reference(entry.key))
            table.keys.u32(UInt32(sourceOfFile[Int(entry.point.file)]) << 1 | (entry.isAmbiguous ? 1 : 0))
        }
        report.surveyPointCount = kept
        return table
    }

    /// Compares the points of the survey with where the registered sources have the same addresses.
    private mutating func compare(_ matches: [AddressMatch]) throws(AddressDictionaryError) {
        for (survey, match) in zip(surveyPoints, matches) {
            guard let position = match.position, match.coordinateLevel >= .town else { continue }
            let isRecord = match.coordinateLevel == .residence || match.coordinateLevel == .parcel
            guard !isRecord || match.isCertain else { continue }
            datums.add(
                file: survey.point.file, survey.point,
                DraftDictionary.Point(
                    longitude: Int64((position.longitude * DictionaryFormat.unitsPerDegree).rounded()),
                    latitude: Int64((position.latitude * DictionaryFormat.unitsPerDegree).rounded())),
                isRecord: isRecord)
        }
        try datums.check(files: draft.files)
    }

    /// Refuses a file half of whose located points or more stand far from where their addresses are.
    private func refuseFarFiles(_ far: [Bool], _ matches: [AddressMatch]) throws(AddressDictionaryError) {
        var counts: [UInt16: (located: Int, far: Int, firstLine: Int)] = [:]
        for (index, survey) in surveyPoints.enumerated() where matches[index].position != nil {
            var count = counts[survey.point.file] ?? (0, 0, 0)
            count.located += 1
            if far[index] {
                if count.far == 0 { count.firstLine = Int(survey.point.line) }
                count.far += 1
            }
            counts[survey.point.file] = count
        }
        for (file, count) in counts.sorted(by: { $0.key < $1.key })
        where count.far > 0 && count.far * 2 >= count.located {
            throw .wrongCoordinates(
                file: draft.files[Int(file)], line: count.firstLine, count: count.far, .farFromAddresses)
        }
    }

    /// Whether a surveyed point stands so far from its municipality or town that it cannot be meant; it is reported.
    private mutating func isFar(_ survey: SurveyPoint, _ match: AddressMatch) -> Bool {
        guard let position = match.position, match.coordinateLevel >= .city else { return false }
        let place = DraftDictionary.Point(
            longitude: Int64(position.longitude * DictionaryFormat.unitsPerDegree),
            latitude: Int64(position.latitude * DictionaryFormat.unitsPerDegree))
        let distance = Self.metres(survey.point, place)
        let radius = match.uncertaintyMetres ?? 0
        let isTown = match.coordinateLevel >= .town
        let limit = isTown ? Self.townTrustMetres : Self.cityLimitMetres
        let isRefused = distance > limit + radius
        if isRefused || isTown && distance > Self.townFlagMetres + radius {
            report.note(
                CompilationReport.Outlier(
                    file: draft.files[Int(survey.point.file)], line: Int(survey.point.line), distanceMetres: distance,
                    isRefused: isRefused))
        }
        return isRefused
    }

    // MARK: Joining

    /// Gives each record the position of its row, and leaves out rows with an id that came before.
    mutating func joinPositions() {
        draft.residences = join(draft.residences, draft.residencePositions)
        draft.parcels = join(draft.parcels, draft.parcelPositions)
        draft.blocks = join(draft.blocks, draft.blockPositions)
        draft.residencePositions = []
        draft.parcelPositions = []
        draft.blockPositions = []
    }

    private mutating func join(
        _ records: [DraftDictionary.Record], _ positions: [DraftDictionary.Position]
    ) -> [DraftDictionary.Record] {
        // Sorted by town and id, then by file and line, so that the first row of an id is always the same one.
        let sorted = records.sorted {
            if $0.town != $1.town { return $0.town < $1.town }
            if $0.join != $1.join { return $0.join < $1.join }
            return ($0.file, $0.line) < ($1.file, $1.line)
        }
        let points = positions.sorted {
            if $0.town != $1.town { return $0.town < $1.town }
            if $0.join != $1.join { return $0.join < $1.join }
            return ($0.point.file, $0.point.line) < ($1.point.file, $1.point.line)
        }
        var result: [DraftDictionary.Record] = []
        result.reserveCapacity(sorted.count)
        var at = 0
        for var record in sorted {
            if let last = result.last, last.town == record.town, last.join == record.join {
                report.refuse(draft.files[Int(record.file)], Int(record.line), .duplicate)
                continue
            }
            while at < points.count, (points[at].town, points[at].join) < (record.town, record.join) {
                refuseOrphan(points[at])
                at += 1
            }
            if at < points.count, points[at].town == record.town, points[at].join == record.join {
                record.point = points[at].point
                while at < points.count, points[at].town == record.town, points[at].join == record.join { at += 1 }
            }
            result.append(record)
        }
        while at < points.count {
            refuseOrphan(points[at])
            at += 1
        }
        return result
    }

    private mutating func refuseOrphan(_ position: DraftDictionary.Position) {
        report.refuse(draft.files[Int(position.point.file)], Int(position.point.line), .pointWithoutRecord)
    }
}

/// The survey's sections while they are being made.
struct SurveyTable {
    var pointCount: Int
    var keys = ByteWriter()
    var texts = StringPool()
}
