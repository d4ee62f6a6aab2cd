import Disclosure

/// Which collections there are for somebody in one read of the workspace.
struct CollectionCatalogue: Sendable {
    /// Finds some collections: always the same, or those that the workspace holds, such as one per hazard layer.
    typealias Source = @Sendable (ServedRead) throws -> [any FeatureCollection]

    /// Where collections come from, in the order of the document.
    let sources: [Source]

    /// The collections of the service.
    static let all = CollectionCatalogue(sources: [
        { _ in [HouseholdCollection(), PersonCollection(), TownCollection(), ShelterCollection()] },
        HazardCollection.all,
        GroundCollection.all,
        { _ in [SavedAreaCollection()] },
    ])

    /// The collections that somebody may ask for, in order; those that the gate refuses are left out.
    func collections(_ read: ServedRead) throws -> [any FeatureCollection] {
        try sources.flatMap { try $0(read) }.filter { collection in
            do {
                _ = try collection.properties(read)
                return true
            } catch is DisclosureError {
                return false
            }
        }
    }

    /// The collection of an id.
    ///
    /// - Throws: ``Problem/noSuchCollection``, or why the gate refuses it.
    func collection(_ id: String, _ read: ServedRead) throws -> any FeatureCollection {
        for source in sources {
            guard let collection = try source(read).first(where: { $0.id == id }) else { continue }
            _ = try collection.properties(read)
            return collection
        }
        throw Problem.noSuchCollection
    }
}
