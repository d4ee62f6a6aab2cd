import FilterLanguage
import Geospatial
import HTTPTypes
import Interchange
import VictimSupport

/// A filter made ready for the features of a small collection: towns, shelters, zones, saved areas.
struct FeatureFilter {
    private let expression: FilterExpression
    private let shapes: [SpatialTest: PreparedShape]

    /// Makes its shapes ready.
    ///
    /// - Parameter hasPoints: whether all features are points; areas are asked whether they meet a shape and nothing else.
    /// - Throws: ``Problem/unsupportedSpatialFilter``, ``AreaError``.
    init(_ expression: FilterExpression, hasPoints: Bool) throws {
        self.expression = expression
        var shapes: [SpatialTest: PreparedShape] = [:]
        for test in expression.spatialTests {
            let asked = test.relation == .disjoint ? SpatialTest(.intersects, test.shape) : test
            guard hasPoints || asked.relation == .intersects else { throw Problem.unsupportedSpatialFilter }
            shapes[asked] = try PreparedShape(asked)
        }
        self.shapes = shapes
    }

    /// Whether a feature passes.
    func passes(_ feature: FeaturePage.Feature) throws -> Bool {
        var json = JSONWriter()
        json.beginObject()
        feature.properties(&json)
        json.endObject()
        return expression.value(
            for: Subject(
                properties: try JSONParser.parse(json.bytes), geometry: feature.geometry, shapes: shapes)) == true
    }

    /// A feature by what its document would say.
    private struct Subject: FilterSubject {
        let properties: JSONValue
        let geometry: FeatureGeometry?
        let shapes: [SpatialTest: PreparedShape]

        var hasGeometry: Bool { geometry != nil }

        func value(_ property: String) -> FilterValue? {
            switch properties[property] {
            case .string(let text): .text(text)
            case .number(let number): .number(number)
            case .bool(let bool): .bool(bool)
            case .null, .array, .object, nil: nil
            }
        }

        func texts(_ property: String) -> [String]? { properties[property]?.array?.compactMap(\.string) }

        func holds(_ test: SpatialTest) -> Bool? {
            guard let geometry, let shape = shapes[test] else { return nil }
            return switch geometry {
            case .point(let point): shape.holds(point)
            // An area of the workspace was prepared before, so this cannot fail; if it did, nothing would be known.
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
