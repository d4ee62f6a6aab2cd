import Disclosure
import Foundation
import Geospatial
import Registry
import TestSupport
import VictimSupport

/// A workspace with surveyed households on a lattice, and lists of it for areas of any kind.
struct AreaFixture {
    let city: TestCity

    /// Households H00000… at 135.10…135.20° E, 34.20…34.30° N, 21 by 21, half a hundredth of a degree apart.
    init() throws {
        city = try TestCity()
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for row in 0...20 {
            for column in 0...20 {
                let number = "\(row * 100 + column + 10_000)"
                text += "R\(number),H\(number),試験,1950-01-01,男,世帯主,試験町,"
                text += "\(Self.longitude(column)),\(Self.latitude(row))\n"
            }
        }
        _ = try city.importer.residents(file: city.write("r.csv", text))
    }

    static func longitude(_ column: Int) -> Double { Double(27_020 + column) / 200 }
    static func latitude(_ row: Int) -> Double { Double(6_840 + row) / 200 }

    /// The numbers of the households that are inside for certain, in byte order.
    func numbers(_ request: AreaRequest) throws -> [String] { try answer(request).numbers }

    /// The answer and the numbers of the households listed, in byte order; those that are inside for certain, unless others are asked for.
    func answer(
        _ request: AreaRequest, including inclusion: ListSelection.Inclusion = .certain
    ) throws -> (answer: AreaAnswer, numbers: [String]) {
        let loaded = try request.load()
        return try RegistryReader(city.paths).read { snapshot in
            let area = try loaded.resolved(in: snapshot, city.paths)
            let answer = try AreaQuery(
                area: area, limit: nil, selection: ListSelection(inclusion: inclusion)
            ).answer(in: snapshot, for: DisclosureRequest(time: city.moment.utc))
            var numbers: [String] = []
            let release = ListRelease(verb: "list", operatorName: "tester", moment: city.moment, format: "json")
            try answer.release(release, from: snapshot, to: AuditLog(city.paths)) {
                numbers.append($0.household.householdNumber ?? "")
            }
            return (answer, numbers.sorted())
        }
    }

    func numbers(_ sources: AreaSource..., where condition: String? = nil, crs: String? = nil) throws -> [String] {
        try numbers(
            AreaRequest(
                sources: sources, condition: try condition.map { try AreaCondition($0) }, referenceSystem: crs))
    }

    func warnings(_ sources: AreaSource...) throws -> [AreaWarning] {
        try answer(AreaRequest(sources: sources)).answer.area?.warnings ?? []
    }

    func write(_ name: String, _ bytes: [UInt8]) throws -> AreaSource {
        let url = city.folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        return .fileOrSaved(url.path)
    }

    func write(_ name: String, _ text: String) throws -> AreaSource { try write(name, Array(text.utf8)) }
}
