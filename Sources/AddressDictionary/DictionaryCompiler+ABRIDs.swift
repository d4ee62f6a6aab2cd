/// Ids of the registry's records: how positions find them, and which need not be stored.
extension DictionaryCompiler {
    /// A number that is the same for the same ids.
    static func join(_ ids: [ArraySlice<UInt8>]) -> UInt64 {
        if ids.count == 1, let number = SourceField.number(ids[0]) { return number << 5 | UInt64(ids[0].count) }
        var hash = TextHash.fnv1a(EmptyCollection<UInt8>())
        for id in ids { hash = TextHash.fnv1a(CollectionOfOne<UInt8>(0x2D), seed: TextHash.fnv1a(id, seed: hash)) }
        return hash
    }

    /// The id as an answer gives it.
    static func id(_ ids: [ArraySlice<UInt8>]) -> String {
        ids.filter { !$0.isEmpty }.map(SourceField.text).joined(separator: "-")
    }

    /// Whether the id is the number, zero-padded, so that it need not be stored.
    static func isDerived(_ ids: [ArraySlice<UInt8>], _ fields: [ArraySlice<UInt8>], _ isParcel: Bool) -> Bool {
        if isParcel {
            guard let id = ids.first, id.count == 15, let value = SourceField.number(id),
                let first = SourceField.number(fields[0])
            else { return false }
            var expected = first
            for field in fields[1...] {
                guard field.isEmpty || SourceField.number(field) != nil else { return false }
                expected = expected * 100_000 + (SourceField.number(field) ?? 0)
            }
            return fields.allSatisfy { $0.count <= 5 } && expected == value
        }
        for (id, field) in zip(ids, fields) {
            if id.isEmpty, field.isEmpty { continue }
            guard id.count == max(3, field.count), let a = SourceField.number(id), let b = SourceField.number(field),
                a == b, field.count == 1 || field.first != 0x30
            else { return false }
        }
        return true
    }
}
