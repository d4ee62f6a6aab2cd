import Interchange

extension ImportProfile {
    /// The profiles that come with the program, by the names that `--profile` takes, in reading order.
    package static let shipped: [(name: String, yaml: [UInt8])] = [
        ("residents-usual", PackageResources.residents_usual_yaml),
        ("residents-standard", PackageResources.residents_standard_yaml),
        ("needs-usual", PackageResources.needs_usual_yaml),
        ("needs-care-level", PackageResources.needs_care_level_yaml),
        ("needs-certificates", PackageResources.needs_certificates_yaml),
    ]

    /// The profile that staff name: a file, or one that comes with the program.
    ///
    /// - Throws: ``ImportProfileError``, ``Interchange/InterchangeError`` when the file cannot be read.
    package static func named(_ name: String) throws -> ImportProfile {
        if let shipped = shipped.first(where: { $0.name == name }) { return try parse(shipped.yaml) }
        let looksLikeFile =
            name.contains("/") || name.lowercased().hasSuffix(".yaml") || name.lowercased().hasSuffix(".yml")
        guard looksLikeFile else {
            throw ImportProfileError.unknownProfile(nearest: NearestWord.find(name, among: shipped.map(\.name)))
        }
        return try parse(InputFile.read(path: name, limit: maximumBytes))
    }
}
