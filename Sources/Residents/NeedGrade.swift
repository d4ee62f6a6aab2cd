/// The grade of a need, with the free text that a file gives where the kind has no grades.
package struct NeedGrade: Hashable, Sendable {
    /// The grade.
    package let level: NeedLevel
    /// Free text such as a disease's or device's name; nil when there is none.
    package let detail: String?

    /// A grade, with free text where there is some.
    package init(_ level: NeedLevel, detail: String? = nil) {
        self.level = level
        self.detail = detail
    }

    /// The grade stored under this code; an unknown code becomes ``NeedLevel/unrecognised``, which never counts.
    package init(code: String, detail: String? = nil) {
        level = NeedLevel(code: code) ?? .unrecognised
        self.detail = detail
    }

    /// The canonical ASCII code, such as `care3`, `grade2`, `B1`, `ventilator`; empty when the kind has no grades.
    package var code: String { level.code }

    /// Whether the grade is a need at all; 自立, 再調査, 取消 and なし are recognised but are none.
    package var counts: Bool { level.counts }

    /// Whether grade and detail are the same, the detail by its bytes.
    package static func == (lhs: NeedGrade, rhs: NeedGrade) -> Bool {
        lhs.level == rhs.level && TextBytes.areEqual(lhs.detail, rhs.detail)
    }

    /// Feeds the grade and the bytes of the detail.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(level)
        TextBytes.hash(detail ?? "", into: &hasher)
    }
}
