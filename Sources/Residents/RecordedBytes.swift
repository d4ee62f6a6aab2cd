/// The checks that every recorded text passes, on UTF-8 in place.
package enum RecordedBytes {
    /// Refuses what ``ResidentNumber``, ``HouseholdNumber``, ``StoredText`` and ``Relationship`` refuse.
    ///
    /// - Parameters:
    ///   - limit: the type's `maximumBytes`.
    ///   - isPlain: whether the text is known to hold no control character.
    /// - Throws: ``ResidentValueError/empty``, ``ResidentValueError/tooLong(bytes:limit:)``,
    ///   ``ResidentValueError/controlCharacter(byteOffset:)``.
    package static func check(
        _ text: UnsafeRawBufferPointer, limit: Int, isPlain: Bool = false
    ) throws(ResidentValueError) {
        if isPlain {
            guard text.count > 0 else { throw .empty }
            guard text.count <= limit else { throw .tooLong(bytes: text.count, limit: limit) }
        } else {
            try TextBytes.check(bytes: text, limit: limit)
        }
    }
}
