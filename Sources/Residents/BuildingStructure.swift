/// What a house is built of, as far as the register's 構造 tells; the raw values are the words of scoring policies.
package enum BuildingStructure: String, CaseIterable, Sendable {
    /// 木造.
    case wooden
    /// 鉄骨造.
    case steel
    /// 軽量鉄骨造.
    case lightSteel = "light_steel"
    /// 鉄筋コンクリート造.
    case reinforcedConcrete = "reinforced_concrete"
    /// 鉄骨鉄筋コンクリート造.
    case steelReinforcedConcrete = "steel_reinforced_concrete"
    /// コンクリートブロック造.
    case concreteBlock = "concrete_block"
    /// 土蔵造, れんが造, 石造.
    case masonry
    /// The register says nothing, or a word that is none of these.
    case unknown

    /// Reads 構造 in any width, with or without 造 behind it; nil and other words are unknown.
    package init(recorded text: String?) {
        var folded = TextBytes.folded(text ?? "").lowercased()
        if folded.hasSuffix("造り") { folded.removeLast() }
        if folded.hasSuffix("造") { folded.removeLast() }
        self =
            switch folded {
            case "木", "w", "木質", "木骨", "木骨モルタル": .wooden
            case "鉄骨", "s", "重量鉄骨": .steel
            case "軽量鉄骨", "ls", "lgs": .lightSteel
            case "鉄筋コンクリート", "rc", "鉄筋": .reinforcedConcrete
            case "鉄骨鉄筋コンクリート", "src", "鉄骨鉄筋": .steelReinforcedConcrete
            case "コンクリートブロック", "cb", "ブロック", "補強コンクリートブロック": .concreteBlock
            case "土蔵", "れんが", "レンガ", "煉瓦", "石": .masonry
            default: .unknown
            }
    }

    /// The place in ``allCases``, from 0; for tables.
    package var ordinal: Int {
        switch self {
        case .wooden: 0
        case .steel: 1
        case .lightSteel: 2
        case .reinforcedConcrete: 3
        case .steelReinforcedConcrete: 4
        case .concreteBlock: 5
        case .masonry: 6
        case .unknown: 7
        }
    }
}
