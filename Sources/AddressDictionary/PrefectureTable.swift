/// The prefectures of a dictionary: the 47, with the kana of the name without 都道府県, and any other that the sources name.
///
/// Drills take place in a fictional prefecture whose number no real one has; its name comes from the data.
/// - Source: JIS X 0401 for the 47, in the order of their codes.
struct PrefectureTable {
    /// Name and kana, which may be empty; the 47 first, others in the order in which they were met.
    private(set) var rows = PrefectureTable.official
    /// Number of each row, as the first two digits of a municipality's code have it.
    private var numbers = Array(1...PrefectureTable.official.count)

    private static let official: [(name: String, kana: String)] = [
        ("北海道", "ホッカイ"),
        ("青森県", "アオモリ"),
        ("岩手県", "イワテ"),
        ("宮城県", "ミヤギ"),
        ("秋田県", "アキタ"),
        ("山形県", "ヤマガタ"),
        ("福島県", "フクシマ"),
        ("茨城県", "イバラキ"),
        ("栃木県", "トチギ"),
        ("群馬県", "グンマ"),
        ("埼玉県", "サイタマ"),
        ("千葉県", "チバ"),
        ("東京都", "トウキョウ"),
        ("神奈川県", "カナガワ"),
        ("新潟県", "ニイガタ"),
        ("富山県", "トヤマ"),
        ("石川県", "イシカワ"),
        ("福井県", "フクイ"),
        ("山梨県", "ヤマナシ"),
        ("長野県", "ナガノ"),
        ("岐阜県", "ギフ"),
        ("静岡県", "シズオカ"),
        ("愛知県", "アイチ"),
        ("三重県", "ミエ"),
        ("滋賀県", "シガ"),
        ("京都府", "キョウト"),
        ("大阪府", "オオサカ"),
        ("兵庫県", "ヒョウゴ"),
        ("奈良県", "ナラ"),
        ("和歌山県", "ワカヤマ"),
        ("鳥取県", "トットリ"),
        ("島根県", "シマネ"),
        ("岡山県", "オカヤマ"),
        ("広島県", "ヒロシマ"),
        ("山口県", "ヤマグチ"),
        ("徳島県", "トクシマ"),
        ("香川県", "カガワ"),
        ("愛媛県", "エヒメ"),
        ("高知県", "コウチ"),
        ("福岡県", "フクオカ"),
        ("佐賀県", "サガ"),
        ("長崎県", "ナガサキ"),
        ("熊本県", "クマモト"),
        ("大分県", "オオイタ"),
        ("宮崎県", "ミヤザキ"),
        ("鹿児島県", "カゴシマ"),
        ("沖縄県", "オキナワ"),
    ]

    /// Makes a prefecture known that is none of the 47; the first name given for a number stays.
    mutating func add(municipality code: String, name: String) {
        guard index(ofMunicipality: code) == nil, let number = Self.number(code), !name.isEmpty else { return }
        rows.append((name, ""))
        numbers.append(number)
    }

    /// The index of the prefecture of a municipality's code, or nil.
    func index(ofMunicipality code: String) -> Int? {
        Self.number(code).flatMap { number in numbers.firstIndex(of: number) }
    }

    /// The index of the prefecture with the name, or nil.
    func index(named name: String) -> Int? {
        rows.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }

    private static func number(_ code: String) -> Int? {
        guard let number = Int(code.prefix(2)), number > 0 else { return nil }
        return number
    }
}
