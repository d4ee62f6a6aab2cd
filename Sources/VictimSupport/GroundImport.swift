import AreaFiles
import Interchange
package import Places
package import Registry
package import Residents

/// Keeps and removes layers of the ground: `engo import ground`, `engo ground remove`.
///
/// They are drawn under the households and change no list, so no generation is made.
package struct GroundImport {
    /// Positions that a layer may have: the roads of a large city several times over.
    package static let mostPositions = 2_000_000

    private let paths: WorkspacePaths
    private let moment: Moment
    private let isDryRun: Bool

    /// What staff ask for beside the file.
    package struct Request: Sendable {
        /// The layer's name.
        package let name: StoredText
        /// What it shows.
        package let kind: GroundKind
        /// The attribute that names its roads or rivers, or nil for the usual ones.
        package let label: String?
        /// Whether a layer of that name may be replaced.
        package let replaces: Bool
        /// The layer to read of a file that has several.
        package let layer: String?
        /// The reference system of the file, above what it declares.
        package let referenceSystem: String?

        /// Takes the parts as they are.
        package init(
            name: StoredText, kind: GroundKind, label: String? = nil, replaces: Bool = false, layer: String? = nil,
            referenceSystem: String? = nil
        ) {
            self.name = name
            self.kind = kind
            self.label = label
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

    /// Keeps the lines and polygons of a file as one layer; the same file read in the same way changes nothing.
    ///
    /// - Throws: ``AreaError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func layer(file path: String, _ request: Request) throws -> GroundReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: isDryRun)
        let file = String(path.split(separator: "/").last ?? "")
        let read: AreaFile
        do throws(AreaFileError) {
            read = try Self.read(path, request)
        } catch {
            throw AreaError.unreadable(source: file, error)
        }
        let document = try AreaFeatures(read.layer, source: file, format: read.format, asked: request.referenceSystem)
        let features = GroundFeatures(file: file, features: document.features)
        let label = try features.label(request.label)
        let pieces = try features.pieces(label)
        // Polygons may be left with nothing when their faults are mended.
        guard !pieces.isEmpty else {
            throw AreaError.unreadable(source: file, .noShapes(read.layer.passedOver))
        }
        let layer = GroundLayer(
            name: request.name, kind: request.kind, label: label,
            sourceName: file + (read.layerName.map { "#\($0)" } ?? ""), sourceChecksum: read.checksum,
            referenceSystem: document.referenceSystem, receivedOn: moment.today)
        // An older workspace is brought up to date before anything is compared with it.
        let writer = isDryRun ? nil : try RegistryWriter(paths)
        let outcome = try RegistryReader(paths).read { snapshot -> LayerOutcome in
            guard let stored = try snapshot.groundLayers().first(where: { $0.layer.name == request.name }) else {
                return .new
            }
            if stored.layer.tellsTheSame(as: layer) { return .same }
            guard request.replaces else { throw VictimSupportError.groundLayerExists }
            return .replaced
        }
        if outcome != .same {
            try writer?.maintenance(by: moment.acting("import ground"), of: ImportSteps.auditText(of: path)) {
                try $0.keep(layer, pieces: pieces)
            }
        }
        try writer?.close()
        return GroundReport(
            layer: layer, pieces: pieces.count, positions: pieces.reduce(0) { $0 + $1.positionCount },
            named: pieces.count { $0.name != nil }, outcome: outcome, isDryRun: isDryRun, warnings: document.warnings)
    }

    /// Reads a file with its attributes; without them where a Shapefile has none and nobody asked for one.
    private static func read(_ path: String, _ request: Request) throws(AreaFileError) -> AreaFile {
        do throws(AreaFileError) {
            return try AreaFile.read(path: path, layer: request.layer, attributes: true, lines: true)
        } catch {
            guard case .missingAttributes = error, request.label == nil else { throw error }
            return try AreaFile.read(path: path, layer: request.layer, lines: true)
        }
    }

    /// Removes a layer.
    ///
    /// - Returns: what was removed, or for a dry run would be.
    /// - Throws: ``VictimSupportError/noSuchGroundLayer``, ``Registry/RegistryError``.
    package func remove(_ name: StoredText) throws -> StoredGroundLayer {
        let writer = isDryRun ? nil : try RegistryWriter(paths)
        let layers = try RegistryReader(paths).read { try $0.groundLayers() }
        guard let removed = layers.first(where: { $0.layer.name == name }) else {
            throw VictimSupportError.noSuchGroundLayer
        }
        try writer?.maintenance(by: moment.acting("ground remove"), of: "ground layer \(name.text)") {
            try $0.removeGround(named: name)
        }
        try writer?.close()
        return removed
    }
}

/// What an import of a layer of the ground did or, as a dry run, would do.
package struct GroundReport: Sendable {
    /// The layer.
    package let layer: GroundLayer
    /// Its lines and polygons.
    package let pieces: Int
    /// Their positions.
    package let positions: Int
    /// Those of them that have a name.
    package let named: Int
    /// What became of the workspace's layers.
    package let outcome: LayerOutcome
    /// Whether everything was checked and nothing changed.
    package let isDryRun: Bool
    /// What was noticed of the file's shapes.
    package let warnings: [AreaWarning]
}
