import Geospatial
import Interchange

/// The house survey, and bringing points to their records.
extension DictionaryCompiler {
    /// Adds the municipality's own points: a CSV with `address,longitude,latitude`, or 住所, 経度, 緯度; JGD2011 degrees.
    ///
    /// An address is found again by its registered town and number, whatever its spelling, and as text where its town is not
    /// registered. Two different points for one address leave it without a surveyed point.
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``,
    ///   ``AddressDictionaryError/coordinatesOutOfJapan(file:line:count:)``.
    package mutating func addPoints(file path: String) throws(AddressDictionaryError) {
        var table = try SourceTable(path: path)
        let address = try table.required("address", "住所", "所在地")
        let x = try table.required("longitude", "経度", "lon", "lng")
        let y = try table.required("latitude", "緯度", "lat")
        let file = try draft.fileIndex(table.file)
        var total = 0
        var outside = 0
        var firstOutside = 0
        var rows = 0
        while let row = try table.next() {
            if row.isEmpty { continue }
            total += 1
            guard !row.bytes(address).isEmpty else {
                report.refuse(table.file, row.line, .malformed)
                continue
            }
            let found = try point(x: row.bytes(x), y: row.bytes(y), system: [], file: table.file, line: row.line)
            switch found {
            case .failure(let refusal):
                report.refuse(table.file, row.line, refusal.reason)
                if refusal.reason == .outsideJapan {
                    outside += 1
                    if firstOutside == 0 { firstOutside = row.line }
                }
            case .success(let position):
                rows += 1
                surveyPoints.append(
                    SurveyPoint(
                        address: row[address],
                        point: DraftDictionary.Point(
                            longitude: position.longitude, latitude: position.latitude, file: file,
                            line: UInt32(row.line))))
            }
        }
        try checkShare(outside: outside, of: total, firstLine: firstOutside, file: table.file)
        sources.append("家屋調査: \(rows) rows")
    }

    /// The survey's table: every key under which a point is found, sorted by hash.
    mutating func surveyTable(over dictionary: AddressDictionary) -> SurveyTable {
        struct Entry {
            var hash: UInt64
            var key: String
            var point: DraftDictionary.Point
            var isAmbiguous = false
        }
        var entries: [Entry] = []
        for survey in surveyPoints {
            let match = dictionary.match(survey.address, within: nil)
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
        var table = SurveyTable(pointCount: surveyPoints.count)
        for entry in merged {
            table.keys.u64(entry.hash)
            table.keys.i64(entry.point.longitude)
            table.keys.i64(entry.point.latitude)
            table.keys.u32(table.texts.reference(entry.key))
            table.keys.u32(entry.isAmbiguous ? 1 : 0)
        }
        report.surveyPointCount = surveyPoints.count
        return table
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
