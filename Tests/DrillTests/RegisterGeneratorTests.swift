import Foundation
import Interchange
import TestSupport
import Testing

@testable import Drill

@Suite struct RegisterGeneratorTests {
    private static let shared = Checkout.root.appending(path: "../shared/geodata/abr").path

    @Test func drawsFromAnyFolderOfAddressTables() throws {
        let city = try DrillFixture.small.get()
        let folder = try TemporaryFolder()
        let generator = RegisterGenerator(
            abrDirectory: city.files.addressTables, code: "992011", households: 500, seed: 4)
        let files = try generator.write(to: folder.path + "/a")
        #expect(files.households == 500)
        let answers = try TestTable(files.answersPath)
        #expect(answers.rows.count == 500)
        #expect(Set(try TestTable(files.residentsPath)["世帯番号"]) == Set(answers["household_number"]))
        var records = Set(
            try city.table("abr/mt_rsdtdsp_rsdt_pref99.csv").rows.map {
                $0[1] + "/" + $0[2...4].filter { !$0.isEmpty }.joined(separator: "-")
            })
        records.formUnion(try city.table("abr/mt_parcel_city992011.csv").rows.map { $0[1] + "/" + $0[2] })
        let located = answers.rows.filter { !$0[3].isEmpty }
        #expect(located.count > 480)
        #expect(located.allSatisfy { records.contains($0[2] + "/" + $0[3]) })
        #expect(located.contains { $0[4].isEmpty } && located.contains { !$0[4].isEmpty })

        _ = try generator.write(to: folder.path + "/b")
        for name in ["residents.csv", "needs.csv", "answers.csv"] {
            #expect(
                try InputFile.read(path: folder.path + "/a/" + name) == InputFile.read(path: folder.path + "/b/" + name)
            )
        }
    }

    @Test func refusesFoldersWithoutTheMunicipality() throws {
        let city = try DrillFixture.small.get()
        let folder = try TemporaryFolder()
        #expect(throws: DrillError.noTowns(code: "302015")) {
            try RegisterGenerator(abrDirectory: city.files.addressTables, code: "302015", households: 5, seed: 1)
                .write(to: folder.path)
        }
        #expect(throws: DrillError.cannotListFolder(path: folder.path + "/none", errno: ENOENT)) {
            try RegisterGenerator(abrDirectory: folder.path + "/none", code: "992011", households: 5, seed: 1)
                .write(to: folder.path)
        }
        #expect(throws: DrillError.householdsOutOfRange(households: 0, minimum: 1, maximum: 2_000_000)) {
            try RegisterGenerator(abrDirectory: city.files.addressTables, code: "992011", households: 0, seed: 1)
                .write(to: folder.path)
        }
    }

    @Test func namesTheColumnThatIsMissing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mt_town_all.csv"
        try Data("lg_code,machiaza_id\n992011,0001000\n".utf8).write(to: URL(filePath: path))
        #expect(throws: DrillError.missingColumn(path: path, column: "pref")) {
            try RegisterGenerator(abrDirectory: folder.path, code: "992011", households: 5, seed: 1)
                .write(to: folder.path)
        }
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: shared), "needs ../shared/geodata/abr beside the checkout"))
    func spellsRealAddresses() throws {
        // The small town table of a large folder, with the zipped tables of one island town.
        let folder = try TemporaryFolder()
        let names = ["mt_town_city465054.csv", "mt_parcel_city465054.csv.zip", "mt_parcel_pos_city465054.csv.zip"]
        for name in names {
            try FileManager.default.copyItem(atPath: Self.shared + "/" + name, toPath: folder.path + "/" + name)
        }
        let files = try RegisterGenerator(abrDirectory: folder.path, code: "465054", households: 300, seed: 1)
            .write(to: folder.path + "/out")
        let addresses = try TestTable(files.residentsPath)["住所"]
        #expect(addresses.contains { $0.hasPrefix("鹿児島県熊毛郡屋久島町") })
        let answers = try TestTable(files.answersPath)
        #expect(answers.rows.count == 300)
        #expect(answers.rows.filter { !$0[4].isEmpty }.count > 280)
    }
}
