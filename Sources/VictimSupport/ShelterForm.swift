/// The forms in which lists of designated emergency evacuation sites are published, told apart by their headings.
package enum ShelterForm: String, CaseIterable, Sendable {
    /// 指定緊急避難場所データ of 国土地理院, with the newer and the older header.
    case gsi
    /// 自治体標準オープンデータセット, and 推奨データセット before it.
    case openData = "open-data"

    /// The form of a file with this header, or nil.
    init?(header: [String]) {
        func has(_ name: String) -> Bool { header.contains { $0.utf8.elementsEqual(name.utf8) } }
        if has("施設・場所名"), has("洪水") {
            self = .gsi
        } else if has("名称"), has("災害種別_洪水") {
            self = .openData
        } else {
            return nil
        }
    }
}
