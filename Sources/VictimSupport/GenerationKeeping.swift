import Disclosure
package import Registry
import Residents

/// Brings earlier states back, and ends them for good: `engo generations restore` and `purge`.
package enum GenerationKeeping {
    /// Makes the register and needs of an earlier generation today's, located and scored anew, as a new generation.
    ///
    /// Nothing is lost by it: what was today's goes into history like after any import.
    /// - Throws: ``Registry/RegistryError/generationNotKept(first:last:)``, ``VictimSupportError/emptyGeneration(_:)``.
    package static func restore(
        _ paths: WorkspacePaths, generation: Int64, moment: Moment, isDryRun: Bool,
        progress: ProgressHandler = { _ in }
    ) throws -> (generation: Int64?, residents: RegisterChanges, needs: NeedChanges) {
        func compare(in transaction: RegistryTransaction) throws -> (
            register: RegisterDraft, needs: [Need], comparison: RegisterComparison, needChanges: NeedChanges
        ) {
            let register = try transaction.register(at: generation, paths)
            guard register.count > 0 else { throw VictimSupportError.emptyGeneration(generation) }
            let needs = try transaction.needs(at: generation)
            return (
                register, needs, try transaction.comparison(to: register),
                NeedComparison.changes(from: try transaction.needs(), to: needs)
            )
        }
        if isDryRun {
            let plan = try RegistryReader(paths).rehearse(compare)
            return (nil, plan.comparison.changes, plan.needChanges)
        }
        let writer = try RegistryWriter(paths)
        let (plan, made) = try writer.bulkTransaction(
            cause: .restore, by: moment.acting("generations restore"), of: "generation \(generation)"
        ) { transaction in
            let plan = try compare(in: transaction)
            let name = "generation \(generation)"
            let source = SourceFile(
                name: name, encoding: "utf-8", byteCount: 0, rowCount: plan.register.count)
            try Locator(paths, in: transaction).store(
                plan.register, plan.comparison, source: source, in: transaction, progress: progress)
            try transaction.note(plan.comparison.changes, source: source)
            // The register is as old as it was, not as young as its return.
            try transaction.noteRegisterReceipt(on: transaction.snapshot.registerReceipt(at: generation))
            try transaction.replaceNeeds(
                plan.needs, source: SourceFile(name: name, encoding: "utf-8", byteCount: 0, rowCount: plan.needs.count),
                receivedOn: moment.today)
            try ImportSteps.score(transaction, at: moment, progress: progress)
            return plan
        }
        try writer.close()
        return (made, plan.comparison.changes, plan.needChanges)
    }

    /// What purging would end, or has ended.
    package struct Purge: Sendable {
        /// The first generation that can still be read afterwards.
        package let firstKept: Int64
        /// Rows of residents and needs that were destroyed; nil for a dry run.
        package let rows: Int?
    }

    /// Ends every state older than a day, but never today's.
    ///
    /// - Parameter day: the first day, as `YYYY-MM-DD` in UTC, of which every state stays; the state that held when it began
    ///   stays too.
    package static func purge(
        _ paths: WorkspacePaths, before day: String, moment: Moment, isDryRun: Bool
    ) throws -> Purge {
        func firstKept(_ snapshot: RegistrySnapshot) throws -> Int64 {
            // ISO times sort as text.
            let held = try snapshot.generations().first { $0.createdAt < day }
            return max(held?.id ?? 0, try snapshot.keptGenerations().lowerBound)
        }
        if isDryRun {
            return Purge(firstKept: try RegistryReader(paths).read(firstKept), rows: nil)
        }
        let writer = try RegistryWriter(paths)
        let purge = try writer.maintenance(
            by: moment.acting("generations purge"), of: "before \(day)"
        ) { transaction in
            let first = try firstKept(transaction.snapshot)
            return Purge(firstKept: first, rows: try transaction.purgeHistory(before: first))
        }
        try writer.close()
        return purge
    }
}
