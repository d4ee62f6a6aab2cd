import Interchange
import Residents

extension YAMLNode {
    func wrong(_ form: ScoringPolicyForm) -> ScoringPolicyError { .wrongForm(form, line: line, column: column) }

    func policyText() throws(ScoringPolicyError) -> String {
        guard let text, !isNull, (1...500).contains(text.unicodeScalars.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw wrong(.text) }
        return text
    }

    func policyIdentifier() throws(ScoringPolicyError) -> String {
        guard let text, (1...64).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { throw wrong(.identifier) }
        return text
    }

    /// A number with an optional sign before it, for what can be negative.
    private var signed: Int? {
        guard let text, text.utf8.first == UInt8(ascii: "-") else { return text.flatMap(ScaledNumber.parse) }
        return ScaledNumber.parse(String(text.dropFirst())).map { -$0 }
    }

    func policyNumber(in range: ClosedRange<Int>) throws(ScoringPolicyError) -> Int {
        guard let number = range.lowerBound < 0 ? signed : text.flatMap(ScaledNumber.parse) else {
            throw wrong(.number)
        }
        guard range.contains(number) else {
            throw .outOfRange(
                line: line, column: column, lowestThousandths: range.lowerBound, highestThousandths: range.upperBound)
        }
        return number
    }

    func policyWholeNumber(in range: ClosedRange<Int>) throws(ScoringPolicyError) -> Int {
        let number = try policyNumber(in: (range.lowerBound * 1_000)...(range.upperBound * 1_000))
        guard number % 1_000 == 0 else { throw wrong(.wholeNumber) }
        return number / 1_000
    }

    /// Two whole numbers, both included, of which one may be left out.
    func policyRange(in range: ClosedRange<Int>) throws(ScoringPolicyError) -> ClosedRange<Int> {
        let mapping = try PolicyMapping(self, PolicyKeys.range)
        guard mapping["from"] != nil || mapping["to"] != nil else { throw wrong(.range) }
        let from = try mapping["from"]?.policyWholeNumber(in: range) ?? range.lowerBound
        let to = try mapping["to"]?.policyWholeNumber(in: range) ?? range.upperBound
        guard from <= to else { throw wrong(.range) }
        return from...to
    }

    func policyDate() throws(ScoringPolicyError) -> CalendarDate {
        guard let text, let date = CalendarDate(iso: text) else { throw wrong(.date) }
        return date
    }

    /// The elements of a list that is not empty.
    func policyList() throws(ScoringPolicyError) -> [YAMLNode] {
        guard let sequence, !sequence.isEmpty else { throw wrong(.list) }
        return sequence
    }

    /// A word, or each word of a list, with its node.
    func policyWords() throws(ScoringPolicyError) -> [(word: String, node: YAMLNode)] {
        var result: [(word: String, node: YAMLNode)] = []
        for node in sequence ?? [self] {
            guard let word = node.text, !word.isEmpty else { throw node.wrong(.words) }
            result.append((word, node))
        }
        guard !result.isEmpty else { throw wrong(.words) }
        return result
    }

    /// The one of the allowed words that stands here.
    func policyWord(among allowed: [String]) throws(ScoringPolicyError) -> String {
        guard let text else { throw wrong(.words) }
        guard allowed.contains(text) else { throw unknownWord(text, allowed: allowed) }
        return text
    }

    func unknownWord(_ word: String, allowed: [String]) -> ScoringPolicyError {
        .unknownWord(
            line: line, column: column, nearest: NearestWord.find(word, among: allowed), allowed: allowed)
    }
}
