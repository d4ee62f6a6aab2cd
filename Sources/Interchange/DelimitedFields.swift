/// The fields of one row as bytes in place: what is read millions of times reads these, and makes no strings.
package struct DelimitedFields {
    let text: UnsafeRawBufferPointer
    let unescaped: UnsafeRawBufferPointer
    let fields: UnsafeBufferPointer<DelimitedRow.Field>

    /// The content of a field, valid UTF-8; no bytes when the row does not have it.
    package subscript(index: Int) -> UnsafeRawBufferPointer {
        guard index < fields.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let field = fields[index]
        let source = field.flags.contains(.unescaped) ? unescaped : text
        return UnsafeRawBufferPointer(rebasing: source[field.start..<field.end])
    }

    /// Whether every field is known to hold no control character, and no line break or tab either.
    package var arePlain: Bool {
        fields.allSatisfy { $0.flags.isDisjoint(with: [.quoted, .suspicious]) }
    }
}

extension DelimitedRow {
    /// Lends the fields; they are valid inside the body only.
    package func withFields<Result, Failure: Error>(
        _ body: (DelimitedFields) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try text.withUnsafeBufferPointer { (text) throws(Failure) -> Result in
            try unescaped.withUnsafeBufferPointer { (unescaped) throws(Failure) -> Result in
                try fields.withUnsafeBufferPointer { (fields) throws(Failure) -> Result in
                    try body(
                        DelimitedFields(
                            text: UnsafeRawBufferPointer(text), unescaped: UnsafeRawBufferPointer(unescaped),
                            fields: fields))
                }
            }
        }
    }
}
