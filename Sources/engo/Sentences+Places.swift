import VictimSupport

extension VictimSupportError {
    /// What failed, where, and what to do, of shelters, hazard layers and the ground.
    var placesSentence: Bilingual {
        switch self {
        case .unknownShelterForm(let file):
            Bilingual(
                "\(file): 避難場所の見出しではありません（国土地理院の「施設・場所名、洪水…」か、自治体標準オープンデータの「名称、災害種別_洪水…」）。何も変更していません。",
                "\(file): the header is neither that of 国土地理院 nor that of 自治体標準オープンデータセット; nothing was changed.")
        case .unknownHazardKind(let file):
            Bilingual(
                "\(file): 何のハザードか、属性から分かりません。--kind で指定してください。何も変更していません。",
                "\(file): no attribute tells what the layer is about: say it with --kind; nothing was changed.")
        case .ambiguousHazardKind(let file, let attributes):
            Bilingual(
                "\(file): 属性が複数あります（\(attributes.joined(separator: ", "))）。--kind でどれか指定してください。何も変更していません。",
                "\(file): there are several attributes (\(attributes.joined(separator: ", "))): say with --kind which is meant; "
                    + "nothing was changed.")
        case .otherHazardKind(let file, let attributes):
            Bilingual(
                "\(file): 属性（\(attributes.joined(separator: ", "))）が --kind と合いません。何も変更していません。",
                "\(file): the attributes (\(attributes.joined(separator: ", "))) tell of something else than --kind; "
                    + "nothing was changed.")
        case .outsideJapan(let file, let feature):
            Bilingual(
                "\(file): \(feature) 番目の地物が日本の外です。座標系と、経度・緯度の順を確かめてください。何も変更していません。",
                "\(file): feature \(feature) reaches beyond Japan; check the reference system, and that longitude stands first; "
                    + "nothing was changed.")
        case .hazardLayerExists, .groundLayerExists:
            Bilingual(
                "同じ名前の層があり、中身が違います。置き換えるなら --replace を付けてください。何も変更していません。",
                "there is a layer of that name with other content: give --replace to replace it; nothing was changed.")
        case .noHazardLayer:
            Bilingual(
                "ハザードの層がまだありません。engo import hazard で取り込んでください。",
                "there is no hazard layer yet: run engo import hazard.")
        case .noSuchGroundLayer:
            Bilingual(
                "その名前の層はありません。engo ground list で確かめてください。",
                "there is no layer of that name: see engo ground list.")
        case .groundTooDetailed(let file, let positions, let limit):
            Bilingual(
                "\(file): 頂点が多すぎます（\(positions)、上限 \(limit)）。市の範囲に切り出すか、簡単にしてください。何も変更していません。",
                "\(file): too many vertices, \(positions) of at most \(limit): cut it to the city or simplify it; "
                    + "nothing was changed.")
        default:
            Bilingual(
                "その名前の層はありません。engo hazard list で確かめてください。",
                "there is no layer of that name: see engo hazard list.")
        }
    }
}
