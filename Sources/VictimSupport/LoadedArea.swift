import AreaFiles
import Geospatial
import Interchange
import Places
import Residents
import SpatialQuery

/// An area whose files and texts are read, before the workspace is asked for the rest.
package struct LoadedArea: Sendable {
    /// One source.
    enum Entry: Sendable {
        case ready(AreaPart)
        case saved(String)
        case circleAround(address: String, metres: Double)
        case town(String)
        case hazard(StoredText)
    }

    let entries: [Entry]
    /// What was noticed so far.
    let warnings: [AreaWarning]
    let condition: AreaCondition?

    /// The name of the saved area that it is, and nothing else; nil for any other.
    var savedName: StoredText? {
        guard entries.count == 1, case .saved(let name) = entries[0] else { return nil }
        return try? StoredText(name)
    }
}

extension AreaRequest {
    /// Reads files and texts: everything that needs no workspace.
    ///
    /// - Throws: ``AreaError``.
    package func load() throws(AreaError) -> LoadedArea {
        var entries: [LoadedArea.Entry] = []
        var warnings: [AreaWarning] = []
        var hasAttributes = false
        for source in sources {
            switch source {
            case .fileOrSaved(let path):
                guard let file = try readIfThere(path) else {
                    entries.append(.saved(path))
                    continue
                }
                hasAttributes = true
                entries.append(.ready(try part(file, path, &warnings)))
            case .content(let bytes, let name):
                hasAttributes = true
                entries.append(.ready(try part(read(bytes, name), name, &warnings)))
            case .saved(let name): entries.append(.saved(name))
            case .text(let text): entries.append(.ready(try part(text, &warnings)))
            case .box(let box): entries.append(.ready(Self.part(box)))
            case .mesh(let mesh): entries.append(.ready(Self.part(mesh)))
            case .circle(let center, let metres): entries.append(.ready(.circle(center, metres: metres)))
            case .circleAround(let address, let metres):
                entries.append(.circleAround(address: address, metres: metres))
            case .town(let name): entries.append(.town(name))
            case .hazard(let layer):
                hasAttributes = true
                entries.append(.hazard(layer))
            }
        }
        let hasSaved = entries.contains { if case .saved = $0 { true } else { false } }
        guard condition == nil || hasAttributes && !hasSaved else { throw .conditionWithoutAttributes }
        return LoadedArea(entries: entries, warnings: warnings, condition: condition)
    }

    /// The file at a path, or nil when nothing is there, so that the path may be the name of a saved area.
    private func readIfThere(_ path: String) throws(AreaError) -> AreaFile? {
        do throws(AreaFileError) {
            return try AreaFile.read(path: path, layer: layer, attributes: condition != nil)
        } catch .content(.missingFile) {
            return nil
        } catch {
            throw .unreadable(source: Self.fileName(path), error)
        }
    }

    private func read(_ bytes: [UInt8], _ name: String) throws(AreaError) -> AreaFile {
        do throws(AreaFileError) {
            return try AreaFile.read(bytes, layer: layer, attributes: condition != nil)
        } catch {
            throw .unreadable(source: name, error)
        }
    }

    private func part(
        _ file: AreaFile, _ path: String, _ warnings: inout [AreaWarning]
    ) throws(AreaError) -> AreaPart {
        var name = Self.fileName(path)
        if let layer = file.layerName { name += "#\(layer)" }
        var features = try AreaFeatures(file.layer, source: name, format: file.format, asked: referenceSystem)
        if let condition { try features.select(condition) }
        warnings += features.warnings
        if let condition { name += " (\(condition.text))" }
        return AreaPart(
            kind: .file, name: name, checksum: file.checksum, referenceSystem: features.referenceSystem,
            shape: .polygons(try Self.inJapan(features)))
    }

    private func part(_ text: String, _ warnings: inout [AreaWarning]) throws(AreaError) -> AreaPart {
        let bytes = Array(text.utf8)
        let layer: AreaLayer
        do throws(AreaFileError) {
            layer = try WellKnownText.read(bytes)
            if layer.isEmpty { throw .noAreas(layer.passedOver) }
        } catch {
            throw .unreadable(source: "WKT", error)
        }
        let features = try AreaFeatures(layer, source: "WKT", format: .wellKnownText, asked: referenceSystem)
        warnings += features.warnings
        return AreaPart(
            kind: .text, name: "WKT", checksum: Checksum.hexadecimal(bytes),
            referenceSystem: features.referenceSystem, shape: .polygons(try Self.inJapan(features)))
    }

    /// The polygons of a source, of which some must be in Japan.
    private static func inJapan(_ features: AreaFeatures) throws(AreaError) -> MultiPolygon {
        let area = features.area
        guard let box = area.bounds, let japan = JapanExtent.box, box.intersects(japan) else {
            throw .outsideJapan(source: features.source)
        }
        return area
    }

    private static func part(_ box: BoundingBox) -> AreaPart {
        let name = "\(box.west),\(box.south),\(box.east),\(box.north)"
        return AreaPart(
            kind: .box, name: name, checksum: Checksum.hexadecimal(Array(name.utf8)),
            shape: .polygons(MultiPolygon([box.polygon].compactMap(\.self))))
    }

    private static func part(_ mesh: MeshCode) -> AreaPart {
        AreaPart(
            kind: .mesh, name: mesh.text, checksum: Checksum.hexadecimal(Array(mesh.text.utf8)),
            shape: .polygons(MultiPolygon([mesh.box.polygon].compactMap(\.self))))
    }

    static func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

extension AreaPart {
    /// All within a distance of a point.
    static func circle(_ center: Coordinate, metres: Double) -> AreaPart {
        let name = "\(center.longitude),\(center.latitude),\(metres)"
        return AreaPart(
            kind: .circle, name: name, checksum: Checksum.hexadecimal(Array(name.utf8)),
            shape: .circle(center: center, metres: metres))
    }
}
