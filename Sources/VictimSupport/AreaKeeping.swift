import Disclosure
import Incidents
import Interchange
package import Places
package import Registry
package import Residents

/// Keeps areas under a name: `engo area save` and `engo area remove`.
package struct AreaKeeping {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let isDryRun: Bool

    /// Prepares changes of one workspace.
    ///
    /// - Parameter isDryRun: check everything and change nothing.
    package init(_ paths: WorkspacePaths, moment: Moment, isDryRun: Bool) {
        self.paths = paths
        self.moment = moment
        self.isDryRun = isDryRun
    }

    /// Keeps an area. What it was made of may change or go away afterwards: the workspace keeps its polygons.
    ///
    /// No generation is made: an area changes no list until somebody asks for it.
    /// - Parameter replaces: whether an area of that name may be replaced.
    /// - Returns: the area as saved, with what was noticed.
    /// - Throws: ``AreaError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func save(_ area: LoadedArea, as name: StoredText, replaces: Bool) throws -> QueryArea {
        // An older workspace is brought up to date first.
        let writer = isDryRun ? nil : try RegistryWriter(paths)
        let query = try RegistryReader(paths).read { snapshot in
            let query = try area.resolved(in: snapshot, paths)
            guard try snapshot.savedArea(named: name) == nil || replaces else { throw AreaError.areaExists }
            try checkIsFree(name, in: snapshot)
            return query
        }
        try writer?.maintenance(by: moment.acting("area save"), of: "area \(name.text)") { transaction in
            try transaction.removeArea(named: name)
            try transaction.add(SavedArea(name: name, savedOn: moment.today, parts: query.parts))
        }
        try writer?.close()
        return query
    }

    /// Removes an area.
    ///
    /// - Throws: ``AreaError/noSuchArea(nearest:)``, ``Registry/RegistryError``.
    package func remove(_ name: StoredText) throws {
        let writer = isDryRun ? nil : try RegistryWriter(paths)
        try RegistryReader(paths).read { snapshot in
            _ = try Self.area(name, in: snapshot)
            try checkIsFree(name, in: snapshot)
        }
        try writer?.maintenance(by: moment.acting("area remove"), of: "area \(name.text)") {
            try $0.removeArea(named: name)
        }
        try writer?.close()
    }

    /// Refuses to change what a declaration of a disaster that holds is limited to, or an open incident is about.
    private func checkIsFree(_ name: StoredText, in snapshot: RegistrySnapshot) throws {
        let isUsed = try snapshot.activations().contains { activation in
            activation.holds(at: moment.utc) && activation.area.flatMap { try? StoredText($0) } == name
        }
        let isWorkedOn = try snapshot.incidents().contains { $0.closed == nil && $0.area == name }
        if isUsed || isWorkedOn { throw AreaError.areaInUse }
    }

    /// The area of a name.
    ///
    /// - Throws: ``AreaError/noSuchArea(nearest:)``, ``Registry/RegistryError``.
    package static func area(_ name: StoredText, in snapshot: RegistrySnapshot) throws -> SavedArea {
        guard let area = try snapshot.savedArea(named: name) else {
            let nearest = NearestWord.find(name.text, among: try snapshot.savedAreaNames())
            throw AreaError.noSuchArea(nearest: nearest)
        }
        return area
    }
}
