/// What the kinds and grades of a needs file mean, each read once per word.
package struct NeedWords: Sendable {
    private var kinds = RecordedWords<NeedKind?>()
    private var grades: [NeedKind: RecordedWords<NeedGrade>] = [:]

    /// No word read yet.
    package init() {}

    /// The kind of a need as recorded, or nil for an unknown word; see ``NeedKind/init(recorded:)``.
    package mutating func kind(of text: UnsafeRawBufferPointer) -> NeedKind? {
        // Reading a kind never fails: an unknown word is nil.
        (try? kinds.value(of: text) { NeedKind(recorded: $0) }) ?? nil
    }

    /// The grade as recorded.
    ///
    /// - Throws: what ``NeedGrade/parse(_:kind:)`` throws.
    package mutating func grade(
        of text: UnsafeRawBufferPointer, kind: NeedKind
    ) throws(ResidentValueError) -> NeedGrade {
        try grades[kind, default: RecordedWords()].value(of: text) { (text) throws(ResidentValueError) in
            try NeedGrade.parse(text, kind: kind)
        }
    }
}

/// What the kinds and grades of stored needs are, each looked up once per code.
package struct StoredNeedWords: Sendable {
    private var kinds = RecordedWords<NeedKind?>()
    private var levels = RecordedWords<NeedLevel?>()
    private var states = RecordedWords<NeedState?>()

    /// No code read yet.
    package init() {}

    /// The kind with this name, or nil.
    package mutating func kind(_ name: UnsafeRawBufferPointer) -> NeedKind? {
        (try? kinds.value(of: name) { NeedKind(rawValue: $0) }) ?? nil
    }

    /// The grade with this code; an unknown one becomes ``NeedLevel/unrecognised``.
    package mutating func level(_ code: UnsafeRawBufferPointer) -> NeedLevel {
        ((try? levels.value(of: code) { NeedLevel(code: $0) }) ?? nil) ?? .unrecognised
    }

    /// The state with this name, or nil.
    package mutating func state(_ name: UnsafeRawBufferPointer) -> NeedState? {
        (try? states.value(of: name) { NeedState(rawValue: $0) }) ?? nil
    }
}
