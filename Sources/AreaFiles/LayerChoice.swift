import Interchange

/// Chooses a layer of a file that may have several.
enum LayerChoice {
    /// The place of the asked layer among the names, compared by bytes; of the only one where none is asked for.
    static func choose(_ name: String?, among names: [String]) -> Result<Int, AreaFileError> {
        if names.isEmpty { return .failure(.noLayers) }
        guard let name else { return names.count == 1 ? .success(0) : .failure(.severalLayers(names: listed(names))) }
        if let index = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) { return .success(index) }
        let nearest = NearestWord.find(name, among: names).map { listed([$0])[0] }
        return .failure(.noSuchLayer(names: listed(names), nearest: nearest))
    }

    /// Names as an error may carry them: the first twenty, each printable and short.
    private static func listed(_ names: [String]) -> [String] {
        names.prefix(20).map { name in
            String(
                String.UnicodeScalarView(
                    name.unicodeScalars.prefix(100).filter { $0.properties.generalCategory != .control }))
        }
    }
}
