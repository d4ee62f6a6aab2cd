import AddressDictionary
import Interchange
import SpatialQuery
import VictimSupport

extension AreaWarning {
    /// What was noticed and what was made of it.
    var sentence: Bilingual {
        switch self {
        case .passedOver(let source, let shapes):
            Bilingual(
                "\(source): 面でないものは区域に入りません（\(Self.japanese(shapes))）",
                "\(source): shapes without area are not part of it (\(Self.english(shapes)))")
        case .findings(let findings):
            Bilingual(
                "区域の形を決まりどおりに直しました: \(Self.japanese(findings))",
                "rings were taken by the rules of Docs/spatial.md: \(Self.english(findings))")
        case .undeclaredReferenceSystem(let source):
            Bilingual(
                "\(source): 座標系が書かれていないので、経度・緯度（JGD2011）として読みました。違えば --crs で指定してください",
                "\(source): no reference system is named; read as JGD2011 degrees. Give --crs if it is another")
        case .overruledReferenceSystem(let source, let declared, let used):
            Bilingual(
                "\(source): ファイルの座標系 \(declared) ではなく、指定の \(used) で読みました",
                "\(source): read as \(used), as asked, although the file says \(declared)")
        case .transformed(let source, let system, let accuracy):
            Bilingual(
                "\(source): \(system) から JGD2011 に変換しました（精度 \(accuracy.map { "\($0) m" } ?? "不明")）",
                "\(source): transformed from \(system), accuracy \(accuracy.map { "\($0) m" } ?? "unknown")")
        case .selected(let source, let features, let all):
            Bilingual(
                "\(source): 条件に合う地物 \(features)（\(all) のうち）", "\(source): \(features) of \(all) features selected")
        case .undecided(let source, let features):
            Bilingual(
                "\(source): 属性がなく条件を判定できない地物 \(features) は区域に入っていません",
                "\(source): \(features) features lack what the condition asks for and are left out")
        case .coarseAddress(let level, let metres):
            Bilingual(
                "円の中心の住所は\(level.japanese)までしか決まりません（±\(metres.map { String(Int($0.rounded(.up))) } ?? "?") m）",
                "the middle of the circle is known to \(level.name) only")
        }
    }

    private static func japanese(_ shapes: PassedOverShapes) -> String {
        joined([
            ("形のない地物", shapes.featuresWithoutShape), ("空の形", shapes.emptyShapes), ("点", shapes.points),
            ("線", shapes.lines), ("削除された行", shapes.deletedRows),
        ])
    }

    private static func english(_ shapes: PassedOverShapes) -> String {
        joined([
            ("without shape", shapes.featuresWithoutShape), ("empty", shapes.emptyShapes), ("points", shapes.points),
            ("lines", shapes.lines), ("deleted", shapes.deletedRows),
        ])
    }

    private static func japanese(_ findings: AreaFindings) -> String {
        joined([
            ("閉じた輪", findings.unclosedRings), ("面積のない輪", findings.flatRings), ("点のない輪", findings.emptyRings),
            ("重複する点", findings.repeatedPositions), ("突起", findings.spikes), ("逆向きの輪", findings.reversedRings),
            ("外にある穴", findings.looseHoles), ("自分と交わる輪", findings.selfCrossingRings),
            ("外周と交わる穴", findings.crossingHoles), ("重なり合う面", findings.crossingPolygons),
        ]) + (findings.hasUncheckedCrossings ? "、交わりは一部だけ調べました" : "")
    }

    private static func english(_ findings: AreaFindings) -> String {
        joined([
            ("closed rings", findings.unclosedRings), ("flat rings", findings.flatRings),
            ("empty rings", findings.emptyRings), ("repeated positions", findings.repeatedPositions),
            ("spikes", findings.spikes), ("reversed rings", findings.reversedRings),
            ("holes outside", findings.looseHoles), ("self-crossing rings", findings.selfCrossingRings),
            ("crossing holes", findings.crossingHoles), ("overlapping polygons", findings.crossingPolygons),
        ]) + (findings.hasUncheckedCrossings ? ", crossings checked in part" : "")
    }

    private static func joined(_ counts: [(String, Int)]) -> String {
        counts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
