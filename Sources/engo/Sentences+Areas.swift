import AddressDictionary
import AreaFiles
import Interchange
import VictimSupport

extension AreaError {
    /// What failed, where, and what to do.
    var sentence: Bilingual {
        switch self {
        case .unreadable(let source, let error):
            error.sentence(of: source)
        case .unknownReferenceSystem(let source, let name):
            Bilingual(
                "\(source): 座標系 \(name) が分かりません。--crs EPSG:6674 のように指定してください。",
                "\(source): reference system \(name) is not known: give --crs, such as EPSG:6674.")
        case .projectionUnavailable:
            Bilingual(
                "座標の計算に PROJ が必要です。libproj を入れてください（Debian: apt-get install libproj-dev）。",
                "PROJ is needed for this area: install libproj (Debian: apt-get install libproj-dev).")
        case .notDegrees(let source, let feature):
            Bilingual(
                "\(source): \(feature) 番目の地物が経度・緯度（度）ではありません。メートルの座標なら --crs EPSG:6674 のように座標系を指定してください"
                    + "（平面直角座標系は EPSG:6669〜6687）。",
                "\(source): feature \(feature) is not in degrees. If these are metres, give --crs, such as EPSG:6674 "
                    + "(the plane-rectangular systems are EPSG:6669 to 6687).")
        case .swappedAxes(let source, let feature):
            Bilingual(
                "\(source): \(feature) 番目の地物の経度と緯度が逆です。経度が先です。",
                "\(source): latitude stands first in feature \(feature); longitude comes first.")
        case .degreesAsMetres(let source, let system):
            Bilingual(
                "\(source): 座標系 \(system) は平面（メートル）ですが、値は度のようです。--crs EPSG:6668 で試してください。",
                "\(source): \(system) is a plane, and the numbers look like degrees: try --crs EPSG:6668.")
        case .notTransformable(let source, let feature):
            Bilingual(
                "\(source): \(feature) 番目の地物の座標を変換できません。座標系を確かめてください。",
                "\(source): feature \(feature) cannot be transformed; check the reference system.")
        case .outsideJapan(let source):
            Bilingual(
                "\(source): 区域が日本の外です。座標系（系番号）と、x・y の順を確かめてください。",
                "\(source): the area lies outside Japan; check the reference system and the order of x and y.")
        case .elsewhere(let kilometres):
            Bilingual(
                "区域が、どの世帯からも \(kilometres) km 以上離れています。ほかの市区町村の区域か、座標系（系番号）の誤りです。",
                "the area lies \(kilometres) km or more from every household: another municipality's, or in another reference "
                    + "system than it says.")
        case .tooManyPositions(let limit):
            Bilingual("変換した区域の点が多すぎます（上限 \(limit)）。", "the transformed area has too many positions (limit \(limit)).")
        case .nothingSelected(let source, let features):
            Bilingual(
                "\(source): 条件に合う地物がありません（\(features) のうち 0）。",
                "\(source): the condition holds for none of \(features) features.")
        default: conditionOrNameSentence
        }
    }

    private var conditionOrNameSentence: Bilingual {
        switch self {
        case .invalidCondition(let column):
            Bilingual(
                "--where の \(column) 文字目が読めません。例: \"A31a_205 >= 3 and not 河川名 = '紀の川'\"",
                "--where cannot be read from character \(column) on; example: \"A31a_205 >= 3 and not name = 'x'\".")
        case .unknownAttribute(let source, let nearest, let known):
            Bilingual(
                "\(source): --where の属性がありません\(nearest.map { "（\($0)？）" } ?? "")。ある属性: \(known.joined(separator: ", "))",
                "\(source): no such attribute\(nearest.map { " (\($0)?)" } ?? ""); there are: \(known.joined(separator: ", "))"
            )
        case .incomparableAttribute(let source, let name):
            Bilingual(
                "\(source): 属性 \(name) は、その値と比べられません（文字は 'x' のように囲みます）。",
                "\(source): attribute \(name) is of another kind than the value; texts stand in single quotes.")
        case .conditionWithoutAttributes:
            Bilingual(
                "--where は、ファイルかハザードの層とともに使います。", "--where needs a file or a hazard layer to apply to.")
        case .noSuchArea(let nearest):
            Bilingual(
                "その名前のファイルも、保存した区域もありません\(nearest.map { "（\($0)？）" } ?? "")。",
                "there is neither a file nor a saved area of that name\(nearest.map { " (\($0)?)" } ?? "").")
        case .areaExists:
            Bilingual(
                "同じ名前の区域があります。置き換えるなら --replace を付けてください。何も変更していません。",
                "there is an area of that name: give --replace to replace it; nothing was changed.")
        case .areaInUse:
            Bilingual(
                "今の発令がこの区域に限られているか、対応中の事案の区域なので、変えられません（engo activation list、engo incident list）。別の名前で保存してください。",
                "a declaration that holds is limited to this area, or an open incident is about it: see engo activation list and "
                    + "engo incident list, or save under another name."
            )
        case .unknownTown:
            Bilingual("--town の町丁目がありません。", "there is no such town.")
        case .ambiguousTown(let candidates):
            Bilingual(
                "--town がいくつもの町丁目に当たります。どれかを（何度でも）指定してください: \(candidates.joined(separator: ", "))",
                "--town may be any of these; name one or more: \(candidates.joined(separator: ", "))")
        case .addressTooCoarse(let level):
            Bilingual(
                "円の中心の住所が\(level.japanese)までしか見つかりません。番地まで書くか、経度・緯度で指定してください。",
                "the address of the circle is found to \(level.name) only: give its number, or longitude and latitude.")
        default:
            Bilingual(
                "円の中心の住所に読み方がいくつもあります。経度・緯度で指定してください。",
                "the address of the circle has several readings: give longitude and latitude.")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .unreadable(_, .content(let error)): error.exitCode
        case .projectionUnavailable: .notReady
        case .invalidCondition, .conditionWithoutAttributes: .usage
        case .noSuchArea: .noInput
        default: .badData
        }
    }
}

