package import AddressDictionary
import Foundation
package import Registry

/// Compiles address dictionaries: `engo dictionary build` beside a workspace, `engo dictionary compile` on their own.
package enum DictionaryBuilding {
    /// Where addresses and points come from; several can be combined.
    package enum Source: Hashable, Sendable {
        /// A folder of アドレス・ベース・レジストリ CSV files.
        case abr(directory: String)
        /// One 位置参照情報 CSV of either level.
        case isj(file: String)
        /// Geolonia's towns: a CSV, plain or in gzip, a municipality's JSON file, or a folder of such.
        case geolonia(path: String)
        /// A CSV of addresses and positions in the reference system `crs`, JGD2011 degrees where it is nil.
        case points(file: String, crs: String?)
    }

    /// Compiles the sources into the dictionary file beside the workspace, replacing the one that is there.
    ///
    /// Positions already stored stay as they are until the households are located again.
    /// - Throws: ``AddressDictionary/AddressDictionaryError``, ``Registry/RegistryError``; the old dictionary stays.
    package static func build(
        _ paths: WorkspacePaths, sources: [Source], moment: Moment, progress: ProgressHandler = { _ in }
    ) throws
        -> CompilationReport
    {
        let writer = try RegistryWriter(paths)
        // The dictionary stands beside the tables: nothing changes in them.
        try writer.maintenance(by: moment.acting("dictionary build")) { _ in }
        let report = try compile(sources, to: paths.dictionary, progress: progress)
        try writer.close()
        return report
    }

    /// Compiles the sources into a file, which replaces an older dictionary at that path and nothing else.
    ///
    /// - Throws: ``AddressDictionary/AddressDictionaryError``,
    ///   ``VictimSupportError/outputIsNoDictionary(path:)`` where the path holds a file of another kind.
    package static func compile(
        _ sources: [Source], to path: String, progress: ProgressHandler = { _ in }
    ) throws -> CompilationReport {
        try refuseForeignFile(path)
        var compiler = DictionaryCompiler()
        for source in sources {
            progress(.reading)
            switch source {
            case .abr(let directory): try compiler.addABR(directory: directory)
            case .isj(let file): try compiler.addISJ(file: file)
            case .geolonia(let path): try compiler.addGeolonia(file: path)
            case .points(let file, let crs): try compiler.addPoints(file: file, crs: crs)
            }
        }
        progress(.compiling)
        return try compiler.compile(to: path)
    }

    /// A register or a spreadsheet is not lost to a slip of the pen; an empty file is nobody's.
    private static func refuseForeignFile(_ path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if attributes?[.size] as? Int == 0 { return }
        do throws(AddressDictionaryError) {
            _ = try AddressDictionary.edition(path: path)
        } catch {
            // Nothing there, or an older or damaged dictionary: it may be replaced.
            if error == .foreignFile { throw VictimSupportError.outputIsNoDictionary(path: path) }
        }
    }
}
