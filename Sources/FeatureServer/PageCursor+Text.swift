extension PageCursor {
    /// As it stands in addresses: three numbers in base 36.
    var text: String {
        "\(String(generation, radix: 36))-\(String(question, radix: 36))-\(String(offset, radix: 36))"
    }

    /// Reads what ``text`` wrote; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let generation = Int64(parts[0], radix: 36),
            let question = UInt64(parts[1], radix: 36), let offset = Int(parts[2], radix: 36), generation >= 0,
            offset >= 0
        else { return nil }
        self.init(generation: generation, question: question, offset: offset)
        guard self.text == text else { return nil }
    }
}
