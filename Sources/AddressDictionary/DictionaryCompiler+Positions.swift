import Geospatial
import Interchange
import Reprojection

/// Positions of rows: into JGD2011, checked, and a file refused as a whole when most of them cannot be what they should be.
extension DictionaryCompiler {
    /// What a position came to.
    typealias PositionResult = Result<(longitude: Int64, latitude: Int64), PointRefusal>

    /// Why a row has no point.
    struct PointRefusal: Error {
        var reason: CompilationReport.Reason
        var fault: CoordinateFault?
    }

    /// Counts the positions of a file and those that are not what they are declared to be.
    struct PositionCounts {
        private(set) var total = 0
        private(set) var faults: [CoordinateFault: (count: Int, firstLine: Int)] = [:]

        mutating func add(_ fault: CoordinateFault?, line: Int) {
            total += 1
            guard let fault else { return }
            let known = faults[fault]
            faults[fault] = ((known?.count ?? 0) + 1, known?.firstLine ?? line)
        }

        /// Refuses a file half of whose positions or more are wrong.
        func check(_ file: String) throws(AddressDictionaryError) {
            let count = faults.values.reduce(0) { $0 + $1.count }
            guard count > 0, count * 2 >= total else { return }
            for fault in CoordinateFault.allCases {
                guard let found = faults[fault], found.count * 2 >= count else { continue }
                throw .wrongCoordinates(file: file, line: found.firstLine, count: count, fault)
            }
            let first = faults.values.map(\.firstLine).min() ?? 0
            throw .wrongCoordinates(file: file, line: first, count: count, .outsideJapan)
        }
    }

    /// A row's position in JGD2011, or nil when it has none; what is wrong goes into the counts and the report.
    ///
    /// - Parameter system: the code of the reference system; empty means JGD2011.
    /// - Throws: ``AddressDictionaryError/unsupportedReferenceSystem(file:line:code:)``,
    ///   ``AddressDictionaryError/projectionUnavailable``.
    mutating func position(
        x: ArraySlice<UInt8>, y: ArraySlice<UInt8>, system: ArraySlice<UInt8>, file: String, line: Int,
        _ counts: inout PositionCounts
    ) throws(AddressDictionaryError) -> (longitude: Int64, latitude: Int64)? {
        switch try point(x: x, y: y, system: system, file: file, line: line) {
        case .success(let position):
            counts.add(nil, line: line)
            return position
        case .failure(let refusal):
            counts.add(refusal.fault, line: line)
            report.refuse(file, line, refusal.reason)
            return nil
        }
    }

    private mutating func point(
        x: ArraySlice<UInt8>, y: ArraySlice<UInt8>, system: ArraySlice<UInt8>, file: String, line: Int
    ) throws(AddressDictionaryError) -> PositionResult {
        guard let first = SourceField.billionths(x), let second = SourceField.billionths(y) else {
            return .failure(PointRefusal(reason: .unreadablePoint))
        }
        if system.isEmpty || system.elementsEqual("EPSG:6668".utf8) { return Self.checked(first, second) }
        let reprojector = try reprojector(SourceField.text(system), file: file, line: line)
        let isSmall =
            abs(first) <= 180 * DictionaryFormat.wholeDegree && abs(second) <= 180 * DictionaryFormat.wholeDegree
        if !reprojector.source.isProjected, case .failure(let refusal) = Self.checked(first, second) {
            return .failure(refusal)
        }
        // Half a kilometre around the origin of a plane there may be a house or two, but not most of a file.
        if reprojector.source.isProjected, isSmall, first != 0 || second != 0 {
            return .failure(PointRefusal(reason: .degreesAsMetres, fault: .degreesAsMetres))
        }
        guard
            let moved = try? reprojector.transform(
                longitude: Double(first) / DictionaryFormat.unitsPerDegree,
                latitude: Double(second) / DictionaryFormat.unitsPerDegree)
        else { return .failure(PointRefusal(reason: .notTransformable)) }
        return Self.checked(
            Int64((moved.longitude * DictionaryFormat.unitsPerDegree).rounded()),
            Int64((moved.latitude * DictionaryFormat.unitsPerDegree).rounded()))
    }

    private static func checked(_ longitude: Int64, _ latitude: Int64) -> PositionResult {
        if isInJapan(longitude: longitude, latitude: latitude) { return .success((longitude, latitude)) }
        let fault: CoordinateFault =
            if isInJapan(longitude: latitude, latitude: longitude) {
                .swappedAxes
            } else if abs(longitude) > 360 * DictionaryFormat.wholeDegree
                || abs(latitude) > 360 * DictionaryFormat.wholeDegree
            {
                .metresAsDegrees
            } else {
                .outsideJapan
            }
        return .failure(PointRefusal(reason: CompilationReport.Reason(fault), fault: fault))
    }

    /// Whether a stored position can be in Japan.
    static func isInJapan(longitude: Int64, latitude: Int64) -> Bool {
        JapanExtent.holds(
            longitude: Double(longitude) / DictionaryFormat.unitsPerDegree,
            latitude: Double(latitude) / DictionaryFormat.unitsPerDegree)
    }

    private mutating func reprojector(
        _ code: String, file: String, line: Int
    ) throws(AddressDictionaryError) -> Reprojector {
        if let known = reprojectors[code] { return known }
        do {
            let made = try Reprojector(from: code)
            reprojectors[code] = made
            return made
        } catch .contextUnavailable {
            throw .projectionUnavailable
        } catch {
            throw .unsupportedReferenceSystem(file: file, line: line, code: code)
        }
    }

    /// What PROJ did, by code.
    func operations() -> [CompilationReport.Operation] {
        reprojectors.sorted { $0.key < $1.key }.compactMap { code, reprojector in
            reprojector.lastOperation.map {
                CompilationReport.Operation(from: code, name: $0.name, accuracyMetres: $0.accuracyMetres)
            }
        }
    }
}
