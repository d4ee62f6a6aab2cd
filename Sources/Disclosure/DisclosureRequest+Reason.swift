extension DisclosureRequest {
    /// Whether a text can say what data is for: one line of at most 200 characters, counted in Unicode scalars.
    package static func isReason(_ text: String) -> Bool {
        text.unicodeScalars.count <= 200 && !text.contains(where: \.isNewline)
    }
}
