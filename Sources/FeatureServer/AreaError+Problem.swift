import AreaFiles
import HTTPTypes
import VictimSupport

extension AreaError {
    /// What failed in words for somebody at a screen.
    var problem: Problem {
        Problem(status: .unprocessableContent, code: code, text: text)
    }

    /// A stable name, listed in `Docs/api.md`.
    private var code: String {
        switch self {
        case .unreadable, .unknownReferenceSystem, .projectionUnavailable, .notDegrees, .swappedAxes, .degreesAsMetres,
            .notTransformable, .tooManyPositions:
            "area-unreadable"
        case .outsideJapan, .elsewhere: "area-elsewhere"
        case .invalidCondition, .unknownAttribute, .incomparableAttribute, .nothingSelected, .conditionWithoutAttributes:
            "area-condition"
        case .noSuchArea: "no-such-area"
        case .areaExists: "area-exists"
        case .areaInUse: "area-in-use"
        case .unknownTown, .ambiguousTown: "no-such-town"
        case .addressTooCoarse, .ambiguousAddress: "address-too-coarse"
        }
    }

    private var text: Bilingual {
        switch self {
        case .unreadable(_, let error): error.text
        case .unknownReferenceSystem, .projectionUnavailable:
            Bilingual("区域の座標系が分かりません。", "The reference system of the area is not known.")
        case .notDegrees, .degreesAsMetres, .notTransformable:
            Bilingual(
                "区域の座標が座標系に合いません。座標系（系番号）を確かめてください。",
                "The numbers of the area do not fit its reference system.")
        case .swappedAxes:
            Bilingual("区域の経度と緯度が逆です。経度が先です。", "Latitude stands first in the area; longitude comes first.")
        case .tooManyPositions(let limit):
            Bilingual("変換した区域の点が多すぎます（上限 \(limit)）。", "The area has too many positions (limit \(limit)).")
        case .outsideJapan: Bilingual("区域が日本の外です。", "The area lies outside Japan.")
        case .elsewhere(let kilometres):
            Bilingual(
                "区域が、どの世帯からも \(kilometres) km 以上離れています。",
                "The area lies \(kilometres) km or more from every household.")
        case .invalidCondition, .unknownAttribute, .incomparableAttribute, .conditionWithoutAttributes:
            Bilingual("区分の指定が正しくありません。", "The ranks do not fit the layer.")
        case .nothingSelected: Bilingual("その区分の区域はありません。", "No zone has these ranks.")
        case .noSuchArea: Bilingual("その名前の保存した区域はありません。", "There is no saved area of that name.")
        case .areaExists: Bilingual("同じ名前の区域があります。", "There is an area of that name.")
        case .areaInUse: Bilingual("今の発令がこの区域に限られています。", "A declaration that holds is limited to this area.")
        case .unknownTown: Bilingual("その町丁目はありません。", "There is no such town.")
        case .ambiguousTown(let candidates):
            Bilingual(
                "いくつもの町丁目に当たります: \(candidates.joined(separator: "、"))",
                "It may be any of these towns: \(candidates.joined(separator: ", "))")
        case .addressTooCoarse:
            Bilingual("住所が番地まで見つかりません。番地まで書いてください。", "The address is not found down to its number: give it.")
        case .ambiguousAddress: Bilingual("住所に読み方がいくつもあります。", "The address has several readings.")
        }
    }
}

extension AreaFileError {
    /// What is wrong with the file.
    var text: Bilingual {
        switch self {
        case .content: Bilingual("ファイルを読めません。", "The file cannot be read.")
        case .unknownFormat:
            Bilingual(
                "区域のファイルではありません（GeoJSON、Shapefile の zip、GeoPackage、WKT のどれでもない）。",
                "Neither GeoJSON nor a zipped Shapefile, GeoPackage or well-known text.")
        case .damaged(let format, _, _):
            Bilingual("\(format.rawValue) が壊れています。", "The \(format.rawValue) is damaged.")
        case .unsupportedShape(_, let kind, let feature):
            Bilingual(
                "\(feature) 番目の地物の形（\(kind)）は読めません。", "The shape of feature \(feature) (\(kind)) is not read.")
        case .invalidWellKnownText(let line, let column):
            Bilingual(
                "WKT として読めません（\(line) 行目 \(column) 文字目）。", "Not well-known text: line \(line), column \(column).")
        case .missingAttributes: Bilingual("属性（.dbf）がありません。", "There are no attributes (.dbf).")
        case .severalLayers, .noSuchLayer:
            Bilingual("層がいくつもあります。1つの層だけのファイルにしてください。", "There are several layers: send a file with one.")
        case .noLayers, .noAreas: Bilingual("面が1つもありません。", "There is no polygon in it.")
        case .openElsewhere: Bilingual("書き込み中のファイルです。", "The file is still being written.")
        case .beyondLimit(let limit):
            Bilingual(
                "大きすぎるか複雑すぎます（\(limit.rawValue) の上限 \(limit.most)）。",
                "Beyond the limit of \(limit.most) \(limit.rawValue).")
        }
    }
}
