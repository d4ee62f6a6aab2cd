extension GeoJSONAreaReader {
    /// Reads the value of a `crs` member and refuses all but geographic systems that agree with JGD2011.
    ///
    /// Accepted: CRS84, EPSG:4326 and 4979 (WGS 84), 4612 (JGD2000), 6667, 6668 and 6697 (JGD2011), in any of the
    /// spellings in use.
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
        guard Self.isAccepted(name) else {
            let printable = name.unicodeScalars.prefix(100).filter { $0.value >= 0x20 && $0.value != 0x7F }
            throw refusal(.unsupportedReferenceSystem(name: String(String.UnicodeScalarView(printable))))
        }
        declaredReferenceSystem = declaredReferenceSystem ?? Self.shortName(name)
    }

    /// An accepted name in its shortest spelling: `CRS84` or `EPSG:6668`.
    private static func shortName(_ name: String) -> String {
        let code = name.uppercased().split { $0 == ":" || $0 == "/" || $0 == "#" }.last.map(String.init) ?? ""
        return code.hasPrefix("CRS") ? "CRS84" : "EPSG:" + code
    }

    /// Whether a name such as `urn:ogc:def:crs:EPSG::6668` means an accepted system.
    static func isAccepted(_ name: String) -> Bool {
        let parts = name.uppercased().split { $0 == ":" || $0 == "/" || $0 == "#" }
        guard let code = parts.last else { return false }
        if code == "CRS84" || code == "CRS84H" { return true }
        guard parts.dropLast().contains(where: { $0 == "EPSG" || $0 == "EPSG.XML" }) else { return false }
        return ["4326", "4979", "4612", "6667", "6668", "6697"].contains(code)
    }
}
