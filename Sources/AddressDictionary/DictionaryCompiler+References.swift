import Interchange

/// 位置参照情報 of both levels, which names its towns instead of numbering them.
extension DictionaryCompiler {
    /// Adds a CSV of 位置参照情報, 街区レベル or 大字・町丁目レベル, in CP932 or UTF-8.
    ///
    /// Its positions are JGD2000, as its metadata says. Rows with 代表フラグ 1 come first; rows with 更新前履歴フラグ 1 describe a
    /// former state and are left out.
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``, ``AddressDictionaryError/unknownHeader(file:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``,
    ///   ``AddressDictionaryError/wrongCoordinates(file:line:count:_:)``.
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
        beginSource("位置参照情報 街区レベル（国土交通省）")
        let file = try register(table)
        var counts = PositionCounts()
        var rows = 0
        while let row = try table.next(&report) {
            if let superseded, row.bytes(superseded).elementsEqual([0x31]) {
                report.refuse(table.file, row.line, .superseded)
                continue
            }
            guard
                let point = try referencePoint(
                    row.bytes(longitude), row.bytes(latitude), file: file, name: table.file, line: row.line, &counts)
            else { continue }
            let block = ReferenceBlock(
                prefecture: row[prefecture], city: row[city], town: row[town], koaza: koaza.map { row[$0] } ?? "",
                number: row[number], isResidential: row.bytes(residential).elementsEqual([0x31]),
                isRepresentative: row.bytes(representative).elementsEqual([0x31]), point: point)
            referenceBlocks.append(block)
            rows += 1
        }
        try counts.check(table.file)
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
        beginSource("位置参照情報 大字・町丁目レベル（国土交通省）")
        let file = try register(table)
        var counts = PositionCounts()
        var rows = 0
        while let row = try table.next(&report) {
            guard
                let point = try referencePoint(
                    row.bytes(longitude), row.bytes(latitude), file: file, name: table.file, line: row.line, &counts)
            else { continue }
            let digits = row[code]
            referenceTowns.append(
                ReferenceTown(
                    code: row[cityCode], prefecture: row[prefecture], city: row[city],
                    id: digits.utf8.count == 12 ? String(digits.suffix(7)) : "", town: row[town], koaza: "",
                    point: point, rank: 1))
            rows += 1
        }
        try counts.check(table.file)
        sources.append("位置参照情報 大字・町丁目レベル（国土交通省）: \(rows) rows")
    }

    /// A point in JGD2000, as 位置参照情報 and what derives from it have.
    mutating func referencePoint(
        _ longitude: ArraySlice<UInt8>, _ latitude: ArraySlice<UInt8>, file: UInt16, name: String, line: Int,
        _ counts: inout PositionCounts
    ) throws(AddressDictionaryError) -> DraftDictionary.Point? {
        guard
            let found = try position(
                x: longitude, y: latitude, system: Array("EPSG:4612".utf8)[...], file: name, line: line, &counts)
        else { return nil }
        return DraftDictionary.Point(
            longitude: found.longitude, latitude: found.latitude, scale: 0, file: file, line: UInt32(line))
    }
}
