import Disclosure
import FieldSheets
import Geospatial
import Places
import Registry
import Residents
import SupportScoring

/// The first pages of an atlas: what it is, for whom and until when, and the table of its sheets.
struct AtlasIndex {
    let atlas: Atlas
    let words: AtlasWords

    private var answer: AreaAnswer { atlas.answer }
    private var persons: Int { answer.hits.reduce(0) { $0 + $1.memberCount } }

    /// What stands above the facts.
    var heading: SheetLine { SheetLine([SheetCell(left: 0, "この地図帳 This atlas")]) }

    /// What stands above the table, and above its further columns and pages.
    var tableHeading: SheetLine {
        let names = ["図 Sheet", "ページ", "世帯", "人", "A", "B", "C", "可能性?", "縮尺 Scale", "方眼・町 Grid, town"]
        return SheetLine(zip(Self.lefts, names).map { SheetCell(left: $0, $1) }, isFirst: true)
    }

    /// One line of the table of sheets.
    struct Entry {
        let title: String
        /// The page on which it begins; 0 as long as that is not known.
        var page = 0
        let hits: [AreaHit]
        let scale: String
        let place: String
    }

    /// The facts, then a line for each sheet; how many lines there are does not depend on the pages.
    func blocks(_ entries: [Entry]) -> [SheetBlock] {
        var blocks = facts.map { name, value in
            block(
                SheetBlock.lines(
                    [(SheetCell(left: 0, name), 44), (SheetCell(left: 45, value), 141)], size: AtlasRows.size))
        }
        blocks.append(block([tableHeading]))
        let mayTellBands = answer.clearance.fields.contains(.band)
        for entry in entries {
            let bands = SupportBand.allCases.map { band in
                mayTellBands ? String(entry.hits.count { $0.band == band }) : "–"
            }
            let counts = [
                entry.title, String(entry.page), String(entry.hits.count),
                String(entry.hits.reduce(0) { $0 + $1.memberCount }),
            ]
            let possible = String(entry.hits.count { $0.certainty != .certain })
            blocks.append(
                block(
                    SheetBlock.lines(
                        zip(Self.lefts, counts + bands + [possible, entry.scale, entry.place]).enumerated().map {
                            index, cell in
                            (
                                SheetCell(left: cell.0, cell.1, isBold: index == 0),
                                (index + 1 < Self.lefts.count ? Self.lefts[index + 1] : PaperSize.columnWidth) - cell.0
                            )
                        }, size: AtlasRows.size, isFirst: true)))
        }
        return blocks
    }

    private static let lefts: [Double] = [0, 22, 36, 50, 64, 74, 84, 94, 112, 138]

    private func block(_ lines: [SheetLine]) -> SheetBlock {
        SheetBlock(lines: lines, continued: SheetLine([SheetCell(left: 0, "（続き cont.）")]))
    }

    private var facts: [(String, String)] {
        let (counts, clearance) = (answer.counts, answer.clearance)
        func text(_ japanese: String, _ english: String) -> String { words.text(japanese, english) }
        var facts: [(String, String)] = [
            ("区域 Area", answer.area?.name ?? ""),
            (
                "この一覧 This list",
                text(
                    "\(answer.hits.count) 世帯 \(persons) 人。地図 \(atlas.mappedHouseholds) 世帯・\(atlas.sheets.count) 枚、地図なし "
                        + "\(answer.hits.count - atlas.mappedHouseholds) 世帯",
                    "\(answer.hits.count) households, \(persons) persons; \(atlas.mappedHouseholds) on \(atlas.sheets.count) maps, "
                        + "\(answer.hits.count - atlas.mappedHouseholds) without a map")
            ),
            (
                "区域内 Inside",
                text(
                    "\(counts.households) 世帯（確実 \(counts.certain)、可能性あり \(counts.possible)）、絞り込みで除外 \(counts.filtered) 世帯",
                    "\(counts.households) households (certain \(counts.certain), possible \(counts.possible)), filtered out "
                        + "\(counts.filtered)")
            ),
            (
                "位置不明 Unlocated",
                text(
                    "全 \(counts.registered) 世帯のうち \(counts.unlocated) 世帯",
                    "\(counts.unlocated) of \(counts.registered) households")
                    + unlocatedTowns
            ),
            ("提供先 For", clearance.name.japanese + " " + clearance.name.english),
            ("根拠 Legal basis", clearance.basis.japanese),
        ]
        if let basis = clearance.reservedFor {
            facts.append(("開封の条件 To be opened", text("\(basis.japanese)により認められたときだけ", "only on \(basis.rawValue)")))
        }
        if let reason = clearance.reason { facts.append(("利用目的 Purpose", reason)) }
        facts.append(
            (
                "利用期限 Use until",
                text(
                    "\(atlas.request.expiresOn.iso) まで。過ぎたら裁断か焼却", "\(atlas.request.expiresOn.iso); then shred or burn")
            )
        )
        if let activation = clearance.activation {
            facts.append(
                (
                    "発令 Activation",
                    text("\(activation.id)、\(activation.until)（UTC）まで", "\(activation.id), until \(activation.until)")
                ))
        }
        facts += [
            (
                "基準日・世代 As of",
                "\(answer.scoreRun.asOf.iso)、\(answer.generation)、\(answer.scoreRun.policyTitle) \(answer.scoreRun.policyVersion)、"
                    + (answer.hazard.isOrder
                        ? text("援護区分と避難行動の順", "by band and action") : answer.time.label(words.language))
            ),
            ("データの鮮度 Freshness", answer.freshness.line(words.language)),
            (
                "記号 Signs",
                text(
                    "?＝区域内の可能性あり、※＝支援措置等（外に出さない）、方眼＝区画内の東・北 100 m 単位（MGRS の下3桁ずつ。区画が図と違えば前に書く）",
                    "?=possibly inside, ※=protected, grid = hundreds of metres east and north in the square (MGRS), which stands before them where it is not the sheet's first"
                )
            ),
        ]
        if !atlas.ground.depths.isEmpty {
            facts.append(
                (
                    "浸水深 Depths",
                    text("薄い順に ", "from pale to dark: ")
                        + atlas.ground.depths.map { $0.label(words.language) }.joined(
                            separator: words.language.separator)
                ))
        }
        if atlas.ground.hasOutlinedZones {
            facts.append(
                ("細い破線 Thin dashes", text("家屋倒壊・土砂災害などの区域", "zones of house collapse, landslide and the like")))
        }
        return facts
    }

    /// The towns of households without a position, those with most first.
    private var unlocatedTowns: String {
        let towns = answer.counts.unlocatedByTown.enumerated().sorted {
            ($1.element.households, $0.offset) < ($0.element.households, $1.offset)
        }.map(\.element)
        guard !towns.isEmpty else { return "" }
        let shown = towns.prefix(10).map { "\($0.city)\($0.label(words.language)) \($0.households)" }
        let more = towns.count > shown.count ? words.text("、ほか", " and more") : ""
        return words.text("（", " (") + shown.joined(separator: words.language.separator) + more + words.text("）", ")")
    }
}
