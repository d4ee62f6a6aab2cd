import AddressDictionary
package import Registry

/// Locates every household anew: `engo locate`.
package enum Relocation {
    /// Asks the workspace's current dictionary for every address.
    ///
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/noDictionary(path:)``,
    ///   ``Registry/RegistryError``; the old positions stay.
    package static func run(_ paths: WorkspacePaths, moment: Moment, progress: ProgressHandler = { _ in }) throws
        -> RegistryCounts
    {
        let writer = try RegistryWriter(paths)
        let counts = try writer.transaction(cause: .locate, time: moment.utc) { transaction in
            let snapshot = transaction.snapshot
            guard try snapshot.counts().households > 0 else { throw VictimSupportError.noRegister }
            let locator = try Locator(paths, municipality: try snapshot.info().code)
            guard locator.hasDictionary else { throw VictimSupportError.noDictionary(path: paths.dictionary) }
            try locator.locateAll(in: transaction, progress: progress)
            return try snapshot.counts()
        }.result
        try writer.close()
        return counts
    }
}
