import AreaFiles
package import Geospatial
import Interchange
package import Places
import Reprojection
package import SpatialQuery

/// An area ready to be asked, with what outputs and the audit log say of it: the union of its parts.
package struct QueryArea: Sendable {
    /// What the area is called: the names of its parts.
    package let name: String
    /// What it is made of.
    package let parts: [AreaPart]
    /// The union of all polygons of the parts; circles and towns are not in it.
    package let geometry: MultiPolygon
    /// The polygons made ready for millions of tests.
    package let prepared: PreparedArea
    /// The circles of the parts.
    package let circles: [GeodesicCircle]
    /// The towns of the parts.
    package let towns: [TownSelection]
    /// CRC-32 of what the area was made of, eight hexadecimal digits.
    package let checksum: String
    /// What was noticed on the way.
    package let warnings: [AreaWarning]

    /// Unites parts, of which there is at least one.
    ///
    /// - Throws: ``AreaError/projectionUnavailable`` when a circle needs PROJ and it is not there,
    ///   ``SpatialQuery/SpatialQueryError/tooManyVertices(count:limit:)``.
    package init(parts: [AreaPart], warnings: [AreaWarning] = []) throws {
        self.parts = parts
        var polygons: [Polygon] = []
        var circles: [GeodesicCircle] = []
        var towns: [TownSelection] = []
        for part in parts {
            switch part.shape {
            case .polygons(let area): polygons += area.polygons
            case .circle(let center, let metres):
                circles.append(try GeodesicCircle(center: center, metres: metres))
            case .town(let town): towns.append(town)
            }
        }
        geometry = MultiPolygon(polygons)
        prepared = try PreparedArea(geometry, forMillions: true, reportsCrossings: true)
        self.circles = circles
        self.towns = towns
        name = parts.count == 1 ? parts[0].name : parts.map(\.name).joined(separator: " + ")
        checksum =
            parts.count == 1
            ? parts[0].checksum
            : Checksum.hexadecimal(Array(parts.map { "\($0.kind.rawValue) \($0.checksum)\n" }.joined().utf8))
        // Rings were looked at one by one when they were read; how they cross shows only in the whole.
        var findings = prepared.findings
        var others: [AreaWarning] = []
        for warning in warnings {
            if case .findings(let found) = warning { findings.add(found) } else { others.append(warning) }
        }
        self.warnings = others + (findings == AreaFindings() ? [] : [.findings(findings)])
    }

    /// Reads a file on its own, without a workspace.
    ///
    /// - Throws: ``AreaError``, ``SpatialQuery/SpatialQueryError``.
    package init(file path: String) throws {
        let loaded = try AreaRequest(sources: [.fileOrSaved(path)]).load()
        let parts = try loaded.entries.map { entry -> AreaPart in
            guard case .ready(let part) = entry else {
                throw InterchangeError.missingFile(path: path)
            }
            return part
        }
        try self.init(parts: parts, warnings: loaded.warnings)
    }
}

extension QueryArea {
    /// Everything that tells the area from every other, to the last bit of its shape.
    package var identity: [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += "\n\(part.kind.rawValue) \(part.name) ".utf8
            switch part.shape {
            case .polygons(let area): bytes += area.wellKnownBinary
            case .circle(let center, let metres): bytes += "\(center.longitude) \(center.latitude) \(metres)".utf8
            case .town(let town): bytes += "\(town.localGovernmentCode) \(town.machiazaID) \(town.name)".utf8
            }
        }
        return bytes
    }
}
