import Geospatial
import Interchange
import Reprojection

/// Gathers address sources and writes one compiled dictionary.
///
/// Sources may be added in any order and combined; precedence is fixed. The registry (ABR) comes first, then 位置参照情報, then
/// Geolonia's towns: a later one adds towns and blocks that an earlier one does not have, and points where an earlier one has
/// none, and never replaces either. Points of the house survey stand above all. Every point remembers its source. Of two files
/// of one source that state the same record, the first in byte order of the file names counts. The same sources give the same
/// bytes, whatever the order in which a folder lists its files.
package struct DictionaryCompiler {
    var draft = DraftDictionary()
    var report = CompilationReport()
    /// One line a source.
    var sources: [String] = []
    var referenceBlocks: [ReferenceBlock] = []
    var referenceTowns: [ReferenceTown] = []
    var surveyPoints: [SurveyPoint] = []
    /// The attribution of each source, and the source of each file.
    private(set) var sourceNames: [String] = []
    private(set) var sourceOfFile: [Int] = []
    var reprojectors: [String: Reprojector] = [:]
    var datums = DatumCheck()

    /// A row of 位置参照情報 街区レベル.
    struct ReferenceBlock {
        var prefecture: String
        var city: String
        var town: String
        var koaza: String
        var number: String
        var isResidential: Bool
        var isRepresentative: Bool
        var point: DraftDictionary.Point
    }

    /// A town and its point from a source without numbers.
    struct ReferenceTown {
        /// The municipality's code; empty where the source gives names only.
        var code: String
        var prefecture: String
        var city: String
        var id: String
        var town: String
        var koaza: String
        var point: DraftDictionary.Point
        var rank: Int
    }

    /// A row of the house survey.
    struct SurveyPoint {
        var address: String
        var point: DraftDictionary.Point
    }

    /// A compiler without sources.
    package init() {}

    /// Compiles what was added and replaces the file at `path` in one step.
    ///
    /// - Throws: ``AddressDictionaryError/nothingToCompile(_:)``, ``AddressDictionaryError/tooLarge(table:)``,
    ///   ``AddressDictionaryError/cannotWrite(_:)``.
    package consuming func compile(to path: String) throws(AddressDictionaryError) -> CompilationReport {
        let (bytes, report) = try compiled()
        do {
            let writer = try AtomicFileWriter(path: path)
            try writer.write(bytes)
            try writer.commit()
        } catch {
            throw .cannotWrite(error)
        }
        return report
    }

    /// The bytes of the compiled file.
    consuming func compiled() throws(AddressDictionaryError) -> (bytes: [UInt8], report: CompilationReport) {
        var compiler = self
        compiler.joinPositions()
        compiler.mergeReferences()
        compiler.compareDatums()
        guard !compiler.draft.towns.isEmpty || !compiler.surveyPoints.isEmpty || !compiler.draft.cities.isEmpty else {
            throw .nothingToCompile(compiler.report.refusals.first)
        }
        try compiler.datums.check(files: compiler.draft.files)
        compiler.auditPoints()
        var writer = DictionaryWriter(
            compiler.draft, sources: compiler.sources, attributions: compiler.sourceNames,
            sourceOfFile: compiler.sourceOfFile)
        try writer.prepare()
        var bytes = writer.finish(survey: nil)
        if !compiler.surveyPoints.isEmpty {
            let survey = try compiler.surveyTable(over: try AddressDictionary(bytes: bytes))
            bytes = writer.finish(survey: survey)
        }
        var report = compiler.report
        report.operations = compiler.operations()
        writer.describe(&report)
        report.byteCount = bytes.count
        report.edition = try DictionaryStorage(bytes: bytes).edition
        return (bytes, report)
    }

    /// The name of the source that is being added, for its points and the dictionary's list.
    mutating func beginSource(_ name: String) { sourceNames.append(name) }

    /// Opens a file of the current source.
    mutating func register(_ table: SourceTable) throws(AddressDictionaryError) -> UInt16 { try register(table.file) }

    /// Names a file of the current source.
    mutating func register(_ file: String) throws(AddressDictionaryError) -> UInt16 {
        let index = try draft.fileIndex(file)
        while sourceOfFile.count <= Int(index) { sourceOfFile.append(sourceNames.count - 1) }
        return index
    }
}
