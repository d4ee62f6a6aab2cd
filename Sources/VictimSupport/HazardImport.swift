import AreaFiles
import Geospatial
import Interchange
package import Places
package import Registry
package import Residents

/// Imports and removes hazard layers: `engo import hazard`, `engo hazard remove`.
package struct HazardImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let isDryRun: Bool

    /// What staff ask for beside the file.
    package struct Request: Sendable {
        /// The layer's name.
        package let name: StoredText
        /// What it tells, or nil to recognise it by its attributes.
        package let kind: HazardKind?
        /// Its edition.
        package let edition: StoredText?
        /// Whether a layer of that name may be replaced.
        package let replaces: Bool
        /// The layer to read of a file that has several.
        package let layer: String?
        /// The reference system of the file, above what it declares.
        package let referenceSystem: String?

        /// Takes the parts as they are.
        package init(
            name: StoredText, kind: HazardKind? = nil, edition: StoredText? = nil, replaces: Bool = false,
            layer: String? = nil, referenceSystem: String? = nil
        ) {
            self.name = name
            self.kind = kind
            self.edition = edition
            self.replaces = replaces
            self.layer = layer
            self.referenceSystem = referenceSystem
        }
    }

    /// Prepares changes of one workspace.
    ///
    /// - Parameter isDryRun: check everything and change nothing.
    package init(_ paths: WorkspacePaths, moment: Moment, isDryRun: Bool) {
        self.paths = paths
        self.moment = moment
        self.isDryRun = isDryRun
    }

    /// Imports a file of areas as one layer; a layer that is there already with the same zones changes nothing.
    ///
    /// - Throws: ``AreaError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func layer(file path: String, _ request: Request) throws -> HazardReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: isDryRun)
        let file = String(path.split(separator: "/").last ?? "")
        let read: AreaFile
        do throws(AreaFileError) {
            read = try AreaFile.read(path: path, layer: request.layer, attributes: true)
        } catch {
            throw AreaError.unreadable(source: file, error)
        }
        let document = try AreaFeatures(read.layer, source: file, format: read.format, asked: request.referenceSystem)
        let features = HazardFeatures(file: file, features: document.features)
        let (kind, attribute) = try features.recognise(as: request.kind)
        let zones = try features.zones(attribute)
        let layer = HazardLayer(
            name: request.name, kind: kind, attribute: attribute, edition: request.edition, sourceName: file,
            sourceChecksum: read.checksum, referenceSystem: document.referenceSystem,
            receivedOn: moment.today, featuresWithoutShape: document.features.count - zones.count)
        // An older workspace is brought up to date before anything is compared with it.
        let writer = isDryRun ? nil : try RegistryWriter(paths)
        let outcome = try RegistryReader(paths).read { snapshot -> LayerOutcome in
            guard let stored = try snapshot.hazardLayers().first(where: { $0.layer.name == request.name }) else {
                return .new
            }
            if stored.layer.tellsTheSame(as: layer), try snapshot.hazardZones(ofLayer: request.name) == zones {
                return .same
            }
            guard request.replaces else { throw VictimSupportError.hazardLayerExists }
            return .replaced
        }
        var generation: Int64?
        if let writer {
            if outcome != .same {
                generation = try writer.transaction(
                    cause: .hazard, by: moment.acting("import hazard"), of: ImportSteps.auditText(of: path)
                ) { transaction in
                    let replaced = try transaction.removeHazardLayer(named: request.name)
                    try transaction.add(layer, zones: zones, replacing: replaced)
                    var changes = RegisterChanges()
                    changes.added = zones.count
                    try transaction.note(
                        changes,
                        source: SourceFile(
                            name: file, encoding: "utf-8", byteCount: read.byteCount, rowCount: document.features.count)
                    )
                }.generation
            }
            try writer.close()
        }
        return HazardReport(
            layer: layer, zonesByCode: HazardCodeCount.counts(of: zones), outcome: outcome, generation: generation,
            warnings: document.warnings)
    }

    /// Removes a layer.
    ///
    /// - Returns: what was removed, and the generation made; nil for a dry run.
    /// - Throws: ``VictimSupportError/noSuchHazardLayer``, ``Registry/RegistryError``.
    package func remove(_ name: StoredText) throws -> (removed: StoredHazardLayer, generation: Int64?) {
        let writer = isDryRun ? nil : try RegistryWriter(paths)
        let layers = try RegistryReader(paths).read { try $0.hazardLayers() }
        guard let removed = layers.first(where: { $0.layer.name == name }) else {
            throw VictimSupportError.noSuchHazardLayer
        }
        let generation = try writer?.transaction(
            cause: .hazard, by: moment.acting("hazard remove"), of: "hazard layer \(name.text)"
        ) { transaction in
            try transaction.removeHazardLayer(named: name)
        }.generation
        try writer?.close()
        return (removed, generation)
    }
}

/// What an import of a hazard layer did or, as a dry run, would do.
package struct HazardReport: Sendable {
    /// The layer.
    package let layer: HazardLayer
    /// Its zones by code, in byte order, missing codes first.
    package let zonesByCode: [HazardCodeCount]
    /// What became of the workspace's layers.
    package let outcome: LayerOutcome
    /// The generation made, or nil for a dry run and when nothing changed.
    package let generation: Int64?
    /// What was noticed of the file's shapes.
    package let warnings: [AreaWarning]

    /// All zones.
    package var zones: Int { zonesByCode.reduce(0) { $0 + $1.zones } }
    /// Zones of which some code is in no list; they are kept.
    package var unknownZones: Int {
        zonesByCode.reduce(0) { $0 + (layer.meaning(of: $1.code).isUnknown ? $1.zones : 0) }
    }
}
