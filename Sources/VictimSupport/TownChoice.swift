import AddressDictionary
import Geospatial
import Interchange
import Places
import Registry

/// Finds the town (町丁目) that a name or code stands for.
struct TownChoice {
    private let snapshot: RegistrySnapshot
    private let paths: WorkspacePaths
    private let municipality: LocalGovernmentCode

    init(_ snapshot: RegistrySnapshot, _ paths: WorkspacePaths) throws {
        self.snapshot = snapshot
        self.paths = paths
        municipality = try snapshot.info().code
    }

    /// The town as a part of an area.
    ///
    /// Seven digits are a machi-aza id, thirteen the municipality's code and the id. Anything else is a name in any spelling
    /// that the dictionary reads; it must name one town and no house number.
    /// - Throws: ``AreaError/unknownTown``, ``AreaError/ambiguousTown(candidates:)``,
    ///   ``VictimSupportError/noDictionary(path:)``, ``Registry/RegistryError``.
    func part(_ name: String) throws -> AreaPart {
        let digits = name.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        let town =
            digits && (name.utf8.count == 7 || name.utf8.count == 13) ? try coded(name) : try named(name)
        let code = town.localGovernmentCode + town.machiazaID
        return AreaPart(
            kind: .town, name: town.name, checksum: Checksum.hexadecimal(Array("\(code) \(town.name)".utf8)),
            shape: .town(town))
    }

    private func coded(_ code: String) throws -> TownSelection {
        let id = String(code.suffix(7))
        let government = code.utf8.count == 13 ? String(code.prefix(6)) : nil
        let prefix = id.hasSuffix("000") ? String(id.prefix(4)) : id
        let found = try snapshot.townsOfHouseholds().filter {
            $0.machiazaID.hasPrefix(prefix) && (government == nil || $0.localGovernmentCode == government)
        }
        guard let first = found.first else { throw AreaError.unknownTown }
        let others = found.filter { $0.localGovernmentCode != first.localGovernmentCode }
        guard others.isEmpty else {
            throw AreaError.ambiguousTown(candidates: Self.listed(found.map { $0.localGovernmentCode + id }))
        }
        // Of a whole 大字 or 町 the shortest name is its own.
        let shortest = found.map(\.name).min { $0.utf8.count < $1.utf8.count } ?? first.name
        return TownSelection(localGovernmentCode: first.localGovernmentCode, machiazaID: id, name: shortest)
    }

    private func named(_ name: String) throws -> TownSelection {
        guard let dictionary = try Locator.intactDictionary(paths) else {
            throw VictimSupportError.noDictionary(path: paths.dictionary)
        }
        let match = dictionary.match(name, within: municipality)
        guard match.candidates.isEmpty else { throw AreaError.ambiguousTown(candidates: Self.listed(match.candidates)) }
        let isTown = [.town, .koaza].contains(match.matchLevel) && match.number.isEmpty && match.rest.isEmpty
        guard isTown, dictionary.isPart(match.lgCode, of: municipality) else { throw AreaError.unknownTown }
        let name = match.town + match.koaza
        return TownSelection(
            localGovernmentCode: match.lgCode,
            machiazaID: match.machiazaID.isEmpty ? try whole(name, in: match.lgCode) : match.machiazaID, name: name)
    }

    /// The id that stands for all 丁目 of a name that is no registered town of its own; empty where no ids are known.
    private func whole(_ name: String, in government: String) throws -> String {
        let parts = try snapshot.townsOfHouseholds().filter { town in
            town.localGovernmentCode == government && town.machiazaID.utf8.count == 7
                && town.name.utf8.starts(with: name.utf8) && town.name.hasSuffix("丁目")
        }
        let prefixes = Set(parts.map { $0.machiazaID.prefix(4) })
        guard prefixes.count <= 1 else { throw AreaError.ambiguousTown(candidates: Self.listed(parts.map(\.name))) }
        return prefixes.first.map { $0 + "000" } ?? ""
    }

    private static func listed(_ names: [String]) -> [String] {
        Array(Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(30))
    }
}
