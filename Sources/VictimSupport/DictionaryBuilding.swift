package import AddressDictionary
package import Registry

/// Compiles the workspace's address dictionary: `engo dictionary build`.
package enum DictionaryBuilding {
    /// Where addresses and points come from; several can be combined.
    package enum Source: Hashable, Sendable {
        /// A folder of アドレス・ベース・レジストリ CSV files.
        case abr(directory: String)
        /// One 位置参照情報 CSV of either level.
        case isj(file: String)
        /// A CSV of `address,longitude,latitude`.
        case points(file: String)
    }

    /// Compiles the sources into the dictionary file beside the workspace, replacing the one that is there.
    ///
    /// Positions already stored stay as they are until the households are located again.
    /// - Throws: ``AddressDictionary/AddressDictionaryError``, ``Registry/RegistryError``; the old dictionary stays.
    package static func build(_ paths: WorkspacePaths, sources: [Source], progress: ProgressHandler = { _ in }) throws
        -> CompilationReport
    {
        let writer = try RegistryWriter(paths)
        var compiler = DictionaryCompiler()
        for source in sources {
            progress(.reading)
            switch source {
            case .abr(let directory): try compiler.addABR(directory: directory)
            case .isj(let file): try compiler.addISJ(file: file)
            case .points(let file): try compiler.addPoints(file: file)
            }
        }
        progress(.compiling)
        let report = try compiler.compile(to: paths.dictionary)
        try writer.close()
        return report
    }
}
