package import Residents

/// What is known of a whole layer of the ground: what lies under the households on maps, and decides nothing.
package struct GroundLayer: Hashable, Sendable {
    /// The name that staff gave it, the only one of the workspace.
    package let name: StoredText
    /// What it shows.
    package let kind: GroundKind
    /// The attribute of its file that names roads and rivers; nil when none does.
    package let label: String?
    /// The file that it came from, without its folder, and the layer in it where it has several: `a.gpkg#roads`.
    package let sourceName: String
    /// CRC-32 of the file's bytes, eight hexadecimal digits.
    package let sourceChecksum: String
    /// The reference system that was read, such as `EPSG:6668`; nil when neither the file nor staff named one.
    package let referenceSystem: String?
    /// The day on which it was imported.
    package let receivedOn: CalendarDate

    /// Takes the parts as they are.
    package init(
        name: StoredText, kind: GroundKind, label: String?, sourceName: String, sourceChecksum: String,
        referenceSystem: String?, receivedOn: CalendarDate
    ) {
        self.name = name
        self.kind = kind
        self.label = label
        self.sourceName = sourceName
        self.sourceChecksum = sourceChecksum
        self.referenceSystem = referenceSystem
        self.receivedOn = receivedOn
    }

    /// Whether the same file was read in the same way, on whatever day.
    package func tellsTheSame(as other: GroundLayer) -> Bool {
        name == other.name && kind == other.kind && label == other.label && sourceName == other.sourceName
            && sourceChecksum == other.sourceChecksum && referenceSystem == other.referenceSystem
    }
}
