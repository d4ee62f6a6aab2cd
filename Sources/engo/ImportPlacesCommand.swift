import ArgumentParser
import Places
import Residents
import VictimSupport

extension ImportCommand {
    /// `engo import shelters`.
    struct Shelters: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "shelters",
            abstract: "指定緊急避難場所を取り込む。前のものは丸ごと置き換わる / import shelters, replacing all that are there.",
            discussion: "例 / example: engo import shelters W.engo shelters.csv --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "避難場所CSV / shelters CSV", completion: .file(extensions: ["csv"])) var file: String
        @OptionGroup var options: Options

        func run() throws {
            let report = try options.run("shelters", file: file, into: workspace) { asked in
                try ShelterImport(
                    workspace.paths, moment: try options.acting.moment(in: workspace.paths), options: asked
                ).shelters(file: file)
            }
            ImportSummary.shelters(report)
        }
    }

    /// `engo import hazard`.
    struct Hazard: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hazard",
            abstract: "浸水想定区域・土砂災害警戒区域などの層を取り込む / import a hazard layer.",
            discussion: "例 / example: engo import hazard W.engo A31a-23_30_20.geojson --name 紀の川")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(
            help: "区域のファイル（GeoJSON、Shapefile、GeoPackage…） / the zones: GeoJSON, Shapefile, GeoPackage …",
            completion: .file(extensions: ["geojson", "json", "shp", "zip", "gpkg"]))
        var file: String
        @OptionGroup var acting: OperatorOptions
        @Option(help: "層の名前 / name of the layer") var name: HazardText
        @Option(help: "ファイルの中のどの層か / which layer of a file that has several") var layer: String?
        @Option(help: "ファイルの座標系（EPSG:6674 など） / reference system of the file, such as EPSG:6674") var crs: String?
        @Option(
            help:
                "層の種類（属性で分からないとき） / what it tells, where the attributes do not: flood-depth-planned, flood-depth-maximum, flood-duration, house-collapse, landslide"
        )
        var kind: HazardKind?
        @Option(help: "版 / edition") var edition: HazardText?
        @Flag(help: "同じ名前の層を置き換える / replace the layer of that name") var replace = false
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let request = HazardImport.Request(
                name: name.text, kind: kind, edition: edition?.text, replaces: replace, layer: layer,
                referenceSystem: crs)
            let report = try HazardImport(
                workspace.paths, moment: try acting.moment(in: workspace.paths), isDryRun: dryRun
            )
            .layer(file: file, request)
            AreaText.tell(report.warnings)
            ImportSummary.hazard(report)
        }
    }

    /// `engo import ground`.
    struct Ground: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ground",
            abstract: "地図の下地になる道路・川・鉄道などの線や面を取り込む / import roads, rivers or railways to draw under the households.",
            discussion: "例 / example: engo import ground W.engo roads.gpkg --name 道路 --kind road")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(
            help: "線か面のファイル（GeoJSON、Shapefile、GeoPackage…） / lines or polygons: GeoJSON, Shapefile, GeoPackage …",
            completion: .file(extensions: ["geojson", "json", "shp", "zip", "gpkg", "fgb"]))
        var file: String
        @OptionGroup var acting: OperatorOptions
        @Option(help: "層の名前 / name of the layer") var name: HazardText
        @Option(help: "何の線か、描き方が決まる / what it shows, which decides how it is drawn: road, river, railway, other")
        var kind: GroundKind = .other
        @Option(help: "名前の入っている属性（省略時は name など） / the attribute with names; without it name and its like")
        var label: String?
        @Option(help: "ファイルの中のどの層か / which layer of a file that has several") var layer: String?
        @Option(help: "ファイルの座標系（EPSG:6674 など） / reference system of the file, such as EPSG:6674") var crs: String?
        @Flag(help: "同じ名前の層を置き換える / replace the layer of that name") var replace = false
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let report = try GroundImport(
                workspace.paths, moment: try acting.moment(in: workspace.paths), isDryRun: dryRun
            ).layer(
                file: file,
                GroundImport.Request(
                    name: name.text, kind: kind, label: label, replaces: replace, layer: layer, referenceSystem: crs))
            AreaText.tell(report.warnings)
            GroundText.tell(report)
        }
    }
}

extension HazardKind: ExpressibleByArgument {}
extension GroundKind: ExpressibleByArgument {}

/// A name or edition of a layer as the command line gives it.
struct HazardText: ExpressibleByArgument {
    let text: StoredText

    init?(argument: String) {
        guard argument.utf8.count <= 300, let text = try? StoredText(argument) else { return nil }
        self.text = text
    }
}
