import AddressDictionary
import Disclosure
import Interchange
package import Registry
import Residents
import SupportScoring

extension AreaAnswer {
    /// Releases the list once, into the files of a package: `households.geojson`, `households.csv` and `members.csv`.
    ///
    /// - Throws: ``PackageError/tooLarge(limit:)``, what the gate, the audit log and the registry throw.
    package func packaged(
        language: OutputLanguage, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog
    ) throws -> PackageContent {
        let files = try ["households.geojson", "households.csv", "members.csv"].map(PackageContent.Part.init)
        var places = GeoJSONListing(self, language: language)
        var households = try CSVListing(.households, of: self, language: language, encoding: .utf8WithByteOrderMark)
        var members = try CSVListing(.members, of: self, language: language, encoding: .utf8WithByteOrderMark)
        try self.release(release, from: snapshot, to: audit) { listed in
            try places.add(listed, to: files[0])
            try households.add(listed, to: files[1])
            try members.add(listed, to: files[2])
        }
        try places.end(to: files[0])
        try households.end(to: files[1])
        try members.end(to: files[2])
        return PackageContent(packageList, parts: files)
    }

    /// A document that was made of the released answer as the one data file of a package.
    ///
    /// - Throws: ``PackageError/tooLarge(limit:)``.
    package func packaged(_ document: [UInt8], as name: String) throws -> PackageContent {
        let file = try PackageContent.Part(name)
        try document.withUnsafeBytes { try file.write($0) }
        return PackageContent(packageList, parts: [file])
    }

    /// What the package says of the list.
    private var packageList: PackageList {
        PackageList(
            municipality: info.name, municipalityCode: info.code.text, drill: info.mode == .drill,
            drillMark: info.mode == .drill ? WorkspaceMode.drillMark : nil, generation: generation,
            asOf: scoreRun.asOf.iso, policyTitle: scoreRun.policyTitle, policyVersion: scoreRun.policyVersion,
            policySha256: scoreRun.policyHash.text, audience: clearance.audience.rawValue,
            audienceLabel: clearance.name.japanese, legalBasis: clearance.basis.rawValue,
            legalBasisLabel: clearance.basis.japanese,
            openOnlyOn: clearance.reservedFor?.rawValue, openOnlyOnLabel: clearance.reservedFor?.japanese,
            activationUntil: clearance.activation?.until, area: area?.name ?? "", areaCrc32: area?.checksum ?? "",
            selection: selection.auditText + (hazard.isOrder ? " hazard-order" : ""), households: hits.count,
            persons: hits.reduce(0) { $0 + $1.memberCount })
    }
}
