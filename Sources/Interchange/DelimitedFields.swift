/// The fields of one row as bytes in place: what is read millions of times reads these, and makes no strings.
extension DelimitedRow {
    /// Lends the fields at some positions, in the order of the positions; they are valid inside the body only.
    ///
    /// - Parameters:
    ///   - positions: fields from 0; one that the row does not have, and every negative one, has no bytes.
    ///   - body: may put other bytes in the places of fields, for itself; `arePlain` says that no field of the row holds a
    ///     control character, a line break or a tab.
    package func withFields(
        at positions: [Int],
        _ body: (_ fields: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>, _ arePlain: Bool) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: positions.count) { result in
            text.withUnsafeBytes { text in
                unescaped.withUnsafeBytes { unescaped in
                    for (place, position) in positions.enumerated() {
                        var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
                        if position >= 0, position < fields.count {
                            let field = fields[position]
                            let source = field.flags.contains(.unescaped) ? unescaped : text
                            bytes = UnsafeRawBufferPointer(rebasing: source[field.start..<field.end])
                        }
                        result.initializeElement(at: place, to: bytes)
                    }
                    body(result, flags.isDisjoint(with: [.quoted, .suspicious]))
                }
            }
        }
    }
}
