package import Geospatial
package import Residents

/// A hazard layer without its zones: what it is called, what it tells, and where it came from.
package struct HazardLayer: Hashable, Sendable {
    /// Its name, the only one of the workspace.
    package let name: StoredText
    /// What it tells.
    package let kind: HazardKind
    /// The attribute that its codes were read from; nil when the file has none that is known, so that every zone is unknown.
    package let attribute: HazardAttribute?
    /// The edition, as staff named it.
    package let edition: StoredText?
    /// The imported file's own name.
    package let sourceName: String
    /// CRC-32 of the file's bytes, eight hexadecimal digits.
    package let sourceChecksum: String
    /// The reference system that the file declares, or nil when it declares none, which is CRS84.
    ///
    /// Only systems that agree with JGD2011 within the accuracy of the data are read, so zones are JGD2011 either way.
    package let referenceSystem: String?
    /// The day of the import.
    package let receivedOn: CalendarDate
    /// Features of the file that have no shape, and so are no zone.
    package let featuresWithoutShape: Int

    /// Takes the parts as they are.
    package init(
        name: StoredText, kind: HazardKind, attribute: HazardAttribute?, edition: StoredText?, sourceName: String,
        sourceChecksum: String, referenceSystem: String?, receivedOn: CalendarDate, featuresWithoutShape: Int
    ) {
        self.name = name
        self.kind = kind
        self.attribute = attribute
        self.edition = edition
        self.sourceName = sourceName
        self.sourceChecksum = sourceChecksum
        self.referenceSystem = referenceSystem
        self.receivedOn = receivedOn
        self.featuresWithoutShape = featuresWithoutShape
    }

    /// What a code of one of its zones means.
    package func meaning(of code: HazardCode) -> HazardMeaning { attribute?.meaning(of: code) ?? .unknown }

    /// Whether both tell the same of the same file, whatever the day.
    package func tellsTheSame(as other: HazardLayer) -> Bool {
        name == other.name && kind == other.kind && attribute == other.attribute && edition == other.edition
            && sourceChecksum == other.sourceChecksum
    }
}

/// The codes of a zone as the file has them.
package struct HazardCode: Hashable, Sendable {
    /// Rank or class; nil when the zone has none.
    package let rank: String?
    /// What comes down a slope; nil in all other layers.
    package let phenomenon: String?

    /// Takes the parts as they are.
    package init(rank: String?, phenomenon: String? = nil) {
        self.rank = rank
        self.phenomenon = phenomenon
    }
}

/// How many zones of a layer have a code.
package struct HazardCodeCount: Hashable, Sendable {
    /// The code.
    package let code: HazardCode
    /// How many.
    package let zones: Int

    /// Takes the parts as they are.
    package init(code: HazardCode, zones: Int) {
        self.code = code
        self.zones = zones
    }

    /// Counts zones by code, in byte order of rank and then phenomenon, missing codes first.
    package static func counts(of zones: [HazardZone]) -> [HazardCodeCount] {
        var counts: [HazardCode: Int] = [:]
        for zone in zones { counts[zone.code, default: 0] += 1 }
        func bytes(_ code: HazardCode) -> [[UInt8]] {
            [code.rank, code.phenomenon].map { text in text.map { [1] + Array($0.utf8) } ?? [] }
        }
        return counts.map { HazardCodeCount(code: $0.key, zones: $0.value) }.sorted { left, right in
            let (left, right) = (bytes(left.code), bytes(right.code))
            return left[0] == right[0]
                ? left[1].lexicographicallyPrecedes(right[1]) : left[0].lexicographicallyPrecedes(right[0])
        }
    }
}

/// One zone of a hazard layer.
package struct HazardZone: Hashable, Sendable {
    /// Its place among the features of the file, from 1.
    package let feature: Int
    /// Its codes as the file has them.
    package let code: HazardCode
    /// Where it is, on JGD2011, every double as the file has it; never empty.
    package let area: MultiPolygon

    /// Takes the parts as they are.
    package init(feature: Int, code: HazardCode, area: MultiPolygon) {
        self.feature = feature
        self.code = code
        self.area = area
    }
}
