import AddressDictionary
import Disclosure
import FieldSheets
import Geospatial
import Interchange
package import Registry
import Residents
import SupportScoring

/// An answer cut into sheets for teams: each listed household once, with the number that it has in the list.
///
/// Budget: 20,000 households in memory, one transformation each, a second to cut and draw.
package struct Atlas {
    let answer: AreaAnswer
    let request: AtlasRequest
    let sheets: [AtlasSheet]
    let towns: [AtlasTown]
    let ground: AtlasGround
    /// The map of all sheets; nil without any.
    let overview: AtlasOverview?
    /// What tells this question from every other.
    private let questionChecksum: String

    /// Releases the answer once and cuts it; the audit entry is on disk before a household is read.
    ///
    /// - Throws: ``AtlasError``, ``Disclosure/DisclosureError``, and what the audit log and the registry throw.
    package init(
        _ answer: AreaAnswer, _ request: AtlasRequest, release: ListRelease, from snapshot: RegistrySnapshot,
        audit: AuditLog, paths: WorkspacePaths
    ) throws {
        guard answer.hits.count <= AtlasRequest.mostHouseholds else {
            throw AtlasError.tooManyHouseholds(count: answer.hits.count, limit: AtlasRequest.mostHouseholds)
        }
        let projection = GridProjection()
        // What could not be drawn is not released.
        _ = try projection.point(Self.middleOfJapan(), in: GridZone(longitude: 135))
        var placed: [(listed: ListedHousehold, position: Coordinate)] = []
        var others: [ListedHousehold] = []
        try answer.release(release, from: snapshot, to: audit) { listed in
            if let position = listed.household.location?.position {
                placed.append((listed, position))
            } else {
                others.append(listed)
            }
        }
        self.answer = answer
        self.request = request
        questionChecksum = Self.checksum(answer, request)
        (sheets, overview) = try Self.cut(placed, request, projection)
        let mayTellTowns = !answer.clearance.fields.isDisjoint(with: [.address, .town])
        let names = mayTellTowns ? try Self.names(placed.map(\.listed) + others, answer, snapshot) : [:]
        towns = Self.towns(others, names)
        let reach = max(overview?.reachMetres ?? 0, sheets.map(\.reachMetres).max() ?? 0)
        ground = try AtlasGround(
            answer, around: BoundingBox(placed.map(\.position)), reachMetres: reach,
            towns: Set(placed.compactMap { names[$0.listed.household.id] }), snapshot, paths)
    }

    /// Households on maps.
    var mappedHouseholds: Int { sheets.reduce(0) { $0 + $1.places.count } }

    /// What tells a sheet from every other, without telling anything of anybody: municipality, generation, question, sheet.
    func identifier(_ part: String) -> String {
        "ENGO-\(answer.info.code.text)-\(answer.generation)-\(questionChecksum)-\(part)"
    }

    private static func checksum(_ answer: AreaAnswer, _ request: AtlasRequest) -> String {
        var question = "\(answer.area?.checksum ?? "") \(answer.auditText) \(answer.time.rawValue) \(answer.hits.count)"
        question += " \(answer.clearance.audience.rawValue) \(answer.clearance.basis.rawValue) \(request.perSheet)"
        return Checksum.hexadecimal(Array(question.utf8))
    }

    /// The sheets, and the map of them all.
    private static func cut(
        _ placed: [(listed: ListedHousehold, position: Coordinate)], _ request: AtlasRequest,
        _ projection: GridProjection
    ) throws -> (sheets: [AtlasSheet], overview: AtlasOverview?) {
        guard let middle = BoundingBox(placed.map(\.position)).flatMap(middle) else { return ([], nil) }
        let whole = GridZone(longitude: middle.longitude)
        let all = try placed.map { try projection.place($0.position, in: whole) }
        let pieces = SheetCutting.cut(all.map(\.point), atMost: request.perSheet)
        let sheets = try pieces.enumerated().map { index, members in
            let middle = BoundingBox(members.map { placed[$0].position }).flatMap(Self.middle) ?? middle
            let zone = GridZone(longitude: middle.longitude)
            return AtlasSheet(
                number: index + 1, zone: zone, trueNorth: try projection.trueNorth(at: middle, in: zone),
                places: try members.map { member in
                    let (listed, position) = placed[member]
                    let place = zone == whole ? all[member] : try projection.place(position, in: zone)
                    return AtlasPlace(listed: listed, point: place.point, reference: place.reference)
                }, on: request.paper)
        }
        let overview = AtlasOverview(
            zone: whole, trueNorth: try projection.trueNorth(at: middle, in: whole),
            sheets: pieces.enumerated().map { index, members in (index + 1, members.map { all[$0].point }) },
            references: pieces.flatMap { members in members.map { all[$0].reference } }, on: request.paper)
        return (sheets, overview)
    }

    /// By town in byte order, and within it in the order of the list.
    private static func towns(_ others: [ListedHousehold], _ names: [UInt32: RegisteredTown]) -> [AtlasTown] {
        let groups = Dictionary(grouping: others) { names[$0.household.id] }
        let known = groups.keys.compactMap(\.self).sorted()
        let order: [RegisteredTown?] = known + (groups[nil] == nil ? [] : [nil])
        return order.enumerated().map { index, town in
            AtlasTown(number: index + 1, town: town, households: groups[town] ?? [])
        }
    }

    private static func names(
        _ households: [ListedHousehold], _ answer: AreaAnswer, _ snapshot: RegistrySnapshot
    ) throws -> [UInt32: RegisteredTown] {
        let ids = households.map(\.household.id).sorted()
        let towns = try snapshot.towns(of: ids, clearance: answer.clearance)
        return Dictionary(zip(ids, towns)) { first, _ in first }
    }

    private static func middle(_ box: BoundingBox) -> Coordinate? {
        try? Coordinate(longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2)
    }

    private static func middleOfJapan() throws -> Coordinate { try Coordinate(longitude: 135, latitude: 35) }
}
