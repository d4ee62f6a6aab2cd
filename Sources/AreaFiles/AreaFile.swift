package import Interchange

/// A file of areas, read whatever its format; what it is, its bytes tell and not its name.
///
/// The limits of ``AreaLimit`` and ``sizeLimit`` bound memory and time: whatever the bytes are, an answer or a refusal
/// comes within some seconds.
package struct AreaFile: Sendable {
    /// The largest file read, and the largest part of a Shapefile, in bytes.
    package static let sizeLimit = 100_000_000

    /// The format found.
    package let format: AreaFormat
    /// The name of the layer that was read, where the format names layers.
    package let layerName: String?
    /// What the file holds; some feature has a polygon, or a line where lines were wanted.
    package let layer: AreaLayer
    /// Bytes of the file and of the parts beside it.
    package let byteCount: Int
    /// CRC-32 of all these bytes, eight hexadecimal digits.
    package let checksum: String

    /// Reads a file: GeoJSON and sequences of it, a Shapefile (`.shp`, or zipped), a GeoPackage, FlatGeobuf or well-known text.
    ///
    /// - Parameters:
    ///   - layer: the layer to read where there are several.
    ///   - attributes: whether attributes are wanted.
    ///   - lines: whether lines are wanted, too; else they are passed over.
    /// - Throws: ``AreaFileError``.
    package static func read(
        path: String, layer: String? = nil, attributes: Bool = false, lines: Bool = false
    ) throws(AreaFileError) -> AreaFile {
        let bytes = try content(path)
        var sum = RunningChecksum()
        sum.add(bytes)
        var size = bytes.count
        if GeoPackage.isDatabase(bytes), let log = try? OpenedFile(path: path + "-wal", limit: .max), log.size > 0 {
            throw .openElsewhere
        }
        let found = try read(bytes, layer: layer, attributes: attributes, lines: lines) {
            (ending) throws(AreaFileError) in
            guard let part = try part(ending, beside: path) else { return nil }
            sum.add(part)
            size += part.count
            return part
        }
        return AreaFile(
            format: found.format, layerName: found.name, layer: found.layer, byteCount: size, checksum: sum.hexadecimal)
    }

    /// Reads bytes that are already in memory, as of a file without others beside it.
    ///
    /// - Throws: ``AreaFileError``.
    package static func read(
        _ bytes: [UInt8], layer: String? = nil, attributes: Bool = false, lines: Bool = false
    ) throws(AreaFileError) -> AreaFile {
        let found = try read(bytes, layer: layer, attributes: attributes, lines: lines) { _ in nil }
        return AreaFile(
            format: found.format, layerName: found.name, layer: found.layer, byteCount: bytes.count,
            checksum: Checksum.hexadecimal(bytes))
    }

    private static func read(
        _ bytes: [UInt8], layer name: String?, attributes: Bool, lines: Bool,
        beside part: (String) throws(AreaFileError) -> [UInt8]?
    ) throws(AreaFileError) -> (format: AreaFormat, name: String?, layer: AreaLayer) {
        var found: (format: AreaFormat, name: String?, layer: AreaLayer)
        if ZipArchive.isZip(bytes) {
            let archive = try naming { () throws(InterchangeError) in try ZipArchive(bytes) }
            let names = ShapefileSet.names(in: archive)
            let stem = names[try LayerChoice.choose(name, among: names).get()]
            let set = try ShapefileSet(stem, in: archive, limit: sizeLimit)
            found = (.shapefile, stem, try set.layer(attributes: attributes, lines: lines))
        } else if GeoPackage.isDatabase(bytes) {
            let package = try GeoPackage.read(bytes, layer: name, attributes: attributes, lines: lines)
            found = (.geoPackage, package.name, package.layer)
        } else if FlatGeobuf.looksLikeIt(bytes) {
            found = (
                .flatGeobuf, name,
                try FlatGeobuf.read(bytes, layer: name, attributes: attributes, lines: lines)
            )
        } else if Shapefile.isShapefile(bytes) {
            let set = try ShapefileSet(shapes: bytes, parts: part)
            found = (.shapefile, nil, try set.layer(attributes: attributes, lines: lines))
        } else if GeoJSONAreaReader.looksLikeGeoJSON(bytes) {
            let layer = try naming { () throws(InterchangeError) in
                try GeoJSONAreaReader.read(bytes, properties: attributes, lines: lines)
            }
            found = (.geoJSON, nil, layer)
        } else if WellKnownText.looksLikeIt(bytes) {
            found = (.wellKnownText, nil, try WellKnownText.read(bytes, lines: lines))
        } else {
            throw .unknownFormat
        }
        // The other formats name no layers.
        guard name == nil || found.name != nil else { throw .noSuchLayer(names: [], nearest: nil) }
        guard !found.layer.isEmpty else {
            throw lines ? .noShapes(found.layer.passedOver) : .noAreas(found.layer.passedOver)
        }
        return found
    }

    private static func naming<Result>(
        _ body: () throws(InterchangeError) -> Result
    ) throws(AreaFileError) -> Result {
        do throws(InterchangeError) { return try body() } catch { throw .content(error) }
    }

    private static func content(_ path: String) throws(AreaFileError) -> [UInt8] {
        try naming { () throws(InterchangeError) in try InputFile.read(path: path, limit: sizeLimit) }
    }

    /// A file of the same name with another ending, in the spellings that such sets have; nil when there is none.
    private static func part(_ ending: String, beside path: String) throws(AreaFileError) -> [UInt8]? {
        let stem = path.lowercased().hasSuffix(".shp") ? String(path.dropLast(4)) : path
        for spelling in [ending, ending.uppercased(), ending.prefix(1).uppercased() + ending.dropFirst()] {
            do throws(InterchangeError) {
                return try InputFile.read(path: "\(stem).\(spelling)", limit: sizeLimit)
            } catch .missingFile {
                continue
            } catch .emptyFile {
                return nil
            } catch {
                throw .content(error)
            }
        }
        return nil
    }
}
