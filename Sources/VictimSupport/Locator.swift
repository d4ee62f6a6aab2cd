import AddressDictionary
import Foundation
import Geospatial
import Registry
import Residents

/// Finds the position of households: the register's own survey first, then what staff taught, then the address dictionary.
struct Locator {
    /// Nil when the workspace has none; then only surveyed and taught points give a position.
    let dictionary: AddressDictionary?
    let municipality: LocalGovernmentCode
    /// What staff taught.
    var corrections: CorrectionBook

    /// Opens the workspace's dictionary and reads what was taught, inside a change or its rehearsal.
    init(_ paths: WorkspacePaths, in transaction: RegistryTransaction) throws {
        municipality = try transaction.snapshot.info().code
        corrections = CorrectionBook(try transaction.corrections(), municipality: municipality)
        dictionary = try Self.intactDictionary(paths)
    }

    /// The dictionary beside a workspace, found intact as a whole, or nil when there is none.
    ///
    /// A match alone would go on with what is intact; a whole register must not be located with half a dictionary.
    static func intactDictionary(_ paths: WorkspacePaths) throws -> AddressDictionary? {
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
        StoredLocation(household: stored.household, match: match(stored))
    }

    /// What staff taught that counts for an address, or nil.
    func correction(for address: String) -> StoredCorrection? {
        corrections.correction(for: address) {
            guard let own = dictionary?.match(address, within: municipality) else { return false }
            return own.isCertain && own.matchLevel >= .block
        }
    }

    private func match(_ stored: StoredAddress) -> AddressMatch {
        let correction = correction(for: stored.address)
        let text = correction?.correctedAddress ?? stored.address
        var match = dictionary?.match(text, within: municipality) ?? .unmatched(rest: text)
        if correction?.correctedAddress != nil { match = match.preceded(by: .correctionSpelling) }
        if let survey = stored.survey {
            return match.surveyed(at: survey, uncertaintyMetres: UncertaintyRule.surveyMetres, rule: .surveyRegister)
        }
        if let point = correction?.point {
            return match.surveyed(at: point, uncertaintyMetres: UncertaintyRule.surveyMetres, rule: .correctionPoint)
        }
        return match
    }

    /// Puts a register in the place of the stored one, and locates every household while it is at hand.
    ///
    /// - Parameter observe: sees every household once, its members valid inside only.
    func store(
        _ register: RegisterDraft, _ comparison: RegisterComparison, source: SourceFile,
        in transaction: RegistryTransaction,
        progress: ProgressHandler, observe: (_ members: [ResidentRecord]) -> Void = { _ in }
    ) throws {
        progress(.storingAndLocating(rows: register.count))
        try transaction.replaceLocations(edition: edition) { store in
            try transaction.replaceResidents(by: register, comparison, source: source) { household, members in
                observe(members)
                try store(locate(household))
            }
        }
    }
}
