import Disclosure
import Interchange
package import Registry
import Residents

/// How two generations differ, person by person: `engo generations diff`.
package struct GenerationComparison: Sendable {
    /// The earlier state.
    package let from: Int64
    /// The later state.
    package let to: Int64
    /// Persons.
    package let residents: RegisterChanges
    /// Rows of needs.
    package let needs: NeedChanges
    private let lines: [Line]

    /// One line of the list.
    private struct Line {
        let change: Change
        let household: String
        let resident: String
        let need: (kind: NeedKind, grade: NeedGrade)?
    }

    /// What a line tells.
    package enum Change: String, CaseIterable, Sendable {
        /// Registered later, and not before.
        case new
        /// Registered before, and not later.
        case gone
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
            case .moved: "転居"
            case .changed: "変更"
            case .needNew: "支援情報の追加"
            case .needEnded: "支援情報の終了"
            }
        }
    }

    /// Compares two states; lines in byte order of household and resident number.
    ///
    /// - Throws: ``Registry/RegistryError/generationNotKept(first:last:)``.
    package init(from: Int64, to: Int64?, in transaction: RegistryTransaction) throws {
        let to = try to ?? transaction.snapshot.generation()
        self.from = from
        self.to = to
        var lines: [Line] = []
        let old = try transaction.residents(at: from)
        let new = try transaction.residents(at: to)
        var before: [ResidentNumber: Resident] = [:]
        for resident in old { before[resident.residentNumber] = resident }
        var households: [ResidentNumber: String] = [:]
        for resident in old { households[resident.residentNumber] = resident.householdNumber.text }
        var changes = RegisterChanges()
        for resident in new {
            households[resident.residentNumber] = resident.householdNumber.text
            var change: Change?
            switch before.removeValue(forKey: resident.residentNumber) {
            case nil:
                changes.added += 1
                change = .new
            case let earlier?
            where earlier.address != resident.address
                || earlier.surveyPosition != resident.surveyPosition:
                changes.moved += 1
                change = .moved
            case let earlier? where !earlier.isSamePerson(as: resident):
                changes.changed += 1
                change = .changed
            default: changes.unchanged += 1
            }
            if let change {
                lines.append(
                    Line(
                        change: change, household: resident.householdNumber.text,
                        resident: resident.residentNumber.text,
                        need: nil))
            }
        }
        for resident in before.values {
            changes.missing += 1
            lines.append(
                Line(
                    change: .gone, household: resident.householdNumber.text, resident: resident.residentNumber.text,
                    need: nil))
        }
        residents = changes
        let oldNeeds = try transaction.needs(at: from)
        let newNeeds = try transaction.needs(at: to)
        needs = NeedComparison.changes(from: oldNeeds, to: newNeeds)
        for (change, need) in NeedComparison.differences(from: oldNeeds, to: newNeeds) {
            lines.append(
                Line(
                    change: change, household: households[need.residentNumber] ?? "",
                    resident: need.residentNumber.text,
                    need: (need.kind, need.grade)))
        }
        self.lines = lines.sorted(by: Self.isBefore)
    }

    private static func isBefore(_ lhs: Line, _ rhs: Line) -> Bool {
        func key(_ line: Line) -> [String] {
            [
                line.household, line.resident, String(Change.allCases.firstIndex(of: line.change) ?? 0),
                String(100 + (line.need?.kind.ordinal ?? 0)), line.need?.grade.code ?? "",
            ]
        }
        for (left, right) in zip(key(lhs), key(rhs)) where !left.utf8.elementsEqual(right.utf8) {
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return false
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
        let clearance = try DisclosureGate.clear(audience: info.audience, basis: info.basis, mode: info.mode)
        let grant = try clearance.release(
            DisclosureEvent(
                verb: release.verb, operatorName: release.operatorName, time: release.moment.utc,
                generation: try snapshot.generation(), households: Set(lines.map(\.household)).count,
                persons: Set(lines.map(\.resident)).count, query: "generations \(from) to \(to)",
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
                    mayIdentify ? line.resident : "", need ?? "", String(from), String(to),
                ] + mark)
            if writer.bytes.count > 1 << 16 { try writer.drain { try sink.write($0) } }
        }
        try writer.drain { try sink.write($0) }
    }
}

extension Resident {
    /// Whether everything but the line in the file is the same.
    fileprivate func isSamePerson(as other: Resident) -> Bool {
        Resident(
            residentNumber: residentNumber, householdNumber: householdNumber, name: name, kana: kana,
            birthDate: birthDate, sex: sex, relationship: relationship, address: address, building: building,
            postalCode: postalCode, phone: phone, placeOfStay: placeOfStay, floor: floor, buildYear: buildYear,
            structure: structure, surveyPosition: surveyPosition, sourceLine: other.sourceLine) == other
    }
}
