import CProj

extension ReferenceSystem {
    /// The longest description that is read, in bytes; real ones have a few thousand.
    static let descriptionLimit = 64_000

    /// Takes the description that stands in a `.prj` file or a GeoPackage: well-known text of any edition, ESRI's too.
    ///
    /// What PROJ recognises as a system of the EPSG registry is that system, so the same coordinates give the same positions
    /// whatever format described them. Of a system with heights the horizontal part counts.
    ///
    /// - Throws: ``ReprojectionError/unsupportedReferenceSystem(code:)`` with the system's name, empty when the text is none;
    ///   ``ReprojectionError/contextUnavailable`` without PROJ.
    package init(wellKnownText text: String) throws(ReprojectionError) {
        // PROJ would take much else: a pipeline, a file name, a code.
        let start = text.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.prefix(12)
        guard text.utf8.count <= Self.descriptionLimit, !text.utf8.contains(0),
            start.contains(UInt8(ascii: "[")), start.allSatisfy({ $0 >= 0x30 && $0 < 0x7F || $0 == 0x20 || $0 == 0x22 })
        else { throw .unsupportedReferenceSystem(code: "") }
        guard let proj = ProjLibrary.loaded, let context = proj.contextCreate() else { throw .contextUnavailable }
        defer { _ = proj.contextDestroy(context) }
        proj.prepare(context)
        guard let system = Self.horizontal(text, proj, context) else { throw .unsupportedReferenceSystem(code: "") }
        defer { _ = proj.destroy(system) }
        if let number = Self.registered(system, proj, context), let known = try? ReferenceSystem(code: "\(number)") {
            self = known
            return
        }
        let name = String((proj.name(system).map { String(cString: $0) } ?? "").unicodeScalars.prefix(100))
        switch proj.type(system) {
        case PJ_TYPE_GEOGRAPHIC_2D_CRS: self.init(definition: text, name: name, isProjected: false)
        case PJ_TYPE_PROJECTED_CRS: self.init(definition: text, name: name, isProjected: true)
        default: throw .unsupportedReferenceSystem(code: name)
        }
    }

    /// The described system without a shift of its own (TOWGS84) and without heights; the caller destroys it.
    private static func horizontal(
        _ text: String, _ proj: ProjLibrary, _ context: OpaquePointer
    ) -> OpaquePointer? {
        guard var system = proj.create(context, text) else { return nil }
        for _ in 0..<4 {
            let inner: OpaquePointer?
            switch proj.type(system) {
            case PJ_TYPE_BOUND_CRS: inner = proj.sourceSystem(context, system)
            case PJ_TYPE_COMPOUND_CRS: inner = proj.partOfSystem(context, system, 0)
            default: return system
            }
            _ = proj.destroy(system)
            guard let inner else { return nil }
            system = inner
        }
        return system
    }

    /// The number of the registered system that PROJ finds equivalent, if it is sure.
    private static func registered(
        _ system: OpaquePointer, _ proj: ProjLibrary, _ context: OpaquePointer
    ) -> Int? {
        var confidences: UnsafeMutablePointer<Int32>?
        guard let list = proj.identify(context, system, "EPSG", nil, &confidences) else { return nil }
        defer {
            proj.listDestroy(list)
            proj.integersDestroy(confidences)
        }
        // From 70 on, PROJ found parameters and datum equivalent, and only the names differ.
        guard proj.listCount(list) > 0, let confidences, confidences[0] >= 70,
            let best = proj.listElement(context, list, 0)
        else { return nil }
        defer { _ = proj.destroy(best) }
        return proj.identifier(best, 0).flatMap { Int(String(cString: $0)) }
    }
}
