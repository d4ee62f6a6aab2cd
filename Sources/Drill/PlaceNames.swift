/// The names of the fictional prefecture, city and towns.
///
/// The prefecture and the city exist nowhere, and their numbers lie in a prefecture number that is not in use.
enum PlaceNames {
    static let prefecture = PlaceName("波音県", "ナミオトケン", "Namioto")
    static let city = PlaceName("潮瀬市", "シオセシ", "Shiose-shi")
    /// 99000 with its check digit.
    static let prefectureCode = "990001"
    /// 99201 with its check digit.
    static let cityCode = "992011"

    static let cho = PlaceName("町", "チョウ", "cho")
    static let oazaPrefix = PlaceName("大字", "オオアザ", "")

    /// Names with the difficulties of real ones: small letters, の in several forms, numerals, one name inside another.
    private static let difficult = [
        PlaceName("霞ヶ波", "カスミガナミ", "Kasumiganami"), PlaceName("凪ノ瀬", "ナギノセ", "Naginose"),
        PlaceName("三ツ汐", "ミツシオ", "Mitsushio"), PlaceName("八千帆", "ヤチホ", "Yachiho"),
        PlaceName("凪ノ瀬新田", "ナギノセシンデン", "Naginoseshinden"), PlaceName("十五櫂", "ジュウゴカイ", "Jugokai"),
        PlaceName("一ノ艫", "イチノトモ", "Ichinotomo"), PlaceName("竜ヶ淵", "リュウガフチ", "Ryugafuchi"),
    ]

    private static let heads = [
        PlaceName("汐", "シオ", "Shio"), PlaceName("凪", "ナギ", "Nagi"), PlaceName("渚", "ナギサ", "Nagisa"),
        PlaceName("帆", "ホ", "Ho"), PlaceName("碧", "アオ", "Ao"), PlaceName("葦", "アシ", "Ashi"),
        PlaceName("灯", "トモシ", "Tomoshi"), PlaceName("櫂", "カイ", "Kai"), PlaceName("鷺", "サギ", "Sagi"),
        PlaceName("鯨", "クジラ", "Kujira"), PlaceName("珠", "タマ", "Tama"), PlaceName("雫", "シズク", "Shizuku"),
        PlaceName("瑠璃", "ルリ", "Ruri"), PlaceName("白波", "シラナミ", "Shiranami"), PlaceName("錨", "イカリ", "Ikari"),
        PlaceName("鴎", "カモメ", "Kamome"), PlaceName("澪", "ミオ", "Mio"), PlaceName("羅針", "ラシン", "Rashin"),
        PlaceName("貝殻", "カイガラ", "Kaigara"), PlaceName("藻", "モ", "Mo"), PlaceName("千鳥", "チドリ", "Chidori"),
        PlaceName("朝霧", "アサギリ", "Asagiri"), PlaceName("夕凪", "ユウナギ", "Yunagi"), PlaceName("銀砂", "ギンサ", "Ginsa"),
        PlaceName("飛沫", "シブキ", "Shibuki"), PlaceName("潮騒", "シオサイ", "Shiosai"), PlaceName("渦", "ウズ", "Uzu"),
        PlaceName("浮玉", "ウキタマ", "Ukitama"), PlaceName("舫", "モヤイ", "Moyai"), PlaceName("艫", "トモ", "Tomo"),
    ]

    private static let tails = [
        PlaceName("見", "ミ", "mi"), PlaceName("鐘", "ガネ", "gane"), PlaceName("織", "オリ", "ori"),
        PlaceName("庭", "ニワ", "niwa"), PlaceName("笠", "ガサ", "gasa"), PlaceName("窓", "マド", "mado"),
        PlaceName("杜", "モリ", "mori"), PlaceName("峰", "ミネ", "mine"), PlaceName("畝", "ウネ", "une"),
        PlaceName("雲", "グモ", "gumo"), PlaceName("星", "ボシ", "boshi"), PlaceName("鳥", "ドリ", "dori"),
        PlaceName("橋", "バシ", "bashi"), PlaceName("沢", "サワ", "sawa"), PlaceName("島", "シマ", "shima"),
        PlaceName("路", "ジ", "ji"), PlaceName("綾", "アヤ", "aya"), PlaceName("音", "オト", "oto"),
        PlaceName("園", "ゾノ", "zono"), PlaceName("籠", "カゴ", "kago"),
    ]

    private static let directions = [
        PlaceName("", "", ""), PlaceName("東", "ヒガシ", "Higashi"), PlaceName("西", "ニシ", "Nishi"),
        PlaceName("南", "ミナミ", "Minami"), PlaceName("北", "キタ", "Kita"), PlaceName("上", "カミ", "Kami"),
        PlaceName("下", "シモ", "Shimo"),
    ]

    /// Names of 小字, as found all over the country in one form or another.
    static let koaza = [
        PlaceName("舟着", "フナツキ", "Funatsuki"), PlaceName("網干場", "アミホシバ", "Amihoshiba"),
        PlaceName("浪除", "ナミヨケ", "Namiyoke"), PlaceName("堂ノ裏", "ドウノウラ", "Donoura"),
        PlaceName("井戸ノ上", "イドノウエ", "Idonoue"), PlaceName("砂畑", "スナバタケ", "Sunabatake"),
        PlaceName("渡シ場", "ワタシバ", "Watashiba"), PlaceName("灯明台", "トウミョウダイ", "Tomyodai"),
        PlaceName("北浪除", "キタナミヨケ", "Kitanamiyoke"), PlaceName("三本松", "サンボンマツ", "Sambommatsu"),
    ]

    /// All stems for towns in a seeded order, none twice: 4,200 and the difficult ones near the front.
    static func stems(seed: UInt64) -> [PlaceName] {
        var stream = RandomStream(seed: seed, purpose: .placeNames)
        var plain: [PlaceName] = []
        for head in heads {
            for tail in tails { plain.append(head.followed(by: tail)) }
        }
        stream.shuffle(&plain)
        var result: [PlaceName] = []
        for (index, name) in difficult.enumerated() {
            result.append(plain[index])
            result.append(name)
        }
        result += plain[difficult.count...]
        for direction in directions.dropFirst() {
            result += plain.map { name in
                PlaceName(
                    direction.text + name.text, direction.kana + name.kana, direction.roman + name.roman.lowercased())
            }
        }
        return result
    }
}
