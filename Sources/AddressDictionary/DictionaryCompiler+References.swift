import Interchange

/// 位置参照情報 of both levels and Geolonia's towns: sources that name their towns instead of numbering them.
extension DictionaryCompiler {
    /// Adds a CSV of 位置参照情報, 街区レベル or 大字・町丁目レベル, in CP932 or UTF-8.
    ///
    /// Its positions are JGD2000, as its metadata says. Rows with 代表フラグ 1 come first; rows with 更新前履歴フラグ 1 describe a
    /// former state and are left out.
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``, ``AddressDictionaryError/unknownHeader(file:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``,
    ///   ``AddressDictionaryError/coordinatesOutOfJapan(file:line:count:)``.
    package mutating func addISJ(file path: String) throws(AddressDictionaryError) {
        let table = try SourceTable(path: path)
        if table.column("街区符号・地番") != nil {
            try addReferenceBlocks(table)
        } else if table.column("大字町丁目名", "大字町丁目コード") != nil {
            try addReferenceTowns(table)
        } else {
            throw .unknownHeader(file: table.file)
        }
    }

    private mutating func addReferenceBlocks(_ source: SourceTable) throws(AddressDictionaryError) {
        var table = source
        let prefecture = try table.required("都道府県名")
        let city = try table.required("市区町村名")
        let town = try table.required("大字・丁目名", "大字・町丁目名", "大字町丁目名")
        let koaza = table.column("小字・通称名")
        let number = try table.required("街区符号・地番")
        let latitude = try table.required("緯度")
        let longitude = try table.required("経度")
        let residential = try table.required("住居表示フラグ")
        let representative = try table.required("代表フラグ")
        let superseded = table.column("更新前履歴フラグ")
        let file = try draft.fileIndex(table.file)
        var counts = PointCounts()
        var rows = 0
        while let row = try table.next() {
            if let superseded, row.bytes(superseded).elementsEqual([0x31]) {
                report.refuse(table.file, row.line, .superseded)
                continue
            }
            guard
                let point = try referencePoint(
                    row, longitude, latitude, file: file, name: table.file, counts: &counts)
            else { continue }
            let block = ReferenceBlock(
                prefecture: row[prefecture], city: row[city], town: row[town], koaza: koaza.map { row[$0] } ?? "",
                number: row[number], isResidential: row.bytes(residential).elementsEqual([0x31]),
                isRepresentative: row.bytes(representative).elementsEqual([0x31]), point: point)
            referenceBlocks.append(block)
            rows += 1
        }
        try checkShare(outside: counts.outside, of: counts.total, firstLine: counts.firstOutside, file: table.file)
        sources.append("位置参照情報 街区レベル（国土交通省）: \(rows) rows")
    }

    private mutating func addReferenceTowns(_ source: SourceTable) throws(AddressDictionaryError) {
        var table = source
        let cityCode = try table.required("市区町村コード")
        let prefecture = try table.required("都道府県名")
        let city = try table.required("市区町村名")
        let code = try table.required("大字町丁目コード")
        let town = try table.required("大字町丁目名")
        let latitude = try table.required("緯度")
        let longitude = try table.required("経度")
        let file = try draft.fileIndex(table.file)
        var counts = PointCounts()
        var rows = 0
        while let row = try table.next() {
            guard
                let point = try referencePoint(
                    row, longitude, latitude, file: file, name: table.file, counts: &counts)
            else { continue }
            let digits = row[code]
            referenceTowns.append(
                ReferenceTown(
                    code: row[cityCode], prefecture: row[prefecture], city: row[city],
                    id: digits.utf8.count == 12 ? String(digits.suffix(7)) : "", town: row[town], koaza: "",
                    point: point, rank: 1))
            rows += 1
        }
        try checkShare(outside: counts.outside, of: counts.total, firstLine: counts.firstOutside, file: table.file)
        sources.append("位置参照情報 大字・町丁目レベル（国土交通省）: \(rows) rows")
    }

    private struct PointCounts {
        var total = 0
        var outside = 0
        var firstOutside = 0
    }

    private mutating func referencePoint(
        _ row: DelimitedRow, _ longitude: Int, _ latitude: Int, file: UInt16, name: String, counts: inout PointCounts
    ) throws(AddressDictionaryError) -> DraftDictionary.Point? {
        counts.total += 1
        let found = try point(
            x: row.bytes(longitude), y: row.bytes(latitude), system: Array("EPSG:4612".utf8)[...], file: name,
            line: row.line)
        switch found {
        case .failure(let refusal):
            report.refuse(name, row.line, refusal.reason)
            if refusal.reason == .outsideJapan {
                counts.outside += 1
                if counts.firstOutside == 0 { counts.firstOutside = row.line }
            }
            return nil
        case .success(let position):
            return DraftDictionary.Point(
                longitude: position.longitude, latitude: position.latitude, scale: 0, file: file, line: UInt32(row.line)
            )
        }
    }

    /// Adds Geolonia's towns: a CSV with `pref,city,town,koaza,lat,lng`, plain or in gzip.
    ///
    /// Its datum is not stated; taken as JGD2000, from which its points derive.
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``,
    ///   ``AddressDictionaryError/coordinatesOutOfJapan(file:line:count:)``.
    package mutating func addGeolonia(file path: String) throws(AddressDictionaryError) {
        var table = try SourceTable(path: path)
        let prefecture = try table.required("pref", "都道府県名")
        let city = try table.required("city", "市区町村名")
        let town = try table.required("town", "大字町丁目名")
        let koaza = table.column("koaza", "小字・通称名")
        let latitude = try table.required("lat", "緯度")
        let longitude = try table.required("lng", "経度")
        let file = try draft.fileIndex(table.file)
        var counts = PointCounts()
        var rows = 0
        while let row = try table.next() {
            var point = DraftDictionary.Point(file: file, line: UInt32(row.line))
            if !row.bytes(longitude).isEmpty || !row.bytes(latitude).isEmpty {
                point =
                    try referencePoint(row, longitude, latitude, file: file, name: table.file, counts: &counts) ?? point
            }
            referenceTowns.append(
                ReferenceTown(
                    code: "", prefecture: row[prefecture], city: row[city], id: "", town: row[town],
                    koaza: koaza.map { row[$0] } ?? "", point: point, rank: 2))
            rows += 1
        }
        try checkShare(outside: counts.outside, of: counts.total, firstLine: counts.firstOutside, file: table.file)
        sources.append("Geolonia 住所データ（株式会社 Geolonia）: \(rows) rows")
    }

    // MARK: Merging

    /// Brings the named towns and blocks into the draft, where the registry has none or has no point.
    mutating func mergeReferences() {
        for reference in referenceTowns.filter({ $0.rank == 1 }) + referenceTowns.filter({ $0.rank == 2 }) {
            guard let city = referenceCity(reference) else {
                report.refuse(draft.files[Int(reference.point.file)], Int(reference.point.line), .unknownTown)
                continue
            }
            let name = TownKeys.withoutPlaceholder(reference.town)
            var index = draft.cities[city].code.isEmpty ? nil : townByID(city, reference.id)
            index = index ?? draft.town(city: city, name: name, koaza: reference.koaza, rank: reference.rank)
            if let index {
                if !draft.towns[index].point.isPresent { draft.towns[index].point = reference.point }
                continue
            }
            if name.isEmpty, reference.koaza.isEmpty, reference.id.isEmpty { continue }
            var town = DraftDictionary.Town(city: city, id: reference.id, name: name, koaza: reference.koaza)
            town.hasChome = TownKeys.stem(TownKeys.main(name: name, koaza: "")) != nil
            town.source = reference.rank
            town.point = reference.point
            _ = draft.addTown(town, code: nil)
        }
        for reference in referenceBlocks { merge(reference) }
    }

    private mutating func referenceCity(_ reference: ReferenceTown) -> Int? {
        if !reference.code.isEmpty {
            let parts = DraftDictionary.split(reference.city)
            if let city = draft.city(code: reference.code, county: parts.county, city: parts.city, ward: parts.ward) {
                return city
            }
        }
        return draft.city(prefecture: reference.prefecture, name: reference.city)
    }

    private func townByID(_ city: Int, _ id: String) -> Int? {
        guard id.utf8.count == 7, let number = UInt64(id), let code = UInt64(draft.cities[city].code) else {
            return nil
        }
        return draft.town(code: code * 10_000_000 + number)
    }

    private mutating func merge(_ reference: ReferenceBlock) {
        let file = draft.files[Int(reference.point.file)]
        guard let city = draft.city(prefecture: reference.prefecture, name: reference.city) else {
            return report.refuse(file, Int(reference.point.line), .unknownTown)
        }
        let name = TownKeys.withoutPlaceholder(reference.town)
        let index: Int
        if let known = draft.town(city: city, name: name, koaza: reference.koaza, rank: 1) {
            index = known
        } else {
            var town = DraftDictionary.Town(city: city, id: "", name: name, koaza: reference.koaza)
            town.hasChome = TownKeys.stem(TownKeys.main(name: name, koaza: "")) != nil
            town.source = 1
            index = draft.addTown(town, code: nil)
        }
        if reference.isResidential { draft.towns[index].isResidential = true }
        let parts = reference.number.utf8.split(separator: UInt8(0x2D), maxSplits: 2).map { ArraySlice(Array($0)) }
        guard let first = parts.first,
            let key = draft.numberKey(first, parts.count > 1 ? parts[1] : [], parts.count > 2 ? parts[2] : [])
        else { return report.refuse(file, Int(reference.point.line), .malformed) }
        draft.blocks.append(
            DraftDictionary.Record(
                town: UInt32(index), join: reference.isRepresentative ? 0 : 1, key: key, id: -1,
                file: reference.point.file, line: reference.point.line,
                point: reference.point))
    }
}
