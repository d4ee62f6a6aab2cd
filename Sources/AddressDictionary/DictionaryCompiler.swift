import Geospatial
import Interchange
import Reprojection

/// Gathers address sources and writes one compiled dictionary.
///
/// The registry (ABR) comes first, then 位置参照情報, then Geolonia's towns: a later source adds towns and blocks that an earlier
/// one does not have, and points where an earlier one has none. Points of the house survey stand above all. The same sources
/// in the same order give the same bytes, whatever the order in which a folder lists its files.
package struct DictionaryCompiler {
    var draft = DraftDictionary()
    var report = CompilationReport()
    /// One line a source.
    var sources: [String] = []
    var referenceBlocks: [ReferenceBlock] = []
    var referenceTowns: [ReferenceTown] = []
    var surveyPoints: [SurveyPoint] = []
    private var reprojectors: [String: Reprojector] = [:]

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
        guard !compiler.draft.towns.isEmpty || !compiler.surveyPoints.isEmpty || !compiler.draft.cities.isEmpty else {
            throw .nothingToCompile(compiler.report.refusals.first)
        }
        compiler.auditPoints()
        var writer = DictionaryWriter(compiler.draft, sources: compiler.sources)
        try writer.prepare()
        var bytes = writer.finish(survey: nil)
        if !compiler.surveyPoints.isEmpty {
            let survey = compiler.surveyTable(over: try AddressDictionary(bytes: bytes))
            bytes = writer.finish(survey: survey)
        }
        var report = compiler.report
        writer.describe(&report)
        report.byteCount = bytes.count
        report.edition = try DictionaryStorage(bytes: bytes).edition
        return (bytes, report)
    }

    // MARK: Points

    /// Whether a stored position can be in Japan.
    static func isInJapan(longitude: Int64, latitude: Int64) -> Bool {
        JapanExtent.holds(
            longitude: Double(longitude) / DictionaryFormat.unitsPerDegree,
            latitude: Double(latitude) / DictionaryFormat.unitsPerDegree)
    }

    /// A point in JGD2011 from the fields of a row, or the reason why there is none.
    ///
    /// - Throws: ``AddressDictionaryError/unsupportedReferenceSystem(file:line:code:)``.
    mutating func point(
        x: ArraySlice<UInt8>, y: ArraySlice<UInt8>, system: ArraySlice<UInt8>, file: String, line: Int
    ) throws(AddressDictionaryError) -> Result<(longitude: Int64, latitude: Int64), PointRefusal> {
        guard let first = SourceField.billionths(x), let second = SourceField.billionths(y) else {
            return .failure(PointRefusal(reason: .unreadablePoint))
        }
        if system.isEmpty || system.elementsEqual("EPSG:6668".utf8) {
            guard Self.isInJapan(longitude: first, latitude: second) else {
                return .failure(PointRefusal(reason: .outsideJapan))
            }
            return .success((first, second))
        }
        let reprojector = try reprojector(SourceField.text(system), file: file, line: line)
        guard
            let moved = try? reprojector.transform(
                longitude: Double(first) / DictionaryFormat.unitsPerDegree,
                latitude: Double(second) / DictionaryFormat.unitsPerDegree)
        else { return .failure(PointRefusal(reason: .notTransformable)) }
        let longitude = Int64((moved.longitude * DictionaryFormat.unitsPerDegree).rounded())
        let latitude = Int64((moved.latitude * DictionaryFormat.unitsPerDegree).rounded())
        guard Self.isInJapan(longitude: longitude, latitude: latitude) else {
            return .failure(PointRefusal(reason: .outsideJapan))
        }
        return .success((longitude, latitude))
    }

    /// Why a row has no point.
    struct PointRefusal: Error {
        var reason: CompilationReport.Reason
    }

    private mutating func reprojector(
        _ code: String, file: String, line: Int
    ) throws(AddressDictionaryError) -> Reprojector {
        if let known = reprojectors[code] { return known }
        do {
            let made = try Reprojector(from: code)
            reprojectors[code] = made
            return made
        } catch .contextUnavailable {
            throw .projectionUnavailable
        } catch {
            throw .unsupportedReferenceSystem(file: file, line: line, code: code)
        }
    }

    /// Refuses a file most of whose points lie outside Japan: its axes are swapped, or its numbers are not degrees.
    func checkShare(outside: Int, of total: Int, firstLine: Int, file: String) throws(AddressDictionaryError) {
        guard outside > 0, outside * 2 >= total else { return }
        throw .coordinatesOutOfJapan(file: file, line: firstLine, count: outside)
    }
}
