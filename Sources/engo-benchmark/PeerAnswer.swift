import Foundation

/// The lines of a peer's answer without their positions, which every program writes in its own way.
struct PeerAnswer {
    /// `number,score,member_count` a household.
    private let beginnings: [String]

    init(path: String) throws {
        var lines: [String] = []
        try String(contentsOfFile: path, encoding: .utf8).enumerateLines { line, _ in
            lines.append(line.split(separator: ",").prefix(3).joined(separator: ","))
        }
        beginnings = lines
    }

    /// How it differs from the points that the project itself finds inside, in words without any household; nil when it does not.
    func difference(from expected: [String]) -> String? {
        if beginnings == expected { return nil }
        let (found, wanted) = (Set(beginnings), Set(expected))
        return "\(beginnings.count) households for \(expected.count), \(found.subtracting(wanted).count) of them not "
            + "expected, \(wanted.subtracting(found).count) missing"
            + (found == wanted && beginnings.count == expected.count ? ", in another order" : "")
    }
}
