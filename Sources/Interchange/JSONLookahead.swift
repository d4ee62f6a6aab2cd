/// Finds a member of an object ahead of the strict reading, by its brackets and strings alone.
///
/// What it passes over is checked later by the strict reader; on malformed text it may find nothing or the wrong
/// place, and the strict reader then reports the text.
struct JSONLookahead {
    private var scanner: JSONScanner

    init(scanner: JSONScanner, objectAt start: Int) {
        self.scanner = scanner
        self.scanner.at = start
    }

    /// The offset of the value of the object's first member of the given name, or nil.
    ///
    /// - Complexity: O(n) in the bytes before that member.
    mutating func value(of member: String) -> Int? {
        scanner.at += 1
        scanner.skipWhiteSpace()
        while scanner.peek == UInt8(ascii: "\"") {
            guard let name = try? scanner.name() else { return nil }
            if name == member { return scanner.at }
            guard skipLoosely() else { return nil }
        }
        return nil
    }

    /// Passes over a value and the comma after it; false when the object ends.
    private mutating func skipLoosely() -> Bool {
        let bytes = scanner.bytes
        var at = scanner.at
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            at &+= 1
            // Nothing between a digit and a bracket matters; most bytes leave here.
            if byte >= 0x2D, byte < 0x5B { continue }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return false }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                scanner.at = at
                scanner.skipWhiteSpace()
                return true
            case UInt8(ascii: "\""):
                while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
                    at &+= bytes[at] == UInt8(ascii: "\\") ? 2 : 1
                }
                at &+= 1
            default: break
            }
        }
        return false
    }
}
