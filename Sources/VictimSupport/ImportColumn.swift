import Interchange

/// One field that an import knows: the headings its column usually has, Japanese first, and whether it must be there.
struct ImportColumn: Sendable {
    let names: [String]
    let isRequired: Bool

    /// The field's name in import profiles, which is its English heading.
    var field: String { names[1] }

    static func required(_ japanese: String, _ english: String) -> ImportColumn {
        ImportColumn(names: [japanese, english], isRequired: true)
    }

    /// The same field, known by further headings too.
    func or(_ others: String...) -> ImportColumn { ImportColumn(names: names + others, isRequired: isRequired) }

    static func optional(_ japanese: String, _ english: String) -> ImportColumn {
        ImportColumn(names: [japanese, english], isRequired: false)
    }
}
