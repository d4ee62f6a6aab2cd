/// What may stand behind the question mark of an address: its name, what it says, and which values it takes.
struct QueryParameter: Sendable {
    /// The values that it takes.
    enum Shape: Hashable, Sendable {
        /// A whole number from 1 on; what is above `most` counts as `most`.
        case count(usual: Int, most: Int)
        /// A whole number from 0 on.
        case number
        /// Numbers between commas, as many as one of these.
        case numbers([Int])
        /// One of these words.
        case choice([String])
        /// Names between commas.
        case names
        /// A moment, a day, or two of them around a slash.
        case time
        /// The address of a reference system that the service knows.
        case reference
        /// Any text that is not empty.
        case text
    }

    /// Its name.
    let name: String
    /// What it says.
    let title: Bilingual
    /// The values that it takes.
    let shape: Shape
    /// The value that is meant when none is given; nil when that follows from something else, or nothing is meant.
    var usual: String?

    /// The name of the parameter that chooses the form of an answer.
    static let formName = "f"

    /// Chooses the form of an answer.
    static func form(_ forms: [ServedForm]) -> QueryParameter {
        QueryParameter(
            name: formName, title: Bilingual("応答の形式（Accept より優先）", "The form of the answer, before what Accept says"),
            shape: .choice(forms.flatMap(\.names)))
    }
}

extension QueryParameter.Shape {
    /// Whether a value has this shape.
    func accepts(_ value: String) -> Bool {
        switch self {
        case .count: value.utf8.contains { $0 != 0x30 } && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .number: !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .numbers(let counts): Self.numbers(value).map { counts.contains($0.count) } ?? false
        case .choice(let words): words.contains(value)
        case .names: value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
        case .time: TimeInterval3339.isValid(value)
        case .reference: OutputReference(uri: value) != nil
        case .text: !value.isEmpty
        }
    }

    /// The numbers between commas, or nil when something else stands there.
    static func numbers(_ value: String) -> [Double]? {
        var numbers: [Double] = []
        for part in value.split(separator: ",", omittingEmptySubsequences: false) {
            // Swift reads "nan", "inf" and hexadecimal numbers too.
            guard !part.isEmpty, part.utf8.allSatisfy(isDecimal), let number = Double(part), number.isFinite else {
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func isDecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// What to write, for whoever wrote something else.
    var advice: Bilingual {
        switch self {
        case .count: Bilingual("1以上の整数を書いてください。", "Write a whole number from 1 on.")
        case .number: Bilingual("0以上の整数を書いてください。", "Write a whole number from 0 on.")
        case .numbers(let counts):
            Bilingual(
                "数を\(counts.map(String.init).joined(separator: "個または"))個、コンマで区切って書いてください。",
                "Write \(counts.map(String.init).joined(separator: " or ")) numbers between commas.")
        case .choice(let words):
            Bilingual(
                "次のどれかを書いてください: \(words.joined(separator: ", "))", "Write one of: \(words.joined(separator: ", ")).")
        case .names: Bilingual("名前をコンマで区切って書いてください。", "Write names between commas.")
        case .time:
            Bilingual(
                "日時（2026-06-01T00:00:00Z）、日付、または「/」で区切った期間を書いてください。",
                "Write a time such as 2026-06-01T00:00:00Z, a day, or two of them around a slash.")
        case .reference:
            Bilingual(
                "コレクションの crs にある座標系のアドレスを書いてください。", "Write one of the addresses in crs of the collection.")
        case .text: Bilingual("値を書いてください。", "Write a value.")
        }
    }
}
