import AddressDictionary
package import Disclosure
import Geospatial
package import Interchange
package import Registry
package import Residents

/// Teaches addresses and takes back what was taught: `engo dictionary correct`.
///
/// The corrections are kept and every household is located anew in one transaction, so a list never sees one without the
/// other. What is known already makes no generation.
package struct CorrectionTeaching {
    /// Whose address is corrected.
    package enum Subject: Hashable, Sendable {
        /// An address as text.
        case address(String)
        /// The address of the household with this number.
        case household(HouseholdNumber)
    }

    private let paths: WorkspacePaths
    private let moment: Moment
    private let operatorName: String
    private let isDryRun: Bool
    private let disclosure: DisclosureRequest
    private let progress: ProgressHandler

    /// Prepares corrections of one workspace.
    ///
    /// - Parameters:
    ///   - operatorName: the operating-system account, kept with every correction.
    ///   - isDryRun: check everything, tell what would change, and change nothing.
    ///   - disclosure: what is asked of the gate where a household's number stands for its address; nil for the usual.
    package init(
        _ paths: WorkspacePaths, moment: Moment, operatorName: String, isDryRun: Bool,
        disclosure: DisclosureRequest? = nil,
        progress: @escaping ProgressHandler = { _ in }
    ) {
        self.paths = paths
        self.moment = moment
        self.operatorName = operatorName
        self.isDryRun = isDryRun
        self.disclosure = disclosure ?? DisclosureRequest(operatorName: operatorName, time: moment.utc)
        self.progress = progress
    }

    /// Teaches one address.
    ///
    /// - Parameter point: degrees, longitude first, unchecked.
    /// - Throws: ``VictimSupportError/correctionRefused(_:)``, ``VictimSupportError/noDictionary(path:)``,
    ///   ``Registry/RegistryError``.
    package func teach(
        _ subject: Subject, as spelling: String?, point: (longitude: Double, latitude: Double)?, note: String?
    ) throws -> CorrectionReport {
        try run { transaction, locator in
            if spelling != nil, !locator.hasDictionary {
                throw VictimSupportError.noDictionary(path: paths.dictionary)
            }
            let address = try address(of: subject, in: transaction)
            let check = CorrectionCheck(locator: locator)
            do {
                _ = try check.address(address)
                let coordinate = try point.map { point throws(RowErrorCode) in
                    try check.point(longitude: point.longitude, latitude: point.latitude)
                }
                if let spelling { try check.spelling(spelling, of: address, hasPoint: point != nil) }
                let note = try note.map { note throws(RowErrorCode) in try check.note(note) }
                return Plan(corrections: [
                    NewCorrection(address: address, correctedAddress: spelling, point: coordinate, note: note)
                ])
            } catch let code as RowErrorCode {
                throw VictimSupportError.correctionRefused(code)
            }
        }
    }

    /// Teaches every address of a file, or none.
    ///
    /// - Throws: ``VictimSupportError/badRows(file:faults:)`` with the faults of all rows,
    ///   ``VictimSupportError/nothingToTeach(file:)``, ``Interchange/InterchangeError``, ``Registry/RegistryError``.
    package func teach(file path: String, encoding: TextEncoding?) throws -> CorrectionReport {
        try run { transaction, locator in
            progress(.reading)
            var reader = try RowReader(path: path, encoding: encoding, columns: CorrectionRows.columns, isOurs: true)
            var rows = CorrectionRows(layout: reader.layout, check: CorrectionCheck(locator: locator))
            let read = try reader.readAll { (row) throws(RowError) in try rows.correction(row) }
            let corrections = read.compactMap(\.self)
            guard !corrections.isEmpty else { throw VictimSupportError.nothingToTeach(file: reader.file) }
            return Plan(corrections: corrections, blankRows: rows.blankCount)
        }
    }

    /// Takes back what was taught about one address; the history keeps it.
    ///
    /// - Throws: ``VictimSupportError/noSuchCorrection``, ``Registry/RegistryError``.
    package func remove(_ subject: Subject, note: String?) throws -> CorrectionReport {
        try run { transaction, locator in
            let address = try address(of: subject, in: transaction)
            guard locator.corrections[address] != nil else { throw VictimSupportError.noSuchCorrection }
            return Plan(corrections: [NewCorrection(removing: address, note: note)])
        }
    }

    private struct Plan {
        var corrections: [NewCorrection]
        var blankRows = 0
    }

    /// Ends a change that changes nothing.
    private struct NothingNew: Error {
        let report: CorrectionReport
    }

    private func run(_ plan: (RegistryTransaction, Locator) throws -> Plan) throws -> CorrectionReport {
        if isDryRun { return try RegistryReader(paths).rehearse { try apply(plan, in: $0) } }
        let writer = try RegistryWriter(paths)
        do {
            let report = try writer.transaction(
                cause: .correction, by: moment.acting("dictionary correct", operatorName: operatorName)
            ) { transaction in
                let report = try apply(plan, in: transaction)
                if report.generation == nil { throw NothingNew(report: report) }
                return report
            }.result
            try writer.close()
            return report
        } catch let nothing as NothingNew {
            try writer.close()
            return nothing.report
        }
    }

    private func apply(
        _ makePlan: (RegistryTransaction, Locator) throws -> Plan, in transaction: RegistryTransaction
    ) throws -> CorrectionReport {
        var locator = try Locator(paths, in: transaction)
        let plan = try makePlan(transaction, locator)
        let new = plan.corrections.filter { correction in
            locator.corrections[correction.address].map { !correction.isStored(as: $0) } ?? true
        }
        let replaced = new.count { $0.action == .teach && locator.corrections[$0.address] != nil }
        let before = locator
        let kept = try keep(new, in: transaction)
        for row in kept { locator.corrections.add(row) }
        let effect = try new.isEmpty ? nil : relocate(kept, from: before, to: locator, in: transaction)
        var levels: [MatchLevel: Int] = [:]
        for spelling in new.compactMap(\.correctedAddress) {
            guard let match = locator.dictionary?.match(spelling, within: locator.municipality) else { continue }
            levels[match.matchLevel, default: 0] += 1
        }
        return CorrectionReport(
            generation: isDryRun || new.isEmpty ? nil : transaction.generation, isDryRun: isDryRun,
            taught: new.count { $0.action == .teach }, replaced: replaced,
            removed: new.count { $0.action == .remove }, unchanged: plan.corrections.count - new.count,
            blankRows: plan.blankRows, byMatchLevel: levels, matchingHouseholds: effect?.matching ?? 0,
            surveyedHouseholds: effect?.surveyed ?? 0, changedHouseholds: effect?.changed ?? 0,
            relocation: effect?.report)
    }

    /// Stores the rows; a dry run only gives them numbers behind the last.
    private func keep(_ new: [NewCorrection], in transaction: RegistryTransaction) throws -> [StoredCorrection] {
        guard isDryRun else { return try transaction.append(new, operatorName: operatorName, time: moment.utc) }
        return new.enumerated().map { offset, correction in
            StoredCorrection(
                correction, id: Int64.max - Int64(new.count - offset), generation: transaction.generation,
                operatorName: operatorName, createdAt: moment.utc)
        }
    }

    private struct Effect {
        var matching = 0
        var surveyed = 0
        var changed = 0
        var report: RelocationReport?
    }

    /// Locates everybody anew, so that all positions come from one edition; nothing when there is no register.
    private func relocate(
        _ kept: [StoredCorrection], from before: Locator, to locator: Locator, in transaction: RegistryTransaction
    ) throws -> Effect? {
        let keptIDs = Set(kept.map(\.id))
        let removedIDs = Set(kept.compactMap { $0.action == .remove ? before.corrections[$0.address]?.id : nil })
        var addresses: [StoredAddress] = []
        try transaction.forEachAddress { addresses.append($0) }
        guard !addresses.isEmpty else { return nil }
        let oldEdition = try transaction.snapshot.locatedEdition()
        // Without the dictionary every other household would lose its position.
        guard locator.hasDictionary || (oldEdition ?? "").isEmpty else {
            throw VictimSupportError.noDictionary(path: paths.dictionary)
        }
        progress(.locating(households: addresses.count))
        let locations = addresses.map(locator.locate)
        var effect = Effect()
        let old = try transaction.locatedHouseholds()
        let oldByID = Dictionary(old.map { ($0.household, $0) }, uniquingKeysWith: { first, _ in first })
        for (stored, location) in zip(addresses, locations) {
            let isTaught = locator.correction(for: stored.address).map { keptIDs.contains($0.id) } ?? false
            let wasTaught =
                !removedIDs.isEmpty
                && before.correction(for: stored.address).map { removedIDs.contains($0.id) } ?? false
            guard isTaught || wasTaught else { continue }
            effect.matching += 1
            if stored.survey != nil { effect.surveyed += 1 }
            if location.differs(from: oldByID[stored.household]) { effect.changed += 1 }
        }
        effect.report = RelocationComparison(old: old, new: locations).report(
            generation: isDryRun ? nil : transaction.generation, oldEdition: oldEdition, newEdition: locator.edition)
        if !isDryRun {
            progress(.storing(rows: locations.count))
            try transaction.replaceLocations(edition: locator.edition) { try locations.forEach($0) }
        }
        return effect
    }

    private func address(of subject: Subject, in transaction: RegistryTransaction) throws -> String {
        switch subject {
        case .address(let text): return text
        case .household(let number):
            let clearance = try transaction.snapshot.clear(disclosure, for: .addresses)
            return try transaction.address(ofHousehold: number, clearance: clearance)
        }
    }
}

extension StoredLocation {
    /// Whether position, a level or certainty is another than before.
    func differs(from before: LocatedHousehold?) -> Bool {
        match.matchLevel != before?.matchLevel ?? .none || match.coordinateLevel != before?.coordinateLevel ?? .none
            || match.position != before?.position || match.isCertain != before?.isCertain ?? false
    }
}
