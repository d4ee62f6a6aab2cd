import Geospatial
import Interchange
import Places
import Residents

/// The features of one file on their way to the pieces of a layer of the ground.
struct GroundFeatures {
    /// The attributes that name a road, a river or a railway, in the order in which they are looked for: those of most exports, then of
    /// 国土数値情報 N01 (roads), W05 (rivers) and N02 (railways).
    static let usualLabels = ["name", "名称", "N01_002", "W05_004", "N02_003"]

    let file: String
    let features: [AreaFeatures.Feature]

    /// The attribute that names them.
    ///
    /// - Parameter asked: what staff say; nil for the first usual one that names something, and for none where none does.
    /// - Throws: ``AreaError/unknownAttribute(source:nearest:known:)``.
    func label(_ asked: String?) throws(AreaError) -> String? {
        guard let asked else {
            return Self.usualLabels.first { label in features.contains { Self.name($0.properties[label]) != nil } }
        }
        guard features.contains(where: { $0.properties[asked] != nil }) else {
            var known: [String] = []
            var seen: Set<[UInt8]> = []
            for case .object(let members) in features.map(\.properties) {
                for member in members where seen.insert(Array(member.name.utf8)).inserted { known.append(member.name) }
            }
            throw .unknownAttribute(
                source: file, nearest: NearestWord.find(asked, among: known), known: Array(known.prefix(30)))
        }
        return asked
    }

    /// Every line and every polygon of every feature, in the order of the file.
    ///
    /// - Throws: ``VictimSupportError/outsideJapan(file:feature:)``,
    ///   ``VictimSupportError/groundTooDetailed(file:positions:limit:)``.
    func pieces(_ label: String?) throws(VictimSupportError) -> [GroundPiece] {
        var pieces: [GroundPiece] = []
        var positions = 0
        for feature in features {
            let name = label.flatMap { Self.name(feature.properties[$0]) }
            let shapes = feature.lines.map { GroundPiece.Shape.line($0) } + feature.area.polygons.map { .area($0) }
            for shape in shapes {
                guard let piece = GroundPiece(number: pieces.count + 1, name: name, shape) else { continue }
                guard
                    piece.parts.joined().allSatisfy({
                        JapanExtent.holds(longitude: $0.longitude, latitude: $0.latitude)
                    })
                else { throw .outsideJapan(file: file, feature: feature.number) }
                positions += piece.positionCount
                pieces.append(piece)
            }
        }
        guard positions <= GroundImport.mostPositions else {
            throw .groundTooDetailed(file: file, positions: positions, limit: GroundImport.mostPositions)
        }
        return pieces
    }

    /// A name as the file has it; nil for numbers, for nothing, and for what is too long for a map.
    private static func name(_ value: JSONValue?) -> StoredText? {
        guard case .string(let text) = value, text.utf8.count <= 200 else { return nil }
        return try? StoredText(text)
    }
}
