import Disclosure
import FieldSheets
import Places
import Registry
import SupportScoring

/// The words of an atlas: headings in both languages, Japanese first; values in the language that was asked for.
struct AtlasWords {
    let language: OutputLanguage

    func text(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }

    /// A round distance.
    func metres(_ metres: Double) -> String {
        metres >= 1_000 ? "\(Int(metres / 1_000)) km" : "\(Int(metres)) m"
    }

    /// The squares of 100 km in which places lie, each once, by zone in the order of the places: `53S NT・MT`.
    func squares(_ references: [GridReference]) -> String {
        var zones: [(name: String, squares: [String])] = []
        for reference in references {
            if let place = zones.firstIndex(where: { $0.name == reference.zone }) {
                if !zones[place].squares.contains(reference.square) { zones[place].squares.append(reference.square) }
            } else {
                zones.append((reference.zone, [reference.square]))
            }
        }
        return zones.map { "\($0.name) \($0.squares.joined(separator: "・"))" }.joined(separator: " ")
    }

    /// What the signs on a map mean.
    func mapLegend(hasBands: Bool) -> String {
        (hasBands ? "▲A ■B ●C　" : "")
            + "白抜き・? 区域内の可能性 possibly inside　点線の円 その中のどこか somewhere in it　太い破線 区域 area　避 避難場所 site"
    }

    func sheetTitle(_ number: Int, of total: Int) -> String { "図 Sheet \(number) / \(total)" }

    func counts(households: Int, persons: Int) -> String { "世帯 Households \(households)　人 Persons \(persons)" }

    /// Of a household that is possibly inside, or whose members must not become known.
    func marks(_ listed: ListedHousehold) -> String {
        (listed.hit.band?.label ?? "") + (listed.hit.certainty == .certain ? "" : "?")
            + (listed.household.isProtected == true ? "※" : "")
    }

    /// To be ticked at the door.
    var ticks: String { text("□無事 □避難 □不在", "□safe □away □out") }

    func persons(_ count: Int) -> String { text("\(count)人", "\(count)") }
}
