import CProj
package import Geospatial

/// Brings positions of one reference system into JGD2011 or another, through PROJ.
///
/// Owns one PROJ context and one transformation, and frees both; a PROJ context must stay on one thread, so the class is not
/// `Sendable`: make one per task. Longitude or easting first, always. PROJ's messages are silenced, its network is off, and
/// it can open no file but its own database, so a grid file in the current directory never changes a result.
/// Making one costs about 2 ms, a transformation about 0.3 µs; from a system to itself nothing is computed.
package final class Reprojector {
    /// The system that positions come in.
    package let source: ReferenceSystem
    /// The system that positions are given in.
    package let target: ReferenceSystem

    private let work: Work?

    /// PROJ and what it made for this instance.
    private struct Work {
        let proj: ProjLibrary
        let context: OpaquePointer
        let transformation: OpaquePointer
    }

    /// Prepares the transformation between two systems named like `EPSG:6677`.
    ///
    /// - Throws: ``ReprojectionError/unsupportedReferenceSystem(code:)``, ``ReprojectionError/contextUnavailable``,
    ///   ``ReprojectionError/noOperation(from:to:number:)``.
    package convenience init(
        from sourceCode: String, to targetCode: String = "EPSG:6668"
    ) throws(ReprojectionError) {
        try self.init(from: try ReferenceSystem(code: sourceCode), to: try ReferenceSystem(code: targetCode))
    }

    /// Prepares the transformation between two systems.
    ///
    /// - Throws: ``ReprojectionError/contextUnavailable``, ``ReprojectionError/noOperation(from:to:number:)``.
    package init(from source: ReferenceSystem, to target: ReferenceSystem) throws(ReprojectionError) {
        self.source = source
        self.target = target
        if source == target {
            work = nil
            return
        }
        guard let proj = ProjLibrary.loaded, let context = proj.contextCreate() else { throw .contextUnavailable }
        proj.prepare(context)
        let raw = proj.createFromSystems(context, source.definition, target.definition, nil)
        guard let raw, let transformation = proj.normalizeForVisualization(context, raw) else {
            let number = proj.contextErrno(context)
            if let raw { _ = proj.destroy(raw) }
            _ = proj.contextDestroy(context)
            throw .noOperation(from: source.code, to: target.code, number: number)
        }
        _ = proj.destroy(raw)
        work = Work(proj: proj, context: context, transformation: transformation)
    }

    deinit {
        guard let work else { return }
        _ = work.proj.destroy(work.transformation)
        _ = work.proj.contextDestroy(work.context)
    }

    /// The position in the target system: degrees, or metres east and north where the target is a plane.
    ///
    /// - Throws: ``ReprojectionError/notTransformable(number:)``, ``ReprojectionError/resultOutOfRange``.
    package func transform(x: Double, y: Double) throws(ReprojectionError) -> (x: Double, y: Double) {
        guard let work else {
            guard x.isFinite, y.isFinite else { throw .resultOutOfRange }
            return (x, y)
        }
        _ = work.proj.errnoReset(work.transformation)
        let result = work.proj.transform(work.transformation, PJ_FWD, PJ_COORD(v: (x, y, 0, .infinity))).xy
        guard result.x.isFinite, result.y.isFinite else {
            throw .notTransformable(number: work.proj.errno(work.transformation))
        }
        return (result.x, result.y)
    }

    /// The position in degrees, for a target in degrees.
    ///
    /// - Throws: ``ReprojectionError/notTransformable(number:)``, ``ReprojectionError/resultOutOfRange``.
    package func transform(longitude: Double, latitude: Double) throws(ReprojectionError) -> Coordinate {
        let result = try transform(x: longitude, y: latitude)
        guard !target.isProjected, let coordinate = try? Coordinate(longitude: result.x, latitude: result.y) else {
            throw .resultOutOfRange
        }
        return coordinate
    }

    /// The position in degrees of a position in metres.
    ///
    /// - Throws: ``ReprojectionError/notTransformable(number:)``, ``ReprojectionError/resultOutOfRange``.
    package func transform(eastingMetres: Double, northingMetres: Double) throws(ReprojectionError) -> Coordinate {
        try transform(longitude: eastingMetres, latitude: northingMetres)
    }

    /// What PROJ applied to the last position, for the record; nil before the first one and where nothing is computed.
    package var lastOperation: ReprojectionOperation? {
        guard let work, let operation = work.proj.lastUsedOperation(work.transformation) else { return nil }
        defer { _ = work.proj.destroy(operation) }
        let info = work.proj.info(operation)
        return ReprojectionOperation(
            name: info.description.map { String(cString: $0) } ?? "",
            definition: info.definition.map { String(cString: $0) } ?? "",
            accuracyMetres: info.accuracy >= 0 ? info.accuracy : nil)
    }
}
