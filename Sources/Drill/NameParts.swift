/// A piece of an invented personal name with its reading in katakana.
struct NamePart {
    let text: String
    let kana: String

    init(_ text: String, _ kana: String) {
        self.text = text
        self.kana = kana
    }

    func followed(by other: NamePart) -> NamePart {
        NamePart(text + other.text, kana + other.kana)
    }
}

/// The pieces from which names are put together; no name of a living or historic person is among them.
enum NameParts {
    static let surnameHeads = [
        NamePart("波", "ナミ"), NamePart("汐", "シオ"), NamePart("渚", "ナギサ"), NamePart("凪", "ナギ"),
        NamePart("碧", "アオ"), NamePart("霧", "キリ"), NamePart("灯", "トモシ"), NamePart("葦", "アシ"),
        NamePart("櫂", "カイ"), NamePart("帆", "ホ"), NamePart("砂", "スナ"), NamePart("雫", "シズク"),
        NamePart("瑠", "ルリ"), NamePart("翠", "ミドリ"), NamePart("鷺", "サギ"), NamePart("鴎", "カモメ"),
        NamePart("鯨", "クジラ"), NamePart("珠", "タマ"), NamePart("錨", "イカリ"), NamePart("澪", "ミオ"),
        NamePart("渦", "ウズ"), NamePart("藻", "モ"), NamePart("沫", "アワ"), NamePart("艫", "トモ"),
    ]

    static let surnameTails = [
        NamePart("峰", "ミネ"), NamePart("庭", "ニワ"), NamePart("鐘", "ガネ"), NamePart("窓", "マド"),
        NamePart("笠", "ガサ"), NamePart("糸", "イト"), NamePart("織", "オリ"), NamePart("綾", "アヤ"),
        NamePart("杜", "モリ"), NamePart("畝", "ウネ"), NamePart("壁", "カベ"), NamePart("門", "カド"),
        NamePart("蔵", "クラ"), NamePart("鳥", "ドリ"), NamePart("羽", "バネ"), NamePart("雲", "グモ"),
        NamePart("星", "ボシ"), NamePart("月", "ヅキ"), NamePart("路", "ジ"), NamePart("園", "ゾノ"),
        NamePart("籠", "カゴ"), NamePart("梯", "ハシ"),
    ]

    /// Surnames with characters that are difficult to exchange: IBM extensions, a character outside CP932, small ヶ.
    static let difficultSurnames = [
        NamePart("霧﨑", "キリザキ"), NamePart("髙凪", "タカナギ"), NamePart("櫂ヶ峰", "カイガミネ"),
        NamePart("𠮷雫", "ヨシシズク"), NamePart("渚邊", "ナギサベ"), NamePart("濵織", "ハマオリ"),
    ]

    static let givenHeads = [
        NamePart("航", "コウ"), NamePart("凌", "リョウ"), NamePart("櫂", "カイ"), NamePart("湊", "ソウ"),
        NamePart("洸", "ヒロ"), NamePart("澄", "スミ"), NamePart("汀", "テイ"), NamePart("瑛", "エイ"),
        NamePart("暁", "アキ"), NamePart("稜", "リョウ"), NamePart("晴", "ハル"), NamePart("悠", "ユウ"),
        NamePart("蒼", "ソウ"), NamePart("朔", "サク"), NamePart("凪", "ナギ"), NamePart("帆", "ホ"),
    ]

    static let maleTails = [
        NamePart("介", "スケ"), NamePart("臣", "オミ"), NamePart("哉", "ヤ"), NamePart("朗", "ロウ"),
        NamePart("斗", "ト"), NamePart("之", "ユキ"), NamePart("磨", "マ"), NamePart("吾", "ゴ"),
    ]

    static let elderMaleTails = [
        NamePart("一", "イチ"), NamePart("治", "ジ"), NamePart("蔵", "ゾウ"), NamePart("吉", "キチ"),
        NamePart("次", "ツグ"), NamePart("三", "ゾウ"), NamePart("夫", "オ"), NamePart("男", "オ"),
    ]

    static let femaleHeads = [
        NamePart("汐", "シオ"), NamePart("澪", "ミオ"), NamePart("珠", "タマ"), NamePart("帆", "ホ"),
        NamePart("雫", "シズ"), NamePart("瑠", "ル"), NamePart("渚", "ナギ"), NamePart("碧", "アオ"),
        NamePart("凪", "ナギ"), NamePart("絢", "アヤ"), NamePart("琴", "コト"), NamePart("朱", "アケ"),
        NamePart("紗", "サ"), NamePart("千波", "チナ"), NamePart("美波", "ミナ"), NamePart("詩", "ウタ"),
    ]

    static let femaleTails = [
        NamePart("乃", "ノ"), NamePart("音", "ネ"), NamePart("葉", "ハ"), NamePart("香", "カ"),
        NamePart("花", "カ"), NamePart("那", "ナ"), NamePart("里", "リ"), NamePart("衣", "イ"),
    ]

    static let elderFemaleTails = [
        NamePart("子", "コ"), NamePart("江", "エ"), NamePart("代", "ヨ"), NamePart("枝", "エ"),
    ]

    /// Names of the oldest women, in katakana alone.
    static let katakanaNames = ["シオ", "タマヱ", "ナミ", "ミヲ", "トメノ", "シヅ", "ハツヨ", "キクノ"]

    /// Syllables of invented foreign names: in Latin letters and in katakana.
    static let foreignSyllables = [
        NamePart("MA", "マ"), NamePart("RA", "ラ"), NamePart("VE", "ヴェ"), NamePart("LI", "リ"),
        NamePart("SO", "ソ"), NamePart("TA", "タ"), NamePart("NE", "ネ"), NamePart("KI", "キ"),
        NamePart("DA", "ダ"), NamePart("RO", "ロ"), NamePart("SHE", "シェ"), NamePart("NU", "ヌ"),
        NamePart("PI", "ピ"), NamePart("GO", "ゴ"), NamePart("LEN", "レン"), NamePart("MIN", "ミン"),
    ]
}
