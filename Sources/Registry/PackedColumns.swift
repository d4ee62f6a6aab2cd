/// The packed columns of a workspace.
///
/// The household columns are in household id order, element 0 being household 1; the resident columns likewise.
enum PackedColumns {
    static let memberCount = PackedColumn<UInt32>(name: "household.member_count")
    static let score = PackedColumn<Int32>(name: "household.score")
    static let band = PackedColumn<UInt8>(name: "household.band")
    /// The second pair, of a weekday's daytime; empty when the policy has no rule for it.
    static let daytimeScore = PackedColumn<Int32>(name: "household.daytime_score")
    static let daytimeBand = PackedColumn<UInt8>(name: "household.daytime_band")
    static let residentScore = PackedColumn<Int32>(name: "resident.score")
    /// By what the audit log names them; written with the residents, not with their scores.
    static let residentKey = PackedColumn<PackedKey>(name: "resident.key")
    /// 1 for residents with a row in `current_need`.
    static let residentHasNeeds = PackedColumn<UInt8>(name: "resident.has_needs")
}
