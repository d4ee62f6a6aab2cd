/// A need as a row of the needs file, before its number is known.
struct NeedDraft {
    /// 区分 as the file writes it.
    let kind: String
    /// 程度 as the file writes it; empty when the kind has none.
    let grade: String
    let validFrom: DrillDate?
    let validUntil: DrillDate?
}
