import Foundation
import Interchange

/// Geolonia 住所データ: towns and koaza of the whole country, as a table or as one JSON file a municipality.
extension DictionaryCompiler {
    /// Adds Geolonia's towns: a CSV with `pref,city,town,koaza,lat,lng`, plain or in gzip; one municipality's JSON file, whose
    /// path ends in `PREFECTURE/MUNICIPALITY.json`; `ja.json`, which names the municipalities only; or a folder of such files.
    ///
    /// Its datum is not stated; taken as JGD2000, from which its points derive.
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``, ``AddressDictionaryError/unknownHeader(file:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``, ``AddressDictionaryError/noSourceFiles(directory:)``,
    ///   ``AddressDictionaryError/wrongCoordinates(file:line:count:_:)``.
    package mutating func addGeolonia(file path: String) throws(AddressDictionaryError) {
        beginSource("Geolonia 住所データ（株式会社 Geolonia）")
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
            try addFolder(path)
        } else if path.lowercased().hasSuffix(".json") {
            let rows = try addJSON(path)
            sources.append("Geolonia 住所データ（株式会社 Geolonia）: \(rows) rows")
        } else {
            try addTable(path)
        }
    }

    private mutating func addTable(_ path: String) throws(AddressDictionaryError) {
        var table = try SourceTable(path: path)
        let prefecture = try table.required("pref", "都道府県名")
        let city = try table.required("city", "市区町村名")
        let town = try table.required("town", "大字町丁目名")
        let koaza = table.column("koaza", "小字・通称名")
        let latitude = try table.required("lat", "緯度")
        let longitude = try table.required("lng", "経度")
        let file = try register(table)
        var counts = PositionCounts()
        var rows = 0
        while let row = try table.next(&report) {
            var point = DraftDictionary.Point(file: file, line: UInt32(row.line))
            if !row.bytes(longitude).isEmpty || !row.bytes(latitude).isEmpty {
                point =
                    try referencePoint(
                        row.bytes(longitude), row.bytes(latitude), file: file, name: table.file, line: row.line, &counts
                    )
                    ?? point
            }
            referenceTowns.append(
                ReferenceTown(
                    code: "", prefecture: row[prefecture], city: row[city], id: "", town: row[town],
                    koaza: koaza.map { row[$0] } ?? "", point: point, rank: 2))
            rows += 1
        }
        try counts.check(table.file)
        sources.append("Geolonia 住所データ（株式会社 Geolonia）: \(rows) rows")
    }

    private mutating func addFolder(_ path: String) throws(AddressDictionaryError) {
        let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let files = found.filter { $0.lowercased().hasSuffix(".json") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !files.isEmpty else { throw .noSourceFiles(directory: path) }
        var rows = 0
        for file in files { rows += try addJSON(path + "/" + file) }
        sources.append("Geolonia 住所データ（株式会社 Geolonia）: \(files.count) files, \(rows) rows")
    }

    /// Adds one file; returns how many towns it holds. Lines in reports are places in its list, from 1.
    private mutating func addJSON(_ path: String) throws(AddressDictionaryError) -> Int {
        let parts = path.split(separator: "/").map(String.init)
        let name = parts.suffix(2).joined(separator: "/")
        let document: JSONValue
        do {
            document = try JSONParser.parse(InputFile.read(path: path))
        } catch {
            throw .unreadableSource(file: name, error)
        }
        if case .object(let prefectures) = document { return try addNames(prefectures, file: name) }
        guard let towns = document.array, parts.count >= 2 else { throw .unknownHeader(file: name) }
        let city = String(parts[parts.count - 1].dropLast(".json".count))
        let file = try register(name)
        var counts = PositionCounts()
        for (index, entry) in towns.enumerated() {
            guard let town = entry["town"]?.string else {
                if index == 0 { throw .missingColumn(file: name, column: "town") }
                report.refuse(name, index + 1, .malformed)
                continue
            }
            var point = DraftDictionary.Point(file: file, line: UInt32(index + 1))
            if let longitude = entry["lng"]?.number, let latitude = entry["lat"]?.number {
                point =
                    try referencePoint(
                        Self.digits(longitude), Self.digits(latitude), file: file, name: name, line: index + 1, &counts)
                    ?? point
            }
            referenceTowns.append(
                ReferenceTown(
                    code: "", prefecture: parts[parts.count - 2], city: city, id: "", town: town,
                    koaza: entry["koaza"]?.string ?? "", point: point, rank: 2))
        }
        try counts.check(name)
        return towns.count
    }

    /// The municipalities of `ja.json`, without towns.
    private mutating func addNames(
        _ prefectures: [JSONValue.Member], file: String
    ) throws(AddressDictionaryError) -> Int {
        var count = 0
        for prefecture in prefectures {
            guard let names = prefecture.value.array else { throw .unknownHeader(file: file) }
            for name in names {
                guard let name = name.string, draft.city(prefecture: prefecture.name, name: name) != nil else {
                    continue
                }
                count += 1
            }
        }
        return count
    }

    private static func digits(_ value: Double) -> ArraySlice<UInt8> {
        Array(DecimalText.fixed(value, decimals: 9).utf8)[...]
    }
}
