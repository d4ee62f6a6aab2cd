import AddressDictionary
import Foundation
import Geospatial
import Registry

/// Finds the position of households: survey coordinates first, the address dictionary otherwise.
struct Locator {
    /// Radius in metres granted to a position from the register's own house survey.
    ///
    /// - Source: this project's choice; a house is rarely longer than 20 m.
    static let surveyUncertaintyMetres = 10.0

    private let dictionary: AddressDictionary?
    private let municipality: LocalGovernmentCode

    /// Opens the workspace's dictionary; without one, only surveyed households get a position.
    init(_ paths: WorkspacePaths, municipality: LocalGovernmentCode) throws {
        self.municipality = municipality
        dictionary =
            FileManager.default.fileExists(atPath: paths.dictionary)
            ? try AddressDictionary(path: paths.dictionary) : nil
    }

    var hasDictionary: Bool { dictionary != nil }

    /// The dictionary's edition, empty without a dictionary.
    var edition: String { dictionary?.edition ?? "" }

    /// The edition of the dictionary beside a workspace, or nil when there is none.
    static func editionIfPresent(_ paths: WorkspacePaths) throws -> String? {
        guard FileManager.default.fileExists(atPath: paths.dictionary) else { return nil }
        return try AddressDictionary(path: paths.dictionary).edition
    }

    func locate(_ stored: StoredAddress) -> StoredLocation {
        let match = dictionary?.match(stored.address, within: municipality) ?? .unmatched(rest: stored.address)
        guard let survey = stored.survey else { return StoredLocation(household: stored.household, match: match) }
        return StoredLocation(
            household: stored.household,
            match: match.surveyed(at: survey, uncertaintyMetres: Self.surveyUncertaintyMetres))
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
