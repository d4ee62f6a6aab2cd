import AddressDictionary
import FieldSheets
import Places
import Registry
import Residents

/// The lines of a list: a household with its number, address and place on the grid, then its members, each with what the audience may see.
struct AtlasRows {
    let words: AtlasWords

    static let size = 3.2
    /// Of what is to be seen first, since not every font has a bold face.
    static let boldSize = 3.9
    /// As finely as a grid reference tells a place.
    private static let referenceMetres = 100.0
    private var language: OutputLanguage { words.language }

    /// What stands above each column of households.
    var heading: SheetLine {
        SheetLine([
            SheetCell(left: 0, "番号 No."), SheetCell(left: 17, "区分"), SheetCell(left: 28, "住所・氏名 Address, names"),
            SheetCell(left: 84, "年齢 Age"), SheetCell(left: 111, "支援 Help"), SheetCell(left: 129, "方眼 Grid"),
            SheetCell(left: 150, "確認・電話 Check, phone"),
        ])
    }

    /// A household.
    ///
    /// - Parameter reference: its place on the grid, as it is to be read beside the map; nil without a position.
    func block(_ listed: ListedHousehold, at reference: String?) -> SheetBlock {
        let household = listed.household
        let address = [household.address, household.building].compactMap(\.self).joined(separator: " ")
        let number = SheetCell(left: 0, String(listed.number), isBold: true)
        var lines = SheetBlock.lines(
            [
                (number, 16), (SheetCell(left: 17, words.marks(listed), isBold: true), 10),
                (SheetCell(left: 28, address), 88),
                (SheetCell(left: 117, words.persons(listed.hit.memberCount)), 12),
                (SheetCell(left: 129, reference ?? ""), 22),
                (SheetCell(left: 150, words.ticks), 36),
            ], size: Self.size, isFirst: true)
        let facts = facts(listed)
        if !facts.isEmpty { lines += SheetBlock.lines([(SheetCell(left: 28, facts), 158)], size: Self.size) }
        for member in household.members { lines += self.lines(member, of: listed) }
        return SheetBlock(
            lines: lines,
            continued: SheetLine([SheetCell(left: 0, "（\(listed.number) の続き cont.）")], isFirst: true))
    }

    private func lines(_ member: DisclosedMember, of listed: ListedHousehold) -> [SheetLine] {
        let name = [member.name, member.kana].compactMap(\.self).joined(separator: " ")
        let age = listed.age(of: member).map { words.text("\($0)歳", "\($0)") }
        let person = [age, member.sex?.label(language), member.relationship].compactMap(\.self).joined(separator: " ")
        let help = member.needOrHelpLabels(language).joined(separator: language.separator)
        let floor = member.floor.map { words.text(" \($0)階", " floor \($0)") } ?? ""
        var lines = SheetBlock.lines(
            [
                (SheetCell(left: 28, name), 55), (SheetCell(left: 84, person + floor), 26),
                (SheetCell(left: 111, help), 43), (SheetCell(left: 155, member.phone ?? ""), 31),
            ], size: Self.size)
        if let place = member.placeOfStay {
            lines += SheetBlock.lines(
                [(SheetCell(left: 84, words.text("居所 ", "stays at ") + place), 102)], size: Self.size)
        }
        return lines.filter { !$0.cells.isEmpty }
    }

    /// The household's number, how well its position is known where the reference says more than that, and what to do about hazards.
    private func facts(_ listed: ListedHousehold) -> String {
        var facts: [String] = []
        if let number = listed.household.householdNumber { facts.append(words.text("世帯 ", "household ") + number) }
        if let location = listed.household.location, location.position != nil,
            location.coordinateLevel < .residence || listed.hit.certainty != .certain
                || (location.uncertaintyMetres ?? 0) > Self.referenceMetres
        {
            let radius = location.uncertaintyMetres.map { " ±\(Int($0.rounded(.up)))m" } ?? ""
            facts.append(words.text("位置 ", "position ") + location.coordinateLevel.label(language) + radius)
        }
        if let action = listed.hazard?.action { facts.append(action.label(language)) }
        facts += HazardMeasure.allCases.map { listed.hazardText($0, \.worst, language) }.filter { !$0.isEmpty }
        return facts.joined(separator: "　")
    }
}
