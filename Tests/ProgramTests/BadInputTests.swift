import Foundation
import Testing

/// Every verb on what can go wrong: a clear error, the exit code of `Docs/cli.md`, the workspace unchanged.
///
/// Serialized, because the cases share one workspace and only one process may write to it.
@Suite(.serialized) struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let exitCode: Int32
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ line: String, _ exitCode: Int32) {
            arguments = line.split(separator: " ").map(String.init)
            self.exitCode = exitCode
        }
    }

    static let cases = [
        // Missing file.
        Case("import residents w.engo absent.csv", 66), Case("import needs w.engo absent.csv", 66),
        Case("list w.engo --area absent.geojson", 66), Case("status folder", 65), Case("locate folder", 65),
        Case("export w.engo --area absent.geojson --output out.csv", 66),
        Case("status absent.engo", 66), Case("list absent.engo --area area.geojson", 66),
        Case("locate absent.engo", 66), Case("score absent.engo", 66),
        Case("import shelters w.engo absent.csv", 66), Case("import shelters absent.engo residents.csv", 66),
        Case("import hazard w.engo absent.geojson --name a", 66), Case("import hazard w.engo folder --name a", 66),
        Case("import hazard absent.engo area.geojson --name a", 66), Case("hazard list absent.engo", 66),
        Case("hazard remove absent.engo --name a", 66),
        Case("import ground w.engo absent.geojson --name a", 66), Case("import ground w.engo folder --name a", 66),
        Case("import ground absent.engo area.geojson --name a", 66), Case("ground list absent.engo", 66),
        Case("ground remove absent.engo --name a", 66),
        Case("explain absent.engo --household H1", 66), Case("score w.engo --policy absent.yaml", 66),
        Case("dictionary build w.engo --abr absent", 66), Case("dictionary build w.engo --isj absent.csv", 66),
        Case("dictionary build w.engo --points absent.csv", 66),
        Case("address match absent --dictionary absent", 66), Case("address explain x --dictionary absent", 66),
        Case("dictionary show absent", 66), Case("dictionary compile --abr absent --output d", 66),
        Case("dictionary compile --geolonia absent.csv --output d", 66),
        Case("dictionary unresolved absent.engo", 66), Case("dictionary corrections absent.engo", 66),
        Case("dictionary correct w.engo --file absent.csv", 66),
        Case("dictionary correct absent.engo --address a --point 135.1,34.2", 66),
        Case("dictionary correct w.engo --file folder", 66),
        Case("policy check absent.yaml", 66), Case("policy show absent.engo", 66), Case("policy test absent.yaml", 66),
        Case("policy test shipped:default --cases absent.yaml", 66),
        Case("policy compare w.engo current absent.yaml", 66),
        Case("policy compare absent.engo current default", 66), Case("policy sensitivity absent.engo", 66),
        Case("policy history absent.engo", 66),
        // Wrong file.
        Case("policy check residents.csv", 65), Case("policy check empty", 65), Case("policy show residents.csv", 65),
        Case("policy show w.engo --hash abcdef", 65), Case("policy test shipped:default --cases residents.csv", 65),
        Case("policy test residents.csv", 65), Case("policy compare w.engo current residents.csv", 65),
        Case("policy compare residents.csv current default", 65), Case("policy history residents.csv", 65),
        Case("policy compare bare.engo current default", 69), Case("policy sensitivity bare.engo", 69),
        Case("address match residents.csv --dictionary residents.csv", 65), Case("dictionary show area.geojson", 65),
        Case("dictionary show empty", 65), Case("dictionary compile --points needs.csv --output d", 65),
        Case("dictionary compile --geolonia needs.csv --output d", 65),
        Case("import residents w.engo needs.csv", 65), Case("import needs w.engo residents.csv", 65),
        Case("import residents w.engo area.geojson", 65), Case("list w.engo --area residents.csv", 65),
        Case("status residents.csv", 65), Case("score w.engo --policy residents.csv", 65),
        Case("import residents residents.csv residents.csv", 65), Case("explain w.engo --household H404", 65),
        Case("import residents w.engo folder", 66), Case("list w.engo --area folder", 66),
        Case("dictionary build w.engo --points needs.csv", 65),
        Case("dictionary build w.engo --isj residents.csv", 65),
        Case("dictionary correct w.engo --file residents.csv", 65),
        Case("dictionary correct w.engo --file area.geojson", 65),
        Case("dictionary correct w.engo --household H404 --point 135.1,34.2", 65),
        Case("dictionary correct w.engo --household H1 --point 34.2,135.1", 65),
        Case("dictionary correct w.engo --household H1 --point -60000,-190000", 65),
        Case("dictionary correct w.engo --household H1 --remove", 65),
        Case("import shelters w.engo residents.csv", 65), Case("import shelters w.engo area.geojson", 65),
        Case("import shelters w.engo residents.csv --dry-run", 65),
        Case("import shelters residents.csv residents.csv", 65),
        Case("import hazard w.engo residents.csv --name a", 65), Case("import hazard w.engo area.geojson --name a", 65),
        Case("import hazard w.engo area.geojson --name a --dry-run", 65), Case("hazard remove w.engo --name a", 65),
        Case("hazard remove w.engo --name a --dry-run", 65), Case("hazard list residents.csv", 65),
        Case("import ground w.engo residents.csv --name a", 65), Case("ground list residents.csv", 65),
        Case("import ground w.engo area.geojson --name a --label b", 65),
        Case("import ground w.engo area.geojson --name a --layer b", 65),
        Case("import ground w.engo area.geojson --name a --crs EPSG:6674 --dry-run", 65),
        Case("ground remove w.engo --name a", 65), Case("ground remove w.engo --name a --dry-run", 65),
        // Empty file.
        Case("import ground w.engo empty --name a", 65),
        Case("import shelters w.engo empty", 65), Case("import hazard w.engo empty --name a", 65),
        Case("dictionary correct w.engo --file empty", 65),
        Case("import residents w.engo empty", 65), Case("import needs w.engo empty", 65),
        Case("list w.engo --area empty", 65), Case("status empty", 65), Case("score w.engo --policy empty", 65),
        Case("dictionary build w.engo --points empty", 65),
        // Unknown option or verb, missing value.
        Case("policy show w.engo --hash abc", 64), Case("policy show w.engo --cases", 64),
        Case("policy compare w.engo current", 64), Case("policy compare w.engo current default --limit 0", 64),
        Case("policy compare w.engo current default --format csv --output w.engo", 64),
        Case("policy compare w.engo current default --encoding cp932", 64),
        Case("policy sensitivity w.engo --percent 0", 64), Case("policy sensitivity w.engo --percent 101", 64),
        Case("policy chek residents.csv", 64), Case("explain w.engo --household H1 --format pdf", 64),
        Case("frobnicate", 64), Case("list w.engo --aria area.geojson", 64), Case("list w.engo", 64),
        Case("list w.engo --area area.geojson --limit 0", 64), Case("list w.engo --area area.geojson --format pdf", 64),
        Case("list w.engo --area area.geojson --encoding latin1", 64),
        Case("list w.engo --area area.geojson --format geojson --encoding cp932", 64),
        Case("export w.engo --area area.geojson --output out.xyz", 64), Case("export w.engo --area area.geojson", 64),
        Case("init n.engo --name N --code 302016", 64), Case("init n.engo --name N --code 30", 64),
        Case("score w.engo --as-of 2026-02-30", 64), Case("dictionary build w.engo", 64),
        Case("import residents w.engo residents.csv --encoding utf-9", 64), Case("status w.engo --jsn", 64),
        Case("import shelters w.engo residents.csv --profile residents-usual", 64), Case("import shelters w.engo", 64),
        Case("import shelters w.engo residents.csv --reject-limit 5", 64),
        Case("import shelters w.engo residents.csv --encoding sjis", 64),
        Case("import shelters w.engo residents.csv --report w.engo", 64),
        Case("import hazard w.engo area.geojson", 64),
        Case("import hazard w.engo area.geojson --name a --kind deep", 64),
        Case("import hazard w.engo area.geojson --name=", 64), Case("hazard remove w.engo", 64),
        Case("import ground w.engo area.geojson", 64), Case("import ground w.engo area.geojson --name=", 64),
        Case("import ground w.engo area.geojson --name a --kind canal", 64), Case("ground remove w.engo", 64),
        Case("ground lst w.engo", 64), Case("hazard lst w.engo", 64),
        Case("list w.engo --bbox 135,34,134,35", 64), Case("list w.engo --bbox 135,34,136", 64),
        Case("list w.engo --circle 135,34", 64), Case("list w.engo --circle 135.1,34.2,0", 64),
        Case("list w.engo --circle 34.2,135.1,500", 64), Case("list w.engo --circle 135.1,34.2,200001", 64),
        Case("list w.engo --mesh 51351", 64), Case("list w.engo --mesh 513588", 64),
        Case("list w.engo --area area.geojson --where A31a_205", 64),
        Case("list w.engo --bbox 135,34,136,35 --where a=1", 64),
        Case("list w.engo --town a --layer b", 64), Case("list w.engo --mesh 5135 --crs EPSG:6674", 64),
        Case("list w.engo --area area.geojson --where a=1", 65), Case("list w.engo --area area.geojson --layer b", 65),
        Case("list w.engo --area area.geojson --crs EPSG:6674", 65),
        Case("list w.engo --area area.geojson --crs x", 65),
        Case("list w.engo --wkt POINT(1)", 65), Case("list w.engo --wkt POLYGON((", 65),
        Case("list w.engo --area w.engo", 65),
        Case("list w.engo --saved absent", 66), Case("list w.engo --zones absent", 65),
        Case("list w.engo --mesh 3927", 65),
        Case("list w.engo --town 本町", 69), Case("list w.engo --circle 本町1,100", 69),
        Case("list w.engo --area folder", 66),
        Case("area save w.engo a", 64), Case("area save w.engo", 64), Case("area save w.engo a --area absent", 66),
        Case("area save absent.engo a --mesh 5135", 66), Case("area list absent.engo", 66),
        Case("area show w.engo a", 66),
        Case("area remove w.engo a", 66), Case("area shw w.engo a", 64), Case("area show w.engo a --output w.engo", 64),
        Case("import residents w.engo residents.csv --reject-limit 5", 64),
        Case("import residents w.engo residents.csv --rejects out.csv", 64),
        Case("import residents w.engo residents.csv --shrink-limit 101", 64),
        Case("import residents w.engo residents.csv --report w.engo", 64),
        Case("import residents w.engo residents.csv --reject-limit 1 --rejects residents.csv", 64),
        Case("import residents w.engo residents.csv --profile residents-standrad", 64),
        Case("import residents w.engo residents.csv --profile needs-usual", 64),
        Case("import residents w.engo residents.csv --profile absent.yaml", 66),
        Case("import residents w.engo residents.csv --profile ./residents.csv", 65),
        Case("import needs w.engo needs.csv --full --partial", 64), Case("import profile show nothing", 64),
        Case("import profile check ./residents.csv", 65), Case("import profile check absent.yaml", 66),
        Case("import residents w.engo residents.csv --report absent/r.json", 73),
        Case("generations list absent.engo", 66), Case("generations diff w.engo", 64),
        Case("generations diff w.engo --from 3 --to 2", 64), Case("generations diff w.engo --from 99", 65),
        Case("generations diff w.engo --from 1 --output w.engo", 64),
        Case("generations diff w.engo --from 1 --output absent/d.csv", 73),
        Case("generations restore w.engo --generation 99 --dry-run", 65), Case("generations restore w.engo", 64),
        Case("generations restore w.engo --generation 1 --dry-run", 69),
        Case("generations purge w.engo --keep-days 0", 64), Case("generations purge absent.engo --keep-days 9", 66),
        Case("backup absent.engo --output out.backup", 66), Case("backup w.engo", 64),
        Case("backup w.engo --output w.engo", 64), Case("backup w.engo --output ./w.engo-wal", 64),
        Case("backup w.engo --output residents.csv", 73), Case("backup w.engo --output absent/out", 73),
        Case("backup w.engo --output folder", 73), Case("backup residents.csv --output out", 65),
        Case("restore absent --to out.engo", 66), Case("restore folder --to out.engo", 66), Case("restore w.engo", 64),
        Case("restore w.engo --to w.engo", 64), Case("restore w.engo --to out.engo", 65),
        Case("restore residents.csv --to out.engo", 65), Case("restore empty --to out.engo", 65),
        Case("restore residents.csv --to w.engo", 73), Case("restore residents.csv --to bare.engo --replace", 65),
        Case("restore residents.csv --to area.geojson --replace", 65), Case("restore w.engo --to absent/out.engo", 65),
        Case("restore residents.csv --to folder --replace", 65),
        Case("doctor absent.engo", 66), Case("doctor residents.csv", 65),
        Case("locate w.engo --fast", 64), Case("explain w.engo", 64), Case("demo x --households 0", 64),
        Case("list w.engo --area area.geojson --encoding cp932", 64),
        Case("list w.engo --area area.geojson --format json --rows members", 64),
        Case("list w.engo --area area.geojson --format csv --output w.engo", 64),
        Case("list w.engo --area area.geojson --format csv --output ./w.engo-audit", 64),
        Case("export w.engo --area area.geojson --output area.geojson", 64),
        Case("export w.engo --area area.geojson --format csv --output w.engo-dictionary", 64),
        Case("drill register folder/.. --abr folder --code 302015", 64),
        Case("address match", 64), Case("address match x --dictionary w.engo --format xml", 64),
        Case("address match x --dictionary w.engo --threads 0", 64), Case("address explain --dictionary w.engo", 64),
        Case("address match x --dictionary w.engo --municipality 302016", 64),
        Case("dictionary compile --abr folder", 64),
        Case("dictionary compile --output d", 64), Case("dictionary compile --abr x --crs EPSG:6674 --output d", 64),
        Case("address match residents.csv --dictionary w.engo --output residents.csv", 64), Case("address rub", 64),
        Case("dictionary compile --points residents.csv --output d --report residents.csv", 64),
        Case("dictionary build w.engo --points residents.csv --report w.engo", 64),
        Case("dictionary unresolved w.engo --limit 0", 64), Case("dictionary unresolved w.engo --format pdf", 64),
        Case("dictionary unresolved w.engo --output out.xyz", 64),
        Case("dictionary unresolved w.engo --encoding cp932", 64),
        Case("dictionary unresolved w.engo --format csv --output w.engo", 64),
        Case("dictionary corrections w.engo --format csv --output w.engo-audit", 64),
        Case("dictionary correct w.engo", 64), Case("dictionary correct w.engo --address a", 64),
        Case("dictionary correct w.engo --address a --household H1 --point 135,34", 64),
        Case("dictionary correct w.engo --file residents.csv --as b", 64),
        Case("dictionary correct w.engo --address a --point north", 64),
        Case("dictionary correct w.engo --address a --remove --point 135,34", 64),
        Case("dictionary correct w.engo --address a --point 135,34 --encoding cp932", 64),
        Case("locate w.engo --moved w.engo", 64), Case("locate w.engo --moved ./w.engo-audit", 64),
        // Unwritable output.
        Case("dictionary compile --points residents.csv --output w.engo", 73),
        Case("dictionary unresolved w.engo --output absent/out.csv", 73),
        Case("dictionary corrections w.engo --output absent/out.csv", 73),
        Case("locate w.engo --moved absent/out.csv", 73),
        Case("init absent/n.engo --name N --code 302015", 73), Case("init w.engo --name N --code 302015", 73),
        Case("list w.engo --area area.geojson --output absent/out.csv", 73),
        Case("export w.engo --area area.geojson --output absent/out.geojson", 73),
        Case("export w.engo --area area.geojson --format csv --output folder", 73),
        // Something is missing first.
        Case("locate w.engo", 69), Case("locate w.engo --dry-run", 69), Case("locate w.engo --moved out.csv", 69),
        Case("dictionary unresolved bare.engo", 69), Case("dictionary unresolved bare.engo --output out.csv", 69),
        Case("dictionary correct w.engo --household H1 --as 試験町5", 69), Case("list bare.engo --area area.geojson", 69),
        Case("score bare.engo", 69),
    ]

    /// One workspace for all cases: none of them may change it.
    private static let folder: TemporaryFolder? = {
        guard let folder = try? TemporaryFolder(), (try? StepByStepTests.workspace(in: folder)) != nil,
            (try? folder.write("empty", "")) != nil,
            (try? Program.run(["init", "bare.engo", "--name", "空", "--code", "302015", "--drill"], in: folder.url))
                != nil,
            (try? FileManager.default.createDirectory(atPath: folder.path("folder"), withIntermediateDirectories: false))
                != nil
        else { return nil }
        return folder
    }()

    @Test(arguments: cases)
    func isToldAndChangesNothing(_ bad: Case) throws {
        let folder = try #require(Self.folder)
        let before = try folder.data("w.engo")
        let run = try Program.run(bad.arguments, in: folder.url)
        #expect(run.exitCode == bad.exitCode, "\(run.errors)")
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
        #expect(try folder.data("w.engo") == before)
        for personal in ["太郎", "花子", "試験町", "昭和10年"] { #expect(!run.errors.contains(personal)) }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!files.contains { $0.hasPrefix("out") || $0.hasPrefix("n.engo") || $0.hasSuffix(".part") })
    }

    @Test func allWrongRowsAreReportedTogether() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let before = try folder.data("w.engo")
        _ = try folder.write(
            "wrong.csv",
            """
            宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
            1,1,甲乙,平成40年1月1日,男,世帯主,丙町1,,
            2,1,甲乙,2000-01-01,男,世帯主
            2,1,,2000-01-01,男,世帯主,丙町1,,
            3,1,甲乙,2000-01-01,雄,世帯主,丙町1,,
            4,1,甲乙,2000-01-01,男,世帯主,丙町1,34.2,135.1
            5,1,甲乙,2000-01-01,男,世帯主,丙町1,abc,34.2
            6,1,甲乙,2000-01-01,男,世帯主,丙町1,,
            6,1,甲乙,2000-01-01,男,世帯主,丙町1,,
            7,1,甲\u{0}乙,2000-01-01,男,世帯主,丙町1,,

            """)
        let run = try Program.run(["import", "residents", "w.engo", "wrong.csv"], in: folder.url)
        #expect(run.exitCode == 65)
        for expected in [
            "wrong.csv:2: 生年月日: bad-date", "wrong.csv:3: wrong-field-count", "wrong.csv:4: 氏名: missing-value",
            "wrong.csv:5: 性別: bad-sex", "wrong.csv:6: 経度: swapped-coordinate", "wrong.csv:7: 経度: bad-coordinate",
            "wrong.csv:9: 宛名番号: duplicate-resident-number", "wrong.csv:10: 氏名: control-character",
        ] {
            #expect(run.errors.contains(expected), "lacks \(expected)")
        }
        for personal in ["甲乙", "丙町", "雄", "abc"] { #expect(!run.errors.contains(personal)) }
        #expect(try folder.data("w.engo") == before)
    }

    @Test func aRowThatHidesTheRestDoesNotHideWhatStoodBefore() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        _ = try folder.write(
            "open.csv", "宛名番号,区分,程度\n1,要介護,要介護9\n2,要介護,\"要介護3\n3,要介護,要介護1\n")
        let run = try Program.run(["import", "needs", "w.engo", "open.csv"], in: folder.url)
        #expect(run.exitCode == 65)
        #expect(run.errors.contains("open.csv:2: 程度: unknown-need-grade"))
        #expect(run.errors.contains("open.csv:3: malformed-quoting"))
    }

    @Test func anOpenEndInTheYear9999IsNoEnd() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        _ = try folder.write(
            "open.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\n1,要介護,要介護9999,,\n")
        #expect(try Program.run(["import", "needs", "w.engo", "open.csv"], in: folder.url).exitCode == 65)
        _ = try folder.write(
            "open.csv",
            "宛名番号,区分,程度,有効期間開始,有効期間終了\n1,要介護,3,2026-01-01,9999-12-31\n1,身体,1級,,99999999\n")
        #expect(
            try Program.run(
                ["import", "needs", "w.engo", "open.csv", "--full", "--shrink-limit", "100"], in: folder.url
            ).exitCode == 0)
    }

    @Test func aDryRunChangesNothing() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let before = try folder.data("w.engo")
        for kind in ["residents", "needs"] {
            let run = try Program.run(["import", kind, "w.engo", "\(kind).csv", "--dry-run"], in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
        }
        #expect(try folder.data("w.engo") == before)
    }

    @Test func theNearestOptionIsOffered() throws {
        let run = try Program.run(["list", "w.engo", "--aria", "x"])
        #expect(run.errors.contains("--area"))
    }
}
