import AreaFiles
import Disclosure
import Interchange
package import Registry
import Residents
import SupportScoring

/// Writes an answer as a GeoPackage: the layer `households` of points, the table `members`, both with the columns of the CSV lists, and the
/// table `summary` with what every output repeats.
///
/// It is made in memory and handed out when it is whole. Households without a position stand in the layer without a point.
package struct GeoPackageExport {
    /// The most bytes of content.
    package static let limit = 1 << 30
    private let language: OutputLanguage

    /// Chooses the language of headings and labels.
    package init(language: OutputLanguage) { self.language = language }

    /// Writes the listed households, in list order; the audit entry is on disk before the first is read.
    ///
    /// - Throws: ``PackageError/tooLarge(limit:)``, what the gate, the audit log, the registry and the sink throw.
    package func write(
        _ answer: AreaAnswer, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws {
        let listing = try GeoPackageListing(answer, language: language)
        try answer.release(release, from: snapshot, to: audit, listing.add)
        try listing.end(to: sink)
    }
}

/// A list that becomes a GeoPackage household by household.
struct GeoPackageListing {
    private let writer: GeoPackageWriter
    private let language: OutputLanguage
    private let households: [ListColumn<ListedHousehold>]
    private let members: [ListColumn<ListedMember>]
    private let mark: [GeoPackageWriter.Cell]

    /// Starts with the tables and the summary.
    init(_ answer: AreaAnswer, language: OutputLanguage) throws {
        self.language = language
        households = HouseholdColumns.of(answer)
        members = MemberColumns.of(answer)
        let isDrill = answer.info.mode == .drill
        mark = isDrill ? [.text(WorkspaceMode.drillMark)] : []
        let note = isDrill ? "\(WorkspaceMode.drillMark) DRILL. " : ""
        let heading = isDrill ? [CSVListing.markHeading(language)] : []
        func columns<Row>(_ columns: [ListColumn<Row>]) -> [GeoPackageTableForm.Column] {
            columns.map { column in
                let kind: GeoPackageTableForm.Column.Kind =
                    switch column.kind {
                    case .text: .text
                    case .whole: .whole
                    case .decimal: .decimal
                    }
                return .init(column.heading(language), kind)
            } + heading.map { .init($0, .text) }
        }
        writer = try GeoPackageWriter(
            [
                GeoPackageTableForm(
                    "households", description: note + "Households in list order", hasPlaces: true, columns(households)),
                GeoPackageTableForm(
                    "members", description: note + "Members of the households, in list order", hasPlaces: false,
                    columns(members)),
                GeoPackageTableForm(
                    "summary", description: note + "What the list is, as JSON", hasPlaces: false,
                    [.init("json", .text)]),
            ], changedOn: answer.scoreRun.asOf.iso)
        var json = JSONWriter()
        AnswerJSON(language: language).summary(answer, to: &json)
        try writer.add([.text(String(decoding: json.bytes, as: UTF8.self))], to: 2)
    }

    /// Adds a household and its members.
    func add(_ listed: ListedHousehold) throws {
        try writer.add(
            households.map { Self.cell($0.cell(listed, language)) } + mark, at: listed.household.location?.position,
            to: 0)
        for (place, member) in listed.household.members.enumerated() {
            let row = ListedMember(household: listed, member: member, place: place)
            try writer.add(members.map { Self.cell($0.cell(row, language)) } + mark, to: 1)
        }
        guard writer.contentBytes <= GeoPackageExport.limit else {
            throw PackageError.tooLarge(limit: GeoPackageExport.limit)
        }
    }

    /// Hands out the whole file.
    func end(to sink: some OutputSink) throws { try writer.finish { try sink.write($0) } }

    /// An empty text stands for nothing, as in CSV.
    private static func cell(_ cell: ListCell) -> GeoPackageWriter.Cell {
        switch cell {
        case .text(let text): text.isEmpty ? .missing : .text(text)
        case .whole(let number): number.map { .whole($0) } ?? .missing
        case .points(let points): points.map { .decimal(Double($0.thousandths) / 1000) } ?? .missing
        case .degrees(let number), .metres(let number): number.map { .decimal($0) } ?? .missing
        }
    }
}
