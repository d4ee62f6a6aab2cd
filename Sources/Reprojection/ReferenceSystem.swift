import CProj

/// A horizontal reference system of the EPSG registry: degrees, or metres east and north on a plane.
///
/// - Source: EPSG registry. Those that Japanese address and survey data come in need no look-up: 6668 JGD2011, 4612 JGD2000,
///   4301 Tokyo, 6669–6687, 2443–2461 and 30161–30179 the plane-rectangular zones I–XIX on each of them (平面直角座標系,
///   平成14年国土交通省告示第9号), 4326 WGS 84. Any other is looked up in PROJ's database.
package struct ReferenceSystem: Hashable, Sendable {
    /// The number in the EPSG registry, or nil for a system that a file describes and the registry does not hold.
    package let number: Int?
    /// Whether coordinates are lengths east and north rather than degrees.
    package let isProjected: Bool
    /// What PROJ takes for it: `EPSG:` and the number, or well-known text.
    let definition: String
    private let name: String

    /// JGD2011 in degrees, the system of every stored position.
    package static let jgd2011 = ReferenceSystem(number: 6668, isProjected: false)

    /// Takes `EPSG:6668` or a bare number, in ASCII.
    ///
    /// - Throws: ``ReprojectionError/unsupportedReferenceSystem(code:)`` for what is no code, or names no system of degrees or
    ///   of a plane (three dimensions, heights, local grids); ``ReprojectionError/contextUnavailable`` where the code must be
    ///   looked up and PROJ is not installed.
    package init(code: String) throws(ReprojectionError) {
        let utf8 = Array(code.utf8)
        let prefix = Array("EPSG:".utf8)
        let upper = utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
        let digits = upper.starts(with: prefix) ? upper.dropFirst(prefix.count) : upper[...]
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { throw .unsupportedReferenceSystem(code: code) }
        switch number {
        case 6668, 4612, 4301, 4326: self = ReferenceSystem(number: number, isProjected: false)
        case 6669...6687, 2443...2461, 30161...30179: self = ReferenceSystem(number: number, isProjected: true)
        default:
            guard let proj = ProjLibrary.loaded else { throw .contextUnavailable }
            switch Self.type(of: number, in: proj) {
            case PJ_TYPE_GEOGRAPHIC_2D_CRS: self = ReferenceSystem(number: number, isProjected: false)
            case PJ_TYPE_PROJECTED_CRS: self = ReferenceSystem(number: number, isProjected: true)
            default: throw .unsupportedReferenceSystem(code: code)
            }
        }
    }

    private init(number: Int, isProjected: Bool) {
        self.number = number
        self.isProjected = isProjected
        definition = "EPSG:\(number)"
        name = definition
    }

    init(definition: String, name: String, isProjected: Bool) {
        number = nil
        self.definition = definition
        self.name = name
        self.isProjected = isProjected
    }

    /// `EPSG:` and the number, or the name of a system without one.
    package var code: String { name }

    /// Whether its degrees are taken as JGD2011 without a computation: JGD2011 itself, JGD2000, whose published difference
    /// PROJ has no grid for, and WGS 84, which agrees with it within the accuracy of any map.
    package var agreesWithJGD2011: Bool { [6668, 4612, 4326].contains(number) }

    /// What the registry says the number stands for; unknown numbers give `PJ_TYPE_UNKNOWN`.
    private static func type(of number: Int, in proj: ProjLibrary) -> PJ_TYPE {
        guard let context = proj.contextCreate() else { return PJ_TYPE_UNKNOWN }
        defer { _ = proj.contextDestroy(context) }
        proj.prepare(context)
        guard let system = proj.create(context, "EPSG:\(number)") else { return PJ_TYPE_UNKNOWN }
        defer { _ = proj.destroy(system) }
        return proj.type(system)
    }
}
