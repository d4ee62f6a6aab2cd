import Interchange

/// The registry's position files: of municipalities, towns and numbers.
extension DictionaryCompiler {
    /// Reads a file of positions: each row's municipality, ids and point go to `take`, which tells whether there is such a record.
    private mutating func addPositions(
        _ source: SourceTable, ids names: [String],
        _ take: (inout DictionaryCompiler, _ code: String, _ ids: [ArraySlice<UInt8>], DraftDictionary.Point) -> Bool
    ) throws(AddressDictionaryError) {
        var table = source
        let code = try table.required("lg_code")
        let x = try table.required("rep_lon")
        let y = try table.required("rep_lat")
        let system = table.column("rep_srid")
        let scale = table.column("rep_scale")
        var ids: [Int?] = []
        // The branch of a residence number is a column of later editions.
        for name in names { ids.append(name == "rsdt2_id" ? table.column(name) : try table.required(name)) }
        let file = try register(table)
        var counts = PositionCounts()
        while let row = try table.next(&report) {
            if row.bytes(x).isEmpty, row.bytes(y).isEmpty { continue }
            guard
                let position = try position(
                    x: row.bytes(x), y: row.bytes(y), system: system.map { row.bytes($0) } ?? [], file: table.file,
                    line: row.line, &counts)
            else { continue }
            let point = DraftDictionary.Point(
                longitude: position.longitude, latitude: position.latitude,
                scale: scale.flatMap { SourceField.number(row.bytes($0)) }.map { Float($0) } ?? 0, file: file,
                line: UInt32(row.line))
            if !take(&self, row[code], ids.map { $0.map { row.bytes($0) } ?? [] }, point) {
                report.refuse(table.file, row.line, .pointWithoutRecord)
            }
        }
        try counts.check(table.file)
    }

    mutating func addCityPositions(_ table: SourceTable) throws(AddressDictionaryError) {
        try addPositions(table, ids: []) { compiler, code, _, point in
            guard let city = compiler.draft.city(code: code, county: "", city: "", ward: "") else { return false }
            compiler.draft.cities[city].point = point
            return true
        }
    }

    mutating func addTownPositions(_ table: SourceTable) throws(AddressDictionaryError) {
        try addPositions(table, ids: ["machiaza_id"]) { compiler, code, ids, point in
            guard let townCode = DraftDictionary.townCode(Array(code.utf8)[...], ids[0]),
                let town = compiler.draft.town(code: townCode)
            else { return false }
            if !compiler.draft.towns[town].point.isPresent { compiler.draft.towns[town].point = point }
            return true
        }
    }

    mutating func addNumberPositions(_ table: SourceTable, _ kind: RegistryTable) throws(AddressDictionaryError) {
        let names: [String] =
            switch kind {
            case .blockPosition: ["blk_id"]
            case .residencePosition: ["blk_id", "rsdt_id", "rsdt2_id"]
            default: ["prc_id"]
            }
        let list: WritableKeyPath<DraftDictionary, [DraftDictionary.Position]> =
            switch kind {
            case .blockPosition: \.blockPositions
            case .residencePosition: \.residencePositions
            default: \.parcelPositions
            }
        try addPositions(table, ids: ["machiaza_id"] + names) { compiler, code, ids, point in
            guard let townCode = DraftDictionary.townCode(Array(code.utf8)[...], ids[0]),
                let town = compiler.draft.town(code: townCode)
            else { return false }
            compiler.draft[keyPath: list].append(
                DraftDictionary.Position(town: UInt32(town), join: Self.join(Array(ids.dropFirst())), point: point))
            return true
        }
    }
}
