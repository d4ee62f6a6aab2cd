import Interchange

/// Reads the tables of an アドレス・ベース・レジストリ folder, plain or zipped.
struct AddressSource {
    /// A table of the registry, by the start of its file names.
    enum Table: String {
        case town = "mt_town"
        case residence = "mt_rsdtdsp_rsdt"
        case parcel = "mt_parcel"
    }

    let directory: String
    let code: String

    /// Calls `body` with the wanted columns of every row of the municipality, file by file in the order of their names.
    func forEachRow(
        of table: Table, positions: Bool, columns: [String], _ body: ([String]) throws -> Void
    ) throws {
        let positionPrefix = table.rawValue + "_pos"
        for name in try Folder.files(in: directory) where name.hasPrefix(table.rawValue) {
            let isZip = name.hasSuffix(".csv.zip")
            guard isZip || name.hasSuffix(".csv"), name.hasPrefix(positionPrefix) == positions else { continue }
            let path = directory + "/" + name
            var bytes = try InputFile.read(path: path)
            if isZip {
                let archive = try ZipArchive(bytes)
                let entries = archive.entryNames
                guard entries.count == 1, let entry = entries.first else {
                    throw DrillError.unexpectedArchive(path: path, entries: entries.count)
                }
                bytes = try archive.bytes(ofEntry: entry)
            }
            var reader = try DelimitedReader(try DecodedText.decode(bytes, as: nil))
            var indices: [Int] = []
            for column in ["lg_code"] + columns {
                guard let index = reader.column([column]) else {
                    throw DrillError.missingColumn(path: path, column: column)
                }
                indices.append(index)
            }
            let wanted = Array(code.utf8)
            while let row = try reader.next() {
                guard row.withBytes(indices[0], { $0.elementsEqual(wanted) }) else { continue }
                try body(indices.dropFirst().map { row[$0] })
            }
        }
    }
}
