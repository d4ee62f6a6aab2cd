import Disclosure
import HTTPTypes
import Hummingbird
import Interchange
import Registry
import Residents
import Sealing
import Synchronization
import VictimSupport

/// The files that leave the map page.
extension MapRoutes {
    /// The forms of an export.
    enum ExportForm: String, CaseIterable {
        case geojson, gpkg, csv, members, package

        /// Whether it takes much memory to make.
        var isHeavy: Bool { self == .gpkg || self == .package }

        /// The type of the content.
        var mediaType: String {
            switch self {
            case .geojson: "application/geo+json"
            case .gpkg: "application/geopackage+sqlite3"
            case .csv, .members: "text/csv; charset=utf-8"
            case .package: "application/octet-stream"
            }
        }

        /// The name of a file, which tells nothing but the form, the state and whether it is a drill.
        func fileName(of answer: AreaAnswer) -> String {
            let mark = answer.info.mode == .drill ? "訓練-" : ""
            let day = answer.scoreRun.asOf.iso
            return switch self {
            case .geojson: "\(mark)households-\(day)-\(answer.generation).geojson"
            case .gpkg: "\(mark)households-\(day)-\(answer.generation).gpkg"
            case .csv: "\(mark)households-\(day)-\(answer.generation).csv"
            case .members: "\(mark)members-\(day)-\(answer.generation).csv"
            case .package: "\(mark)package-\(day)-\(answer.generation).age"
            }
        }
    }

    /// An answer as a file; everybody who is listed, in list order.
    @Sendable func export(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        let body = try await body(request)
        try body.require(only: ["answer", "format", "plain", "passphrase", "language"])
        guard let form = ExportForm(rawValue: try body.text("format")) else { throw Problem.invalidQuestion("format") }
        let language = try Self.language(body)
        let answer = try desk.answer(try body.text("answer"), of: session)
        // Plain output of real persons is never an accident.
        guard try form == .package || answer.info.mode == .drill || body.bool("plain") else {
            throw Problem.plainOutput
        }
        let keys = form == .package ? try Self.keys(body) : nil
        let release = release("map export", form.rawValue, session)
        let audit = AuditLog(workspace.paths)
        let (_, stream) = try await workspace.readers.stream(for: session) { [desk] snapshot in
            try Self.check(answer, in: snapshot, release)
            if form.isHeavy { try desk.beginMaking() }
        } _: { [desk] _, snapshot, sink in
            defer { if form.isHeavy { desk.endMaking() } }
            switch form {
            case .geojson:
                try GeoJSONExport(language: language).write(
                    answer, release: release, from: snapshot, audit: audit, to: sink)
            case .gpkg:
                try GeoPackageExport(language: language).write(
                    answer, release: release, from: snapshot, audit: audit, to: sink)
            case .csv, .members:
                _ = try CSVExport(
                    rows: form == .csv ? .households : .members, language: language, encoding: .utf8WithByteOrderMark
                ).write(answer, release: release, from: snapshot, audit: audit, to: sink)
            case .package:
                guard let keys else { return }
                try Self.seal(answer, language, release, keys, from: snapshot, audit, to: sink)
            }
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: form.mediaType,
                .contentDisposition: "attachment; filename=\"engo\"; filename*=UTF-8''"
                    + PercentText.encoded(form.fileName(of: answer)),
            ], body: stream.body)
    }

    private static func seal(
        _ answer: AreaAnswer, _ language: OutputLanguage, _ release: ListRelease, _ keys: SealingKeys,
        from snapshot: RegistrySnapshot, _ audit: AuditLog, to sink: ChunkStream
    ) throws {
        let today = release.moment.today
        let content = try answer.packaged(language: language, release: release, from: snapshot, audit: audit)
        var generator = SystemRandomNumberGenerator()
        _ = try content.seal(
            HandOver(
                madeAt: release.moment.utc, madeBy: release.operatorName, purpose: release.disclosure.reason,
                expiresOn: (today.adding(days: HandOver.usualDays) ?? today).iso), for: keys, to: sink,
            using: &generator)
    }

    private static func keys(_ body: JSONObject) throws(Problem) -> SealingKeys {
        let text = try body.text("passphrase")
        do throws(SealingError) {
            return .passphrase(try .forSealing(text))
        } catch {
            throw .weakPassphrase
        }
    }
}

extension Problem {
    /// Rows of real people would leave unsealed, and nobody said that they may.
    static let plainOutput = Problem(
        status: .forbidden, code: "plain-output",
        text: Bilingual(
            "実在の人の一覧です。封をして書き出すか、そのまま書き出すことを確認してください。",
            "These are real people: seal the file, or say that it may leave plain."))
    /// The passphrase is too short to seal with.
    static let weakPassphrase = Problem(
        status: .badRequest, code: "weak-passphrase",
        text: Bilingual(
            "パスフレーズは\(Passphrase.minimumCharacters)文字以上にしてください。",
            "A passphrase takes \(Passphrase.minimumCharacters) characters or more."))
}
