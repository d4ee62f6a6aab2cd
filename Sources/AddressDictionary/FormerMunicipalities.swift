/// Municipalities that changed their names or were cut anew, with their successors; registers keep the old names for years.
///
/// The registry names no successors, so this table is the project's own. A former name with several successors leaves the
/// choice to the town.
///
/// - Source: 総務省「廃置分合等情報」; the dates are those on which the new name came into force.
enum FormerMunicipalities {
    /// Former name, successors, date. Prefecture, then county, city and ward together.
    static let rows: [(prefecture: String, former: String, successors: [String], since: String)] = [
        ("静岡県", "浜松市中区", ["浜松市中央区"], "2024-01-01"),
        ("静岡県", "浜松市東区", ["浜松市中央区"], "2024-01-01"),
        ("静岡県", "浜松市西区", ["浜松市中央区"], "2024-01-01"),
        ("静岡県", "浜松市南区", ["浜松市中央区"], "2024-01-01"),
        ("静岡県", "浜松市北区", ["浜松市中央区", "浜松市浜名区"], "2024-01-01"),
        ("静岡県", "浜松市浜北区", ["浜松市浜名区"], "2024-01-01"),
        ("兵庫県", "篠山市", ["丹波篠山市"], "2019-05-01"),
        ("福岡県", "筑紫郡那珂川町", ["那珂川市"], "2018-10-01"),
        ("宮城県", "黒川郡富谷町", ["富谷市"], "2016-10-10"),
        ("埼玉県", "大宮市", ["さいたま市大宮区", "さいたま市北区", "さいたま市西区", "さいたま市見沼区"], "2001-05-01"),
        ("埼玉県", "浦和市", ["さいたま市浦和区", "さいたま市南区", "さいたま市桜区", "さいたま市緑区"], "2001-05-01"),
        ("埼玉県", "与野市", ["さいたま市中央区"], "2001-05-01"),
        ("埼玉県", "岩槻市", ["さいたま市岩槻区"], "2005-04-01"),
        ("埼玉県", "鳩ヶ谷市", ["川口市"], "2011-10-11"),
        ("埼玉県", "南埼玉郡白岡町", ["白岡市"], "2012-10-01"),
        ("千葉県", "山武郡大網白里町", ["大網白里市"], "2013-01-01"),
        ("岩手県", "岩手郡滝沢村", ["滝沢市"], "2014-01-01"),
        ("石川県", "石川郡野々市町", ["野々市市"], "2011-11-11"),
        ("愛知県", "愛知郡長久手町", ["長久手市"], "2012-01-04"),
        ("栃木県", "下都賀郡岩舟町", ["栃木市"], "2014-04-05"),
        ("熊本県", "熊本市", ["熊本市中央区", "熊本市東区", "熊本市西区", "熊本市南区", "熊本市北区"], "2012-04-01"),
    ]

    /// Towns of a former municipality with two successors that went to the first; all others went to the second.
    ///
    /// - Source: 浜松市「区の再編」(令和6年1月1日): of 北区 the 三方原 part went to 中央区, the rest to 浜名区.
    private static let firstParts: [String: Set<String>] = [
        "静岡県浜松市北区": ["初生町", "三方原町", "東三方町", "豊岡町", "三幸町", "大原町", "根洗町"]
    ]

    /// Where a town of a former municipality is today; nil when the municipality is none, or the table cannot tell.
    static func successor(prefecture: String, former: String, town: String) -> String? {
        guard let row = rows.first(where: { $0.prefecture == prefecture && $0.former == former }) else { return nil }
        if row.successors.count == 1 { return row.successors[0] }
        guard row.successors.count == 2, let first = firstParts[prefecture + former] else { return nil }
        return first.contains(town) ? row.successors[0] : row.successors[1]
    }
}
