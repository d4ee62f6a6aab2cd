import AddressDictionary
import Geospatial
import Interchange
import Places
package import Registry
import Residents

extension LoadedArea {
    /// The whole area, once the workspace has told what its sources mean: saved areas, hazard layers, towns and addresses.
    ///
    /// - Throws: ``AreaError``, ``VictimSupportError/noDictionary(path:)``,
    ///   ``VictimSupportError/noSuchHazardLayer``, ``SpatialQuery/SpatialQueryError``, ``Registry/RegistryError``.
    package func resolved(in snapshot: RegistrySnapshot, _ paths: WorkspacePaths) throws -> QueryArea {
        var parts: [AreaPart] = []
        var warnings = self.warnings
        for entry in entries {
            switch entry {
            case .ready(let part): parts.append(part)
            case .saved(let name):
                guard let text = try? StoredText(name) else { throw AreaError.noSuchArea(nearest: nil) }
                parts += try AreaKeeping.area(text, in: snapshot).parts
            case .hazard(let name): parts.append(try hazard(name, snapshot, &warnings))
            case .town(let name):
                parts.append(try TownChoice(snapshot, paths).part(name))
            case .circleAround(let address, let metres):
                parts.append(try circle(around: address, metres, snapshot, paths, &warnings))
            }
        }
        return try QueryArea(parts: parts, warnings: warnings)
    }

    /// The zones of a hazard layer; their codes are the attributes `rank` and `phenomenon`.
    private func hazard(
        _ name: StoredText, _ snapshot: RegistrySnapshot, _ warnings: inout [AreaWarning]
    ) throws -> AreaPart {
        guard let stored = try snapshot.hazardLayers().first(where: { $0.layer.name == name }) else {
            throw VictimSupportError.noSuchHazardLayer
        }
        var features = AreaFeatures(zones: try snapshot.hazardZones(ofLayer: name), layer: name.text)
        if let condition { try features.select(condition) }
        warnings += features.warnings
        return AreaPart(
            kind: .hazard, name: name.text + (condition.map { " (\($0.text))" } ?? ""),
            checksum: stored.layer.sourceChecksum, referenceSystem: stored.layer.referenceSystem,
            shape: .polygons(features.area))
    }

    /// The point of an address must be its own, or that of its block.
    private func circle(
        around address: String, _ metres: Double, _ snapshot: RegistrySnapshot, _ paths: WorkspacePaths,
        _ warnings: inout [AreaWarning]
    ) throws -> AreaPart {
        guard let dictionary = try Locator.intactDictionary(paths) else {
            throw VictimSupportError.noDictionary(path: paths.dictionary)
        }
        let match = dictionary.match(address, within: try snapshot.info().code)
        guard match.candidates.isEmpty else { throw AreaError.ambiguousAddress }
        guard match.coordinateLevel >= .block, match.matchLevel >= .block, let center = match.position else {
            throw AreaError.addressTooCoarse(level: min(match.matchLevel, match.coordinateLevel))
        }
        if match.coordinateLevel == .block || !match.isCertain {
            warnings.append(
                .coarseAddress(level: match.coordinateLevel, uncertaintyMetres: match.uncertaintyMetres))
        }
        return .circle(center, metres: metres)
    }
}

extension AreaFeatures {
    /// The zones of a hazard layer as features.
    init(zones: [HazardZone], layer: String) {
        self.init(
            source: layer,
            features: zones.map { zone in
                Feature(
                    number: zone.feature,
                    properties: .object([
                        JSONValue.Member(name: "rank", value: zone.code.rank.map { .string($0) } ?? .null),
                        JSONValue.Member(
                            name: "phenomenon", value: zone.code.phenomenon.map { .string($0) } ?? .null),
                    ]), area: zone.area, lines: [])
            })
    }
}
