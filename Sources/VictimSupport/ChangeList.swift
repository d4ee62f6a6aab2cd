import Disclosure
import Interchange
package import Registry
import Residents

/// Who and which needs differ between two states, line by line in byte order of household and resident number.
package struct ChangeList: Sendable {
    private let from: Int64
    private let to: Int64?
    private let lines: [Line]

    /// - Parameter to: the later state, or nil for one that is not made yet.
    init(_ lines: [Line], from: Int64, to: Int64?) {
        self.from = from
        self.to = to
        self.lines = lines.sorted(by: Self.isBefore)
    }

    /// One line of the list.
    struct Line: Sendable {
        let change: Change
        let household: String
        let resident: String
        let need: (kind: NeedKind, grade: NeedGrade)?

        init(change: Change, household: String, resident: String, need: (kind: NeedKind, grade: NeedGrade)?) {
            self.change = change
            self.household = household
            self.resident = resident
            self.need = need
        }

        init(_ difference: RegisterDifference) {
            let change: Change =
                switch difference.change {
                case .added: .new
                case .moved: .moved
                case .changed: .changed
                case .departed: .departed
                case .deceased: .deceased
                case .missing: .gone
                }
            self.init(change: change, household: difference.household, resident: difference.resident, need: nil)
        }

        init(_ change: Change, _ person: HeldResident) {
            self.init(
                change: change, household: person.householdNumber.text, resident: person.residentNumber.text, need: nil)
        }
    }

    /// What a line tells.
    package enum Change: String, CaseIterable, Sendable {
        /// Registered later, and not before.
        case new
        /// Registered before, and not later; the file does not say why, or nobody asked.
        case gone
        /// Registered before; the file says that they moved out.
        case departed
        /// Registered before; the file says that they died.
        case deceased
        /// Another address or surveyed position.
        case moved
        /// Something else is another.
        case changed
        /// A need that holds later, and did not before.
        case needNew = "need-new"
        /// A need that was there before, and is not later.
        case needEnded = "need-ended"

        var japanese: String {
            switch self {
            case .new: "新規"
            case .gone: "消除"
            case .departed: "転出"
            case .deceased: "死亡"
            case .moved: "転居"
            case .changed: "変更"
            case .needNew: "支援情報の追加"
            case .needEnded: "支援情報の終了"
            }
        }
    }

    /// The lines of needs that began or ended, with the household in which the person lives, or did before.
    static func lines(
        of different: [(change: Change, need: Need)], at generation: Int64, or earlier: Int64,
        in transaction: RegistryTransaction
    ) throws -> [Line] {
        let households = try transaction.households(
            of: Set(different.map(\.need.residentNumber)), at: generation, or: earlier)
        return different.map { change, need in
            Line(
                change: change, household: households[need.residentNumber]?.text ?? "",
                resident: need.residentNumber.text, need: (need.kind, need.grade))
        }
    }

    private static func isBefore(_ lhs: Line, _ rhs: Line) -> Bool {
        func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
        if !isSame(lhs.household, rhs.household) {
            return lhs.household.utf8.lexicographicallyPrecedes(rhs.household.utf8)
        }
        if !isSame(lhs.resident, rhs.resident) {
            return lhs.resident.utf8.lexicographicallyPrecedes(rhs.resident.utf8)
        }
        if lhs.change != rhs.change {
            return Change.allCases.firstIndex(of: lhs.change) ?? 0 < Change.allCases.firstIndex(of: rhs.change) ?? 0
        }
        let (left, right) = (lhs.need?.kind.ordinal ?? -1, rhs.need?.kind.ordinal ?? -1)
        if left != right { return left < right }
        return (lhs.need?.grade.code ?? "").utf8.lexicographicallyPrecedes((rhs.need?.grade.code ?? "").utf8)
    }

    private static let headings: [(japanese: String, english: String)] = [
        ("違い", "change"), ("世帯番号", "household_number"), ("宛名番号", "resident_number"), ("支援の種別", "need"),
        ("旧世代", "from_generation"), ("新世代", "to_generation"),
    ]

    /// Writes one line per difference as CSV; the release is in the audit log first.
    package func write(
        _ release: ListRelease, language: OutputLanguage, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: any OutputSink
    ) throws {
        let info = try snapshot.info()
        let clearance = try snapshot.clear(release.disclosure, for: .changes)
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: to ?? from,
                households: Set(lines.lazy.map(\.household).filter { !$0.isEmpty }.map { Array($0.utf8) }).count,
                persons: Set(lines.map { Array($0.resident.utf8) }).count,
                records: snapshot.records(
                    numbered: Set(lines.map { Array($0.resident.utf8) }).map { String(decoding: $0, as: UTF8.self) }),
                query: to.map { "generations \(from) to \($0)" } ?? "changes to generation \(from)",
                format: release.format),
            to: audit)
        let mark = info.mode == .drill ? [WorkspaceMode.drillMark] : []
        let isJapanese = language == .japanese
        var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        writer.row(
            Self.headings.map { isJapanese ? $0.japanese : $0.english }
                + (mark.isEmpty ? [] : [isJapanese ? "訓練表示" : "drill_mark"]))
        let mayIdentify = grant.fields.contains(.identifiers)
        let mayNeed = grant.fields.contains(.needs)
        for line in lines {
            let need =
                mayNeed ? line.need.map { isJapanese ? $0.grade.japanese($0.kind) : $0.grade.english($0.kind) } : nil
            writer.row(
                [
                    isJapanese ? line.change.japanese : line.change.rawValue, mayIdentify ? line.household : "",
                    mayIdentify ? line.resident : "", need ?? "", String(from), to.map { String($0) } ?? "",
                ] + mark)
            if writer.byteCount > 1 << 16 { try writer.drain { try sink.write($0) } }
        }
        try writer.drain { try sink.write($0) }
    }
}
