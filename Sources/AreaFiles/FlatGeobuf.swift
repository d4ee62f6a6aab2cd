import Interchange

/// Reads FlatGeobuf: a header, an index that is passed over, and features one after the other, each a FlatBuffer.
///
/// - Source: flatgeobuf.org, *FlatGeobuf specification*, version 3 (`header.fbs`, `feature.fbs`).
enum FlatGeobuf {
    private static let magic: [UInt8] = [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62]

    /// Attributes of all features together, also those without a value, which take no byte of the file.
    private static let mostMembers = 10_000_000
    /// Columns of one table.
    private static let mostColumns = 10_000

    /// A column of the features' attributes.
    struct Column {
        let name: String
        let type: UInt8
    }

    /// Whether bytes begin like FlatGeobuf of the version that is read; the eighth byte is a patch of the format and says nothing.
    static func looksLikeIt(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

    /// The only layer, which must have the name if one is asked for.
    static func read(
        _ bytes: [UInt8], layer name: String?, attributes: Bool, lines: Bool
    ) throws(AreaFileError) -> AreaLayer {
        let result = bytes.withUnsafeBytes { all in
            Result { () throws(AreaFileError) in
                try read(all, layer: name, attributes: attributes, lines: lines)
            }
        }
        return try result.get()
    }

    private static func read(
        _ all: UnsafeRawBufferPointer, layer name: String?, attributes: Bool, lines: Bool
    ) throws(AreaFileError) -> AreaLayer {
        let damaged = AreaFileError.damaged(.flatGeobuf, part: "header", place: nil)
        var cursor = ByteCursor(all)
        guard cursor.skip(8), let size = cursor.count(), let bytes = cursor.buffer(size) else { throw damaged }
        let header: Header
        do throws(FlatTable.Damage) { header = try Header(FlatTable(rootOf: bytes)) } catch { throw damaged }
        if name != nil { _ = try LayerChoice.choose(name, among: [header.name ?? ""]).get() }
        guard let index = header.indexSize, cursor.skip(index) else {
            throw .damaged(.flatGeobuf, part: "index", place: nil)
        }
        var shapes = ShapeCollector(keepsLines: lines)
        var membersLeft = mostMembers
        while cursor.left > 0 {
            let damaged = AreaFileError.damaged(.flatGeobuf, part: "feature", place: shapes.feature)
            guard let size = cursor.count(), let bytes = cursor.buffer(size) else { throw damaged }
            let feature: FlatTable
            let shape: FlatTable?
            let ownColumns: Int
            do throws(FlatTable.Damage) {
                feature = try FlatTable(rootOf: bytes)
                shape = try feature.table(0)
                ownColumns = attributes ? try feature.tableCount(2) : 0
            } catch {
                throw damaged
            }
            var properties = JSONValue.null
            if attributes {
                let count = ownColumns > 0 ? ownColumns : header.columns.count
                guard count <= membersLeft else { throw .beyondLimit(.work) }
                membersLeft -= count
                do throws(FlatTable.Damage) {
                    let columns = ownColumns > 0 ? try Header.columns(feature, field: 2) : header.columns
                    properties = try FlatGeobufAttributes.object(feature.bytes(1), columns: columns)
                } catch {
                    throw damaged
                }
            }
            if let shape {
                try FlatGeobufShape(type: header.type).read(shape, into: &shapes)
            } else {
                shapes.passOverMissing()
            }
            try shapes.end(properties: properties)
        }
        // An index counts the features; a file that ends before the last would make the list shorter.
        guard header.count == 0 || header.count == UInt64(shapes.feature - 1) else {
            throw .damaged(.flatGeobuf, part: "feature", place: shapes.feature)
        }
        return shapes.finished(header.declared)
    }
}

extension FlatGeobuf {
    /// What the header says.
    private struct Header {
        let name: String?
        /// Of all features, or 0 where each says its own.
        let type: UInt8
        let columns: [Column]
        /// Features, or 0 when their number was not known.
        let count: UInt64
        let declared: DeclaredReferenceSystem?
        /// Bytes of the index, or nil when they are more than any file has.
        let indexSize: Int?

        init(_ table: FlatTable) throws(FlatTable.Damage) {
            name = try table.bytes(0).flatMap { String(validating: $0, as: UTF8.self) }
            type = try table.number(UInt8.self, 2) ?? 0
            columns = try Self.columns(table, field: 7)
            count = try table.number(UInt64.self, 8) ?? 0
            let nodeSize = try table.number(UInt16.self, 9) ?? 16
            indexSize = Self.indexSize(count, nodeSize: UInt64(nodeSize))
            declared = try table.table(10).flatMap { (crs) throws(FlatTable.Damage) in try Self.declared(crs) }
        }

        static func columns(_ table: FlatTable, field: Int) throws(FlatTable.Damage) -> [Column] {
            var columns: [Column] = []
            let count = try table.tableCount(field)
            guard count <= mostColumns else { throw FlatTable.Damage() }
            // Columns may all point at one long name; names that stand in the table each for itself are no longer than it.
            var bytesLeft = table.byteCount
            for index in 0..<count {
                let column = try table.table(field, at: index)
                guard let bytes = try column.bytes(0), bytes.count <= bytesLeft,
                    let name = String(validating: bytes, as: UTF8.self)
                else { throw FlatTable.Damage() }
                bytesLeft -= bytes.count
                columns.append(Column(name: name, type: try column.number(UInt8.self, 1) ?? 0))
            }
            return columns
        }

        /// A packed tree over all features, level by level up to one root; 40 bytes a node, and none where its node size is 0.
        private static func indexSize(_ count: UInt64, nodeSize: UInt64) -> Int? {
            guard count > 0, nodeSize > 0 else { return 0 }
            guard count <= UInt64(AreaLimit.features.most) * 1000 else { return nil }
            let width = max(2, nodeSize)
            var level = count
            var nodes = count
            repeat {
                level = (level + width - 1) / width
                nodes += level
            } while level > 1
            return Int(nodes) * 40
        }

        private static func declared(_ crs: FlatTable) throws(FlatTable.Damage) -> DeclaredReferenceSystem? {
            let organization = try crs.bytes(0).flatMap { String(validating: $0, as: UTF8.self) }
            if organization == nil || organization?.uppercased() == "EPSG",
                let number = try crs.number(Int32.self, 1).map(Int.init), (1...999_999).contains(number)
            {
                return .epsg(number)
            }
            return try crs.bytes(4).flatMap { String(validating: $0, as: UTF8.self) }.map { .wellKnownText($0) }
        }
    }
}
