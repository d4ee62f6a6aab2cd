import Interchange

/// The files that together are one Shapefile: `.shp`, and beside it `.shx`, `.dbf`, `.prj` and `.cpg` as far as they are there.
struct ShapefileSet {
    var shapes: [UInt8]
    var index: [UInt8]?
    var table: [UInt8]?
    var projection: [UInt8]?
    var codePage: [UInt8]?

    /// The endings of the parts, in the order in which they are read.
    static let endings = ["shx", "dbf", "prj", "cpg"]

    init(shapes: [UInt8], parts: (String) throws(AreaFileError) -> [UInt8]?) throws(AreaFileError) {
        self.shapes = shapes
        index = try parts("shx")
        table = try parts("dbf")
        projection = try parts("prj")
        codePage = try parts("cpg")
    }

    /// The layer; attributes and lines only if they are wanted.
    func layer(attributes: Bool, lines: Bool) throws(AreaFileError) -> AreaLayer {
        let file = try Shapefile(shapes, index: index)
        guard table != nil || !attributes else { throw .missingAttributes }
        let table = try self.table.map { (bytes) throws(AreaFileError) in
            try DBaseTable(bytes, declared: codePage)
        }
        if let table, table.count != file.count { throw .damaged(.shapefile, part: ".dbf", place: nil) }
        var shapes = ShapeCollector(keepsLines: lines)
        var work = AreaLimit.work.most
        for record in 0..<file.count {
            if table?.isDeleted(record) == true {
                try shapes.endDeleted()
                continue
            }
            try file.read(record, into: &shapes, work: &work)
            try shapes.end(properties: attributes ? (try table?.properties(record) ?? .null) : .null)
        }
        return shapes.finished(declared)
    }

    private var declared: DeclaredReferenceSystem? {
        guard let projection else { return nil }
        let text = String(decoding: projection.drop { $0 >= 0x80 }, as: UTF8.self)
        return text.contains { !$0.isWhitespace } ? .wellKnownText(text) : nil
    }

    /// The sets in a zip file by name, in byte order; folders within count for nothing.
    static func names(in archive: ZipArchive) -> [String] {
        archive.entryNames.filter { $0.lowercased().hasSuffix(".shp") && !$0.hasPrefix("__MACOSX") }
            .map { String($0.dropLast(4)) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A set of a zip file, by its name in ``names(in:)``.
    init(_ stem: String, in archive: ZipArchive, limit: Int) throws(AreaFileError) {
        func part(_ ending: String) throws(AreaFileError) -> [UInt8]? {
            let wanted = (stem + "." + ending).lowercased()
            guard let name = archive.entryNames.first(where: { $0.lowercased() == wanted }) else { return nil }
            do throws(InterchangeError) {
                return try archive.bytes(ofEntry: name, limit: limit)
            } catch {
                throw .content(error)
            }
        }
        guard let shapes = try part("shp") else { throw .noLayers }
        try self.init(shapes: shapes, parts: part)
    }
}
