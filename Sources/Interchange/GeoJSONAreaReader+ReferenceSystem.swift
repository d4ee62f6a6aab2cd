extension GeoJSONAreaReader {
    /// Reads the value of a `crs` member: CRS84 or a code of the EPSG registry, in any of the spellings in use.
    ///
    /// A document that names two different systems is refused, since nothing could say which shapes are in which.
    mutating func referenceSystem() throws(InterchangeError) {
        if scanner.peek == UInt8(ascii: "n") { return try scanner.literal("null") }
        try expect(UInt8(ascii: "{"), "object")
        var budget = 1000
        let value = try JSONParser.value(&scanner, depth: path.count, budget: &budget)
        let properties = value["properties"]
        let name: String
        if let text = properties?["name"]?.string {
            name = text
        } else if let code = properties?["code"]?.number, code >= 0, code < 1e9 {
            name = "EPSG:\(Int(code))"
        } else {
            throw refusal(.unsupportedReferenceSystem(name: ""))
        }
        guard let system = Self.system(name) else {
            let printable = name.unicodeScalars.prefix(100).filter { $0.value >= 0x20 && $0.value != 0x7F }
            throw refusal(.unsupportedReferenceSystem(name: String(String.UnicodeScalarView(printable))))
        }
        guard layer.declared == nil || layer.declared == system else { throw refusal(.severalReferenceSystems) }
        layer.declared = system
    }

    /// What a name such as `urn:ogc:def:crs:EPSG::6668` means.
    static func system(_ name: String) -> DeclaredReferenceSystem? {
        let parts = name.uppercased().split { $0 == ":" || $0 == "/" || $0 == "#" }
        guard let code = parts.last else { return nil }
        if code == "CRS84" || code == "CRS84H" { return .crs84 }
        guard parts.dropLast().contains(where: { $0 == "EPSG" || $0 == "EPSG.XML" }), code.utf8.count <= 6,
            code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        return Int(code).map { .epsg($0) }
    }
}
