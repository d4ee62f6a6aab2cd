import Interchange

/// Writes the city's shelters in the form of the 自治体標準オープンデータセット.
struct ShelterTable {
    /// The header, word for word.
    ///
    /// - Source: 自治体標準オープンデータセット, 指定緊急避難場所一覧.
    static let header =
        "ID,名称,名称_カナ,名称_英字,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,"
        + "標高,電話番号,災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,"
        + "災害種別_火山現象,想定収容人数,対象となる町会・自治会"

    private static let kinds = [
        (PlaceName("小学校", "ショウガッコウ", " Elementary School"), 450...800),
        (PlaceName("中学校", "チュウガッコウ", " Junior High School"), 500...900),
        (PlaceName("公民館", "コウミンカン", " Community Center"), 80...180),
        (PlaceName("コミュニティ体育館", "コミュニティタイイクカン", " Community Gymnasium"), 200...450),
    ]

    let plan: CityPlan

    /// One shelter in every second town with a free lot, at most one for 600 households but at least four.
    ///
    /// - Returns: the shelters written.
    func write(to path: String, lots: [PublicLot?]) throws(InterchangeError) -> Int {
        var file = try TableFile(path: path, header: Self.header, lineEnding: .carriageReturnLineFeed)
        let free = lots.compactMap { $0 }
        let count = min(free.count, max(4, min(free.count / 2, plan.households / 600)))
        for index in 0..<count {
            try file.row(row(index, free[index * free.count / count]))
        }
        try file.finish()
        return file.rows
    }

    private func row(_ index: Int, _ lot: PublicLot) -> [String] {
        var stream = RandomStream(seed: plan.seed, purpose: .shelters, index: index)
        let (kind, capacity) = Self.kinds[index % Self.kinds.count]
        let name = lot.town.stem.followed(by: kind)
        let koaza = lot.koaza.map { "字" + lot.town.koaza[$0].text } ?? ""
        let town = lot.town.oaza.text + lot.town.chomeText + koaza
        let number = numberText(lot)
        let isDry = plan.flood.rank(at: lot.point) == 0
        let elevation = 2 + plan.river.distance(to: lot.point) * 0.004
        return [
            "\(PlaceNames.cityCode)-\(DecimalText.padded(index + 1, width: 4))", name.text, name.kana, name.roman,
            PlaceNames.cityCode, lot.town.machiazaID(koaza: lot.koaza),
            PlaceNames.prefecture.text + PlaceNames.city.text + town + number, PlaceNames.prefecture.text,
            PlaceNames.city.text, town, number, "", DecimalText.fixed(plan.frame.latitude(lot.point), decimals: 6),
            DecimalText.fixed(plan.frame.longitude(lot.point), decimals: 6), DecimalText.fixed(elevation, decimals: 1),
            "000-0100-\(DecimalText.padded(index + 1, width: 4))", isDry ? "1" : "", "1", isDry ? "1" : "", "1", "",
            capacity.lowerBound >= 200 ? "1" : "", isDry ? "1" : "", "", String(stream.within(capacity) / 10 * 10),
            lot.town.stem.text + "自治会",
        ]
    }

    private func numberText(_ lot: PublicLot) -> String {
        switch lot.town.numbering {
        case .residence:
            return "\(lot.number.first)番\(lot.number.second)" + (lot.number.third > 0 ? "-\(lot.number.third)号" : "号")
        case .parcel: return ParcelID(lot.number).parts.joined(separator: "-").replacingFirstHyphen
        }
    }
}

extension String {
    /// A parcel number in words: 12 becomes 12番地, 12-3 becomes 12番地3.
    fileprivate var replacingFirstHyphen: String {
        guard let hyphen = firstIndex(of: "-") else { return self + "番地" }
        return self[..<hyphen] + "番地" + self[index(after: hyphen)...].split(separator: "-").joined(separator: "の")
    }
}
