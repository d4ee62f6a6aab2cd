import AreaFiles
import HTTPTypes
import Interchange
import Registry
import SpatialQuery
import VictimSupport

extension Problem {
    /// Runs what works on areas and says what failed in words for whoever sent one.
    static func ofAreas<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as AreaError {
            throw Problem(error)
        } catch is SpatialQueryError {
            throw Problem.tooComplex
        }
    }

    /// Why an area cannot be used.
    init(_ error: AreaError) {
        switch error {
        case .unreadable(_, let error): self = .unreadableArea(error)
        case .unknownReferenceSystem:
            self.init(
                "unknown-reference-system", "区域の座標系が分かりません。経度・緯度（JGD2011）にして送ってください。",
                "The reference system of the area is not known. Send it in longitude and latitude (JGD2011).")
        case .projectionUnavailable:
            self.init(
                "projection-unavailable", "サーバーで座標を計算できません（PROJ がありません）。管理者に知らせてください。",
                "The server cannot compute with coordinates: PROJ is missing. Tell its administrator.",
                status: .serviceUnavailable)
        case .notDegrees(_, let feature):
            self.init(
                "not-degrees", "\(feature) 番目の地物が経度・緯度（度）ではありません。", "Feature \(feature) is not in degrees.")
        case .swappedAxes(_, let feature):
            self.init(
                "swapped-axes", "\(feature) 番目の地物の経度と緯度が逆です。経度が先です。",
                "Latitude stands first in feature \(feature); longitude comes first.")
        case .degreesAsMetres:
            self.init(
                "degrees-as-metres", "座標系は平面（メートル）ですが、値は度のようです。",
                "The reference system is a plane, and the numbers look like degrees.")
        case .notTransformable(_, let feature):
            self.init(
                "not-transformable", "\(feature) 番目の地物の座標を変換できません。", "Feature \(feature) cannot be transformed.")
        case .outsideJapan:
            self.init("outside-japan", "区域が日本の外です。", "The area lies outside Japan.")
        case .elsewhere:
            self.init(
                "elsewhere", "区域が、どの世帯からも遠く離れています。", "The area lies far from every household.")
        case .tooManyPositions: self = .tooComplex
        case .noSuchArea:
            self.init(
                "no-such-area", "その名前の区域はありません。/collections/areas/items で確かめてください。",
                "There is no area of that name. Look at /collections/areas/items.", status: .notFound)
        case .areaExists:
            self.init(
                "area-exists", "同じ名前の区域があります。置き換えるなら、一番外側に \"replace\": true を書いてください。",
                "There is an area of that name. Write \"replace\": true into the outermost object to replace it.",
                status: .conflict)
        case .areaInUse:
            self.init(
                "area-in-use", "今の発令がこの区域に限られているか、対応中の事案の区域なので、変えられません。別の名前で保存してください。",
                "A declaration that holds is limited to this area, or an open incident is about it. Keep it under another name.",
                status: .conflict)
        case .invalidCondition, .unknownAttribute, .incomparableAttribute, .nothingSelected,
            .conditionWithoutAttributes:
            self.init("area-condition", "その区分の区域はありません。", "No zone has these ranks.")
        case .unknownTown: self.init("no-such-town", "その町丁目はありません。", "There is no such town.")
        case .ambiguousTown(let candidates):
            self.init(
                "no-such-town", "いくつもの町丁目に当たります: \(candidates.joined(separator: "、"))",
                "It may be any of these towns: \(candidates.joined(separator: ", ")).")
        case .addressTooCoarse, .ambiguousAddress:
            self.init(
                "address-too-coarse", "住所が1か所に決まりません。番地まで書いてください。",
                "The address is not found at one place: give its number.")
        }
    }

    /// What was sent is no area; nil where nothing more is known.
    static func unreadableArea(_ error: AreaFileError?) -> Problem {
        switch error {
        case .beyondLimit, .content(.tooLarge): tooComplex
        case .noAreas, .noShapes:
            Problem("no-polygons", "面（ポリゴン）が1つもありません。", "There is no polygon in it.")
        case .severalLayers, .noSuchLayer:
            Problem("several-layers", "層がいくつもあります。1つだけにして送ってください。", "There are several layers. Send one alone.")
        case .content(.invalidGeoJSON(let path, _)):
            Problem(
                "unreadable-area", "GeoJSON として読めません（場所: \(path.isEmpty ? "先頭" : path)）。",
                "It cannot be read as GeoJSON (at \(path.isEmpty ? "the start" : path)).")
        case .content(.invalidJSON(let line, let column, _)):
            Problem(
                "unreadable-area", "JSON として読めません（\(line) 行目 \(column) 文字目）。",
                "It is no JSON: line \(line), column \(column).")
        default:
            Problem(
                "unreadable-area", "区域として読めません。GeoJSON、zip の Shapefile、GeoPackage、WKT のどれかを送ってください。",
                "It cannot be read as an area. Send GeoJSON, a zipped Shapefile, a GeoPackage or well-known text.")
        }
    }

    /// The area has more positions or rings than are read.
    static let tooComplex = Problem(
        "too-complex", "区域が大きすぎるか、複雑すぎます。分けるか、簡単にしてください。", "The area is too large or too complex. Split or simplify it."
    )

    private init(
        _ code: String, _ japanese: String, _ english: String, status: HTTPResponse.Status = .unprocessableContent
    ) {
        self.init(status: status, code: code, text: Bilingual(japanese, english))
    }
}

