import Foundation
import Interchange

@testable import Drill

/// A folder that is removed with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "engo-drill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A CSV file in memory, its fields by column name.
struct TestTable: Sendable {
    let header: [String]
    let rows: [[String]]

    init(_ path: String) throws {
        var reader = try DelimitedReader(try DecodedText.decode(try InputFile.read(path: path), as: .utf8))
        header = reader.header
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append((0..<row.fieldCount).map { row[$0] }) }
        self.rows = rows
    }

    /// The fields of one column.
    subscript(_ column: String) -> [String] {
        guard let index = header.firstIndex(of: column) else { return [] }
        return rows.map { $0[index] }
    }
}

/// Synthetic cities made once for all tests.
enum DrillFixture {
    /// 20,000 households, seed 7: large enough for statistics.
    static let large = Result { try City(households: 20_000, seed: 7) }
    /// 1,000 households, seed 1: the city that the project carries.
    static let small = Result { try City(households: 1_000, seed: 1) }

    /// The register of the large city, read once.
    static let largeResidents = Result { try large.get().table("residents.csv") }

    struct City: Sendable {
        let folder: TemporaryFolder
        let files: SyntheticCityFiles

        init(households: Int, seed: UInt64) throws {
            folder = try TemporaryFolder()
            files = try SyntheticCity(households: households, seed: seed).write(to: folder.path + "/city")
        }

        func table(_ path: String) throws -> TestTable { try TestTable(files.directory + "/" + path) }
    }

    /// Every file below a folder, as paths relative to it, sorted.
    static func files(below folder: String) throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return all.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
