/// The named steps of matching, in the order in which they can fire; an address match lists those that did.
package enum MatchRule: UInt8, CaseIterable, Sendable {
    case fold, postalCode, lengthLimit
    case surveyText
    case prefecture, prefectureKana
    case city, cityRenamed, wardAlone, cityAssumed, cityWithoutWard, cityByTown, cityAmbiguous
    case townExact, townVariant, townAlias, townMachi, azaSkipped, unitOmitted, kyotoStreet, townStem, townUnknown,
        townAmbiguous
    case townDangling
    case chomeWritten, chomeBare, chomeAsBlock
    case koaza, koazaOmitted, koazaUnregistered
    case numberParsed, numberWithoutTown, letterMoved, roomLeft
    case residence, residenceByLaw, block, parcel, parcelOfBase, numberAmbiguous, numberUnregistered, numberOtherReading
    case survey, surveyRegister
    case pointOfBlock, pointOfTown, pointOfCity, noPoint
    case sectionCorrupt
    case correctionSpelling, correctionPoint

    /// The id in output files, such as `residence.block-number`.
    package var id: String { Self.table[Int(rawValue)].id }
    /// What the step does, in Japanese.
    package var japanese: String { Self.table[Int(rawValue)].japanese }
    /// What the step does, in English.
    package var english: String { Self.table[Int(rawValue)].english }

    private struct Entry {
        let id: String
        let japanese: String
        let english: String
        init(_ id: String, _ japanese: String, _ english: String) {
            self.id = id
            self.japanese = japanese
            self.english = english
        }
    }

    /// One row per case, in the order of the cases; a test compares the counts.
    private static let table: [Entry] = [
        Entry("fold", "文字をそろえた（全角・半角、異体字、空白、ハイフン）", "characters folded: width, variants, spaces, hyphens"),
        Entry("fold.postal-code", "先頭の郵便番号を除いた", "leading postal code removed"),
        Entry("fold.length", "長い文字列の先頭だけを調べた", "only the head of a very long text was considered"),
        Entry("survey.text", "家屋調査の住所と全文が一致", "whole text equals an address of the house survey"),
        Entry("prefecture", "都道府県名", "prefecture name"),
        Entry("prefecture.kana", "かな書きの都道府県名", "prefecture name in kana"),
        Entry("city", "市区町村名", "municipality name"),
        Entry("city.renamed", "旧市区町村名を現在の名前に読み替えた", "former municipality name replaced by its successor"),
        Entry("city.ward-alone", "政令市名のない区名", "ward without its designated city"),
        Entry("city.assumed", "市区町村名がないので台帳の市区町村とした", "no municipality named: that of the register assumed"),
        Entry("city.without-ward", "政令市名の後の区名がない", "designated city without its ward"),
        Entry("city.by-town", "同名の市区町村を町字で決めた", "municipalities of one name told apart by the town"),
        Entry("city.ambiguous", "市区町村が一つに決まらない", "more than one municipality fits"),
        Entry("town.exact", "町字名", "town name as registered"),
        Entry("town.variant", "異体字をそろえて一致した町字名", "town name matched through folded characters"),
        Entry("town.alias", "登録された別名・通称で一致した町字名", "town found by another registered name"),
        Entry("town.machi", "「町」の有無をそろえた", "町 added or dropped, the other form being unknown"),
        Entry("town.aza", "大字・字の有無をそろえた", "大字 or 字 written but not registered, or the reverse"),
        Entry("town.unit-omitted", "条・丁目などの省略を補った", "条, 丁目 or the like omitted after a numeral"),
        Entry("town.kyoto-street", "京都の通り名を除いた", "Kyoto street text before a registered town"),
        Entry("town.stem", "丁目のない町名（丁目だけが登録されている）", "only the stem of a town whose chome are registered"),
        Entry("town.unknown", "町字が登録にない", "town not registered"),
        Entry("town.ambiguous", "町字が一つに決まらない", "more than one town fits"),
        Entry("town.dangling", "町字の後に読めない文字がある", "text that cannot be read after the town"),
        Entry("chome.written", "丁目の表記", "chome written"),
        Entry("chome.bare", "最初の数字を丁目とした", "first number taken as the chome"),
        Entry("chome.as-block", "登録にない丁目が書かれている", "丁目 written where no such chome is registered"),
        Entry("koaza", "小字", "koaza registered under the town"),
        Entry("koaza.omitted", "省かれた小字を番号で決めた", "koaza omitted, decided by the number"),
        Entry("koaza.unregistered", "登録にない小字", "koaza written but not registered"),
        Entry("number", "番号を読み取った", "number parsed"),
        Entry("number.without-town", "町字のない番号", "number straight after the municipality"),
        Entry("number.letter-moved", "甲乙などの位置を入れ替えた", "letter found on the other side of the number"),
        Entry("number.room-left", "余った番号を部屋番号として残した", "surplus number left as a room"),
        Entry("residence.block-number", "街区符号と住居番号", "block and residence number"),
        Entry(
            "residence.by-law", "同じ番号の地番もあるが住居表示区域なので住居番号とした",
            "a parcel of that number exists too; a residence-indication area uses residence numbers"),
        Entry("block", "街区符号", "residential block"),
        Entry("parcel", "地番", "parcel number"),
        Entry("parcel.base-town", "小字のない町字の地番", "parcel registered under the town, not the koaza"),
        Entry("number.ambiguous", "番号の読み方が一つに決まらない", "more than one reading of the number is registered"),
        Entry("number.unregistered", "番号が登録にない", "number not registered"),
        Entry("number.other-reading", "別の読み方も登録にある", "another, lesser reading is registered too"),
        Entry("survey", "家屋調査の点", "point of the house survey"),
        Entry("survey.register", "台帳に記録された点", "point recorded in the register itself"),
        Entry("point.block", "街区の代表点", "representative point of the block"),
        Entry("point.town", "町字の代表点", "representative point of the town"),
        Entry("point.city", "市区町村の代表点", "representative point of the municipality"),
        Entry("point.none", "代表点がない", "no point"),
        Entry("dictionary.corrupt", "辞書の一部が壊れている", "a section of the dictionary is damaged"),
        Entry("correction.spelling", "職員の訂正した住所として読んだ", "read as the spelling that staff taught"),
        Entry("correction.point", "職員の訂正した位置", "point that staff taught"),
    ]

    /// How many rows the table of descriptions has.
    static var describedCount: Int { table.count }
}

/// A set of fired rules; listing order is the order of the steps.
struct FiredRules: Sendable {
    private var bits: UInt64 = 0

    mutating func insert(_ rule: MatchRule) { bits |= 1 << UInt64(rule.rawValue) }

    mutating func formUnion(_ other: FiredRules) { bits |= other.bits }

    func contains(_ rule: MatchRule) -> Bool { bits & (1 << UInt64(rule.rawValue)) != 0 }

    var ids: [String] {
        var result: [String] = []
        result.reserveCapacity(bits.nonzeroBitCount)
        var remaining = bits
        while remaining != 0 {
            if let rule = MatchRule(rawValue: UInt8(remaining.trailingZeroBitCount)) { result.append(rule.id) }
            remaining &= remaining - 1
        }
        return result
    }
}
