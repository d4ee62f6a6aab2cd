/// What `manifest.json` of a package says: whose list it is, for whom, until when, and the checksum of every file.
///
/// The members are those of `Docs/data-formats.md`, in snake case.
package struct PackageManifest: Codable, Equatable, Sendable {
    /// Tells a package from any other zip file.
    package static let format = "engo-package"
    /// The version that is written; higher ones are refused.
    package static let version = 1

    /// ``format``.
    package let format: String
    /// ``version``.
    package let version: Int
    /// The list inside.
    package let list: PackageList
    /// How it is handed over.
    package let handOver: HandOver
    /// The SHA-256 of the data files' lines as `sha256sum` prints them, in the order of ``files``: what the receipt names.
    package let dataSha256: String
    /// Every other file of the package, data files first.
    package let files: [PackageFile]
}

/// One file of a package.
package struct PackageFile: Codable, Equatable, Sendable {
    /// Its name: ASCII, no folders.
    package let name: String
    /// Its size.
    package let bytes: Int
    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    package let sha256: String

    /// The line that `sha256sum` prints.
    var line: String { "\(sha256)  \(name)\n" }
}

/// What a package says of the list inside it; everything comes out of the answer itself.
package struct PackageList: Codable, Equatable, Sendable {
    /// The municipality's name.
    package let municipality: String
    /// 全国地方公共団体コード.
    package let municipalityCode: String
    /// Whether nobody on the list exists.
    package let drill: Bool
    /// 訓練 in a drill.
    package let drillMark: String?
    /// The state of the register.
    package let generation: Int64
    /// The day for which ages and validities were counted, ISO 8601.
    package let asOf: String
    /// The scoring policy's title.
    package let policyTitle: String
    /// Its version.
    package let policyVersion: String
    /// Its SHA-256.
    package let policySha256: String
    /// For whom, as a code.
    package let audience: String
    /// For whom, in Japanese.
    package let audienceLabel: String
    /// On which rule, as a code.
    package let legalBasis: String
    /// The citation.
    package let legalBasisLabel: String
    /// The basis on which it may be opened, as a code; left out when it may be opened at once.
    package let openOnlyOn: String?
    /// Its citation.
    package let openOnlyOnLabel: String?
    /// When the permission of the disaster basis ends, an ISO 8601 UTC time; left out on other bases.
    package let activationUntil: String?
    /// The area's name.
    package let area: String
    /// The CRC-32 of the area.
    package let areaCrc32: String
    /// What the list was narrowed to, as in the audit log; empty when nothing was asked for.
    package let selection: String
    /// Households in the files.
    package let households: Int
    /// Persons in the files.
    package let persons: Int
}

/// How a package is handed over.
package struct HandOver: Codable, Equatable, Sendable {
    /// When it was made: UTC, the same instant as in the audit log.
    package let madeAt: String
    /// The operator who made it.
    package let madeBy: String
    /// What for; nil when nobody said.
    package let purpose: String?
    /// The last day on which it may be used, ISO 8601.
    package let expiresOn: String

    /// Days until a package expires when nobody says otherwise.
    package static let usualDays = 30

    /// States the terms.
    package init(madeAt: String, madeBy: String, purpose: String?, expiresOn: String) {
        self.madeAt = madeAt
        self.madeBy = madeBy
        self.purpose = purpose
        self.expiresOn = expiresOn
    }
}
