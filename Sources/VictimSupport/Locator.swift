import AddressDictionary
import Foundation
import Geospatial
import Registry

/// Finds the position of households: survey coordinates first, the address dictionary otherwise.
struct Locator {
    private let dictionary: AddressDictionary?
    private let municipality: LocalGovernmentCode

    /// Opens the workspace's dictionary; without one, only surveyed households get a position.
    init(_ paths: WorkspacePaths, municipality: LocalGovernmentCode) throws {
        self.municipality = municipality
        dictionary = try Self.intactDictionary(paths)
    }

    /// The dictionary beside a workspace, found intact as a whole, or nil when there is none.
    ///
    /// A match alone would go on with what is intact; a whole register must not be located with half a dictionary.
    private static func intactDictionary(_ paths: WorkspacePaths) throws -> AddressDictionary? {
        guard FileManager.default.fileExists(atPath: paths.dictionary) else { return nil }
        let dictionary = try AddressDictionary(path: paths.dictionary)
        try dictionary.verify()
        return dictionary
    }

    var hasDictionary: Bool { dictionary != nil }

    /// The dictionary's edition, empty without a dictionary.
    var edition: String { dictionary?.edition ?? "" }

    /// The edition of the dictionary beside a workspace, or nil when there is none.
    static func editionIfPresent(_ paths: WorkspacePaths) throws -> String? {
        guard FileManager.default.fileExists(atPath: paths.dictionary) else { return nil }
        return try AddressDictionary.edition(path: paths.dictionary)
    }

    /// The same, once the whole dictionary is found intact.
    static func verifiedEditionIfPresent(_ paths: WorkspacePaths) throws -> String? {
        try intactDictionary(paths)?.edition
    }

    func locate(_ stored: StoredAddress) -> StoredLocation {
        let match = dictionary?.match(stored.address, within: municipality) ?? .unmatched(rest: stored.address)
        guard let survey = stored.survey else { return StoredLocation(household: stored.household, match: match) }
        return StoredLocation(
            household: stored.household,
            match: match.surveyed(at: survey, uncertaintyMetres: UncertaintyRule.surveyMetres))
    }

    /// Locates every household of a register in the making and stores the positions.
    func locateAll(in transaction: RegistryTransaction, progress: ProgressHandler) throws {
        let addresses = try transaction.addresses()
        progress(.locating(households: addresses.count))
        let locations = addresses.map(locate)
        progress(.storing(rows: locations.count))
        try transaction.replaceLocations(locations, edition: edition)
    }
}
