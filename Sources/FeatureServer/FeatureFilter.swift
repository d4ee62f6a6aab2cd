import FilterLanguage
import Geospatial
import HTTPTypes
import VictimSupport

/// A filter made ready for the features of a collection that fits into memory: towns, shelters, zones, saved areas.
struct FeatureFilter {
    private let expression: FilterExpression
    private let shapes: [SpatialTest: PreparedShape]
    private let columns: [String: Int]

    /// Makes its shapes ready.
    ///
    /// - Throws: ``Problem/unsupportedSpatialFilter`` where lines or areas are asked for more than whether they meet a shape, ``AreaError``,
    ///   ``SpatialQuery/SpatialQueryError``.
    init(_ expression: FilterExpression, _ table: PlaceTable) throws {
        self.expression = expression
        let hasMoreThanPoints = table.features.contains {
            switch $0.geometry {
            case .line, .polygons: true
            case .point, nil: false
            }
        }
        var shapes: [SpatialTest: PreparedShape] = [:]
        for test in expression.spatialTests {
            let asked = test.relation == .disjoint ? SpatialTest(.intersects, test.shape) : test
            guard !hasMoreThanPoints || asked.relation == .intersects else { throw Problem.unsupportedSpatialFilter }
            shapes[asked] = try PreparedShape(asked)
        }
        self.shapes = shapes
        columns = Dictionary(uniqueKeysWithValues: table.properties.enumerated().map { ($1.name, $0) })
    }

    /// Whether a feature of the table passes: what is unknown does not.
    func passes(_ feature: PlaceFeature) -> Bool {
        expression.value(for: Subject(feature: feature, columns: columns, shapes: shapes)) == true
    }

    private struct Subject: FilterSubject {
        let feature: PlaceFeature
        let columns: [String: Int]
        let shapes: [SpatialTest: PreparedShape]

        var hasGeometry: Bool { feature.geometry != nil }

        func value(_ property: String) -> FilterValue? {
            switch columns[property].flatMap({ feature.values[$0] }) {
            case .text(let text): .text(text)
            case .integer(let number): .number(Double(number))
            case .flag(let flag): .bool(flag)
            case .texts, nil: nil
            }
        }

        func texts(_ property: String) -> [String]? {
            guard case .texts(let texts) = columns[property].flatMap({ feature.values[$0] }) else { return nil }
            return texts
        }

        func holds(_ test: SpatialTest) -> Bool? {
            guard let geometry = feature.geometry, let shape = shapes[test] else { return nil }
            return switch geometry {
            case .point(let point): shape.holds(point)
            // No line or area of the workspace has too many vertices to be prepared; if one had, nothing would be known of it.
            case .line(let line): try? shape.meets(line)
            case .polygons(let area): try? shape.meets(area)
            }
        }
    }
}

extension Problem {
    /// A question about areas that only points are asked.
    static let unsupportedSpatialFilter = Problem(
        status: .badRequest, code: "invalid-filter",
        text: Bilingual(
            "このコレクションの図形には S_INTERSECTS と S_DISJOINT だけが使えます。",
            "The shapes of this collection can be asked by S_INTERSECTS and S_DISJOINT only."))
}