extension AreaWarning {
    /// A stable name of the kind of warning.
    var code: String {
        switch self {
        case .passedOver: "passed-over"
        case .findings: "repaired"
        case .undeclaredReferenceSystem: "undeclared-reference-system"
        case .overruledReferenceSystem: "overruled-reference-system"
        case .transformed: "transformed"
        case .selected: "selected"
        case .undecided: "undecided"
        case .coarseAddress: "coarse-address"
        }
    }

    /// What was noticed and what was made of it.
    var text: Bilingual {
        switch self {
        case .passedOver(_, let shapes):
            Bilingual(
                "面でないものは区域に入りません（点 \(shapes.points)、線 \(shapes.lines)、形なし \(shapes.featuresWithoutShape)）。",
                "Shapes without area are not part of it: points \(shapes.points), lines \(shapes.lines), none \(shapes.featuresWithoutShape)."
            )
        case .findings(let found):
            Bilingual(
                "区域の形を決まりどおりに直しました（自分と交わる輪 \(found.selfCrossingRings)、重なり合う面 \(found.crossingPolygons)、"
                    + "閉じた輪 \(found.unclosedRings)、逆向きの輪 \(found.reversedRings)）。",
                "Rings were taken by the rules of Docs/spatial.md: self-crossing \(found.selfCrossingRings), overlapping "
                    + "\(found.crossingPolygons), closed \(found.unclosedRings), reversed \(found.reversedRings).")
        case .undeclaredReferenceSystem:
            Bilingual("座標系が書かれていないので、経度・緯度（JGD2011）として読みました。", "No reference system is named; read as JGD2011 degrees.")
        case .overruledReferenceSystem(_, let declared, let used):
            Bilingual("座標系 \(declared) ではなく \(used) で読みました。", "Read as \(used), not as \(declared).")
        case .transformed(_, let system, let accuracy):
            Bilingual(
                "\(system) から JGD2011 に変換しました（精度 \(accuracy.map { "\($0) m" } ?? "不明")）。",
                "Transformed from \(system), accuracy \(accuracy.map { "\($0) m" } ?? "unknown").")
        case .selected(_, let features, let all):
            Bilingual("条件に合う地物 \(features)（\(all) のうち）。", "\(features) of \(all) features were selected.")
        case .undecided(_, let features):
            Bilingual("条件を判定できない地物 \(features) は入っていません。", "\(features) features lack what the condition asks for.")
        case .coarseAddress:
            Bilingual("円の中心の住所は街区までしか決まりません。", "The middle of the circle is known to its block only.")
        }
    }
}