extension AreaFileError {
    /// What failed, where, and what to do.
    func sentence(of source: String) -> Bilingual {
        switch self {
        case .content(let error):
            switch error {
            case .missingFile, .changedWhileRead, .notARegularFile, .emptyFile, .tooLarge, .unreadable: error.sentence
            default: Bilingual("\(source): \(error.sentence.japanese)", "\(source): \(error.sentence.english)")
            }
        case .unknownFormat:
            Bilingual(
                "\(source): 区域のファイルではありません（GeoJSON、Shapefile、GeoPackage、WKT のどれでもない）。",
                "\(source): neither GeoJSON nor a Shapefile, GeoPackage or well-known text.")
        case .damaged(let format, let part, let place):
            Bilingual(
                "\(source): \(format.rawValue) が壊れています（\(part)\(place.map { "、\($0) 番目" } ?? "")）。",
                "\(source): damaged \(format.rawValue) (\(part)\(place.map { ", number \($0)" } ?? "")).")
        case .unsupportedShape(_, let kind, let feature):
            Bilingual(
                "\(source): \(feature) 番目の地物の形（\(kind)）は読めません。普通のポリゴンに変換してください。",
                "\(source): the shape of feature \(feature) (\(kind)) is not read: turn it into plain polygons.")
        case .invalidWellKnownText(let line, let column):
            Bilingual(
                "\(source): WKT として読めません（\(line) 行目 \(column) 文字目）。",
                "\(source): not well-known text: line \(line), column \(column).")
        case .missingAttributes:
            Bilingual("\(source): .dbf（属性）がありません。", "\(source): there is no .dbf with the attributes beside it.")
        case .severalLayers(let names):
            Bilingual(
                "\(source): 層がいくつもあります。--layer で指定してください: \(names.joined(separator: ", "))",
                "\(source): there are several layers; say which with --layer: \(names.joined(separator: ", "))")
        case .noSuchLayer(let names, _) where names.isEmpty:
            Bilingual(
                "\(source): このファイルに層はないので、--layer は使えません。", "\(source): the file has no layers: leave --layer out.")
        case .noSuchLayer(let names, let nearest):
            Bilingual(
                "\(source): その層はありません\(nearest.map { "（\($0)？）" } ?? "")。ある層: \(names.joined(separator: ", "))",
                "\(source): no such layer\(nearest.map { " (\($0)?)" } ?? ""); there are: \(names.joined(separator: ", "))"
            )
        case .noLayers:
            Bilingual("\(source): 面の層がありません。", "\(source): there is no layer of shapes in it.")
        case .openElsewhere:
            Bilingual(
                "\(source): ほかのプログラムが開いています（-wal があります）。閉じてからもう一度実行してください。",
                "\(source): another program has it open (there is a -wal file); close it there and run again.")
        case .noAreas(let shapes):
            Bilingual(
                "\(source): 面が1つもありません（点 \(shapes.points)、線 \(shapes.lines)）。",
                "\(source): there is no polygon in it (points \(shapes.points), lines \(shapes.lines)).")
        case .noShapes(let shapes):
            Bilingual(
                "\(source): 線も面も1つもありません（点 \(shapes.points)）。",
                "\(source): there is neither a line nor a polygon in it (points \(shapes.points)).")
        case .beyondLimit(let limit):
            Bilingual(
                "\(source): 大きすぎるか複雑すぎます（\(limit.rawValue) の上限 \(limit.most)）。分けるか、簡単にしてください。",
                "\(source): beyond the limit of \(limit.most) \(limit.rawValue): split or simplify it.")
        }
    }
}
