import AddressDictionary
import Disclosure
import Geospatial
package import Interchange
package import Registry

/// What was taught about addresses: `engo dictionary corrections`.
package struct CorrectionList: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// The generation that was read.
    package let generation: Int64
    /// The rows, in the order in which they were taught.
    package let rows: [StoredCorrection]
    /// The places in the history of the rows that count.
    package let active: Set<Int64>

    /// Reads the corrections that count, or the whole history; the release is in the audit log before this returns.
    ///
    /// - Throws: ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        includesHistory: Bool, in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog
    ) throws {
        info = try snapshot.info()
        generation = try snapshot.generation()
        let clearance = try snapshot.clear(release.disclosure, for: .addresses)
        // Addresses rather than households are released, and who lives at them is not looked up.
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: try snapshot.correctionRowCount(), persons: 0, records: nil,
                query: includesHistory ? "history of corrections" : "corrections", format: release.format),
            to: audit)
        let history = try snapshot.corrections(grant: grant)
        let book = CorrectionBook(history, municipality: info.code)
        active = Set(book.active.map(\.id))
        rows = includesHistory ? history : book.active
    }

    /// What became of a row.
    package enum State: String, CaseIterable, Sendable {
        /// It counts.
        case active
        /// A later row stands in its place.
        case superseded
        /// It takes back an earlier row.
        case removal

        /// The state in Japanese.
        package var japanese: String {
            switch self {
            case .active: "有効"
            case .superseded: "旧"
            case .removal: "取消"
            }
        }
    }

    /// What became of a row of this list.
    package func state(of row: StoredCorrection) -> State {
        switch row.action {
        case .remove: .removal
        case .teach: active.contains(row.id) ? .active : .superseded
        }
    }

    private static let headings: [(japanese: String, english: String)] = [
        ("住所", "address"), ("正しい住所", "corrected_address"), ("経度", "longitude"), ("緯度", "latitude"), ("備考", "note"),
        ("状態", "state"), ("登録者", "operator"), ("登録日時", "created_at"), ("世代", "generation"),
    ]

    /// The list as CSV (RFC 4180, CRLF); its first five columns are those that `engo dictionary correct --file` reads.
    ///
    /// - Returns: the characters that the encoding lacks, each with its row and column; they stand as 〓.
    package func writeCSV(
        _ language: OutputLanguage, encoding: TextEncoding, to sink: some OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = info.mode == .drill ? WorkspaceMode.drillMark : nil
        writer.row(
            Self.headings.map { language == .japanese ? $0.japanese : $0.english }
                + (mark == nil ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        for row in rows {
            let state = state(of: row)
            writer.row(
                [row.address, row.correctedAddress ?? ""] + Self.coordinates(row.point) + [
                    row.note ?? "", language == .japanese ? state.japanese : state.rawValue, row.operatorName,
                    row.createdAt, String(row.generation),
                ] + (mark.map { [$0] } ?? []))
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// The list as one JSON object.
    package func writeJSON(to sink: some OutputSink) throws {
        var json = JSONWriter()
        json.beginObject()
        json.member("drill", info.mode == .drill)
        json.member("drill_mark", info.mode == .drill ? WorkspaceMode.drillMark : nil)
        json.member("generation", Int(generation))
        json.name("corrections")
        json.beginArray()
        for row in rows {
            json.lineBreak()
            json.beginObject()
            json.member("address", row.address)
            json.member("corrected_address", row.correctedAddress)
            for (name, value) in [("longitude", row.point?.longitude), ("latitude", row.point?.latitude)] {
                json.name(name)
                if let value { json.number(value, decimals: Self.decimals) } else { json.null() }
            }
            json.member("note", row.note)
            json.member("state", state(of: row).rawValue)
            json.member("operator", row.operatorName)
            json.member("created_at", row.createdAt)
            json.member("generation", Int(row.generation))
            json.endObject()
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }

    /// A point comes back from its file as the double that it was: nine decimals, as the dictionary keeps.
    private static let decimals = 9

    private static func coordinates(_ point: Coordinate?) -> [String] {
        guard let point else { return ["", ""] }
        return [point.longitude, point.latitude].map { DecimalText.fixed($0, decimals: decimals) }
    }
}
