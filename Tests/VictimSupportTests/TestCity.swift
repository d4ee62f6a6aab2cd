import AddressDictionary
import Disclosure
import Foundation
import Registry
import Residents
import VictimSupport

/// A workspace filled from CSV text through the real use cases, in a folder of its own.
final class TestCity {
    let folder: URL
    let paths: WorkspacePaths
    let moment: Moment

    init(mode: WorkspaceMode = .drill) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        paths = WorkspacePaths(database: folder.appendingPathComponent("w.engo").path)
        moment = Moment(utc: "2026-06-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 6, day: 1))
        try WorkspaceCreation.create(
            paths, name: "試験市", code: LocalGovernmentCode("302015"), mode: mode,
            usual: mode == .real ? DisclosureDefault(audience: .headquarters, basis: .internalUse) : nil, moment: moment
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    var importer: Importer { Importer(city: self, options: ImportOptions()) }

    /// Both imports, with what is asked of them.
    struct Importer {
        let city: TestCity
        var options: ImportOptions

        func residents(file: String) throws -> ImportReport {
            try RegisterImport(city.paths, moment: city.moment, options: options).residents(file: file)
        }

        func needs(file: String) throws -> ImportReport {
            try NeedsImport(city.paths, moment: city.moment, options: options).needs(file: file)
        }
    }

    /// The imports with other options.
    func importer(_ change: (inout ImportOptions) throws -> Void) rethrows -> Importer {
        var importer = importer
        try change(&importer.options)
        return importer
    }

    /// The answer to an area given as GeoJSON text, and the numbers of the listed households in list order.
    func list(_ geoJSON: String, limit: Int? = nil) throws -> (answer: AreaAnswer, numbers: [String]) {
        let area = try QueryArea(file: write("area.geojson", geoJSON))
        return try RegistryReader(paths).read { snapshot in
            let answer = try AreaQuery(area: area, limit: limit).answer(
                in: snapshot, for: DisclosureRequest(time: moment.utc))
            var numbers: [String] = []
            let release = ListRelease(verb: "list", operatorName: "tester", moment: moment, format: "json")
            try answer.release(release, from: snapshot, to: AuditLog(paths)) { listed in
                numbers.append(listed.household.householdNumber ?? "")
            }
            return (answer, numbers)
        }
    }
}

extension TestCity {
    /// A household's members as headquarters sees them, in listing order.
    func members(household number: String) throws -> [DisclosedMember] {
        try RegistryReader(paths).read { snapshot in
            let clearance = try snapshot.clear(DisclosureRequest(time: moment.utc), for: .lists)
            let household = try snapshot.household(number: HouseholdNumber(number), clearance: clearance)
            let grant = try clearance.release(
                DisclosureEvent(
                    by: moment.acting("list"), generation: try snapshot.generation(), households: 1, persons: 1,
                    records: nil, query: "household", format: "json"), to: AuditLog(paths))
            return try snapshot.households([household], grant: grant).flatMap(\.members)
        }
    }
}
