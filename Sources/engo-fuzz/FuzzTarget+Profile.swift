import Interchange
import VictimSupport

extension FuzzTarget {
    /// Import profiles: the YAML reader and what profiles make of it.
    package static let profile = FuzzTarget(
        name: "profile", longest: ImportProfile.maximumBytes, tokens: profileTokens
    ) { (input: [UInt8]) throws(BrokenPromise) -> String in
        let profile: ImportProfile
        do throws(ImportProfileError) {
            profile = try ImportProfile.parse(input)
        } catch {
            guard let (line, column) = error.position else { throw BrokenPromise("every fault has a place") }
            try BrokenPromise.unless(line >= 1 && column >= 1, "places count from 1")
            // Every line break of YAML, those of older editions too, is or ends with one of these bytes.
            let breaks = input.count { [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($0) }
            try BrokenPromise.unless(line <= breaks + 2, "a fault stands in the file")
            try BrokenPromise.unless(column <= input.count + 2, "a fault stands in its line")
            if case .unknownKey(_, _, let nearest?, let allowed) = error {
                try BrokenPromise.unless(allowed.contains(nearest), "only valid keys are suggested")
            }
            // What is wrong, wherever it stands.
            return String("\(error)".filter { !("0"..."9").contains($0) })
        }
        for text in [profile.title, profile.version] {
            try BrokenPromise.unless((1...500).contains(text.unicodeScalars.count), "title and version are texts")
        }
        return "\(profile.kind)"
    }

    private static let profileTokens: [[UInt8]] = {
        let words = [
            "title: 試験\n", "version: 1\n", "kind: residents\n", "kind: needs\n", "note: x\n", "columns:\n", "codes:\n",
            "constants:\n",
            "history: 履歴番号\n", "state:\n", "  column: 状態\n", "  registered: [現存]\n", "  departed: [転出]\n",
            "  deceased: [死亡]\n",
            "  birth_date: 生年月日\n", "  sex: [性別, 性別コード]\n", "  address: {join: [町名, 番地], with: \"\"}\n",
            "  kind: \"1\"\n",
            "  grade: 等級\n", "    \"1\": 男\n", "    \"9\": \"\"\n", "join", "with", "&a ", "*a", "&a [*a, *a]",
            "<<: *a\n", "!!str ",
            "!x ", "? ", "? [a]\n: b\n", ": ", "- ", "- - - ", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "|\n",
            "|2-\n", ">+\n",
            "\"\\x41\"", "\"\\u0000\"", "\"\\U0010FFFF\"", "\"\\", "'", "''", "\"", "[", "]", "{", "}", ",", "#", "~",
            "null", "\t", "  ",
            "\n", "\r", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "\u{7F}", "\u{FFFE}", "\u{3000}", "か\u{3099}", "@",
            "`", "{a: ", "[[[[",
        ].map { Array($0.utf8) }
        return words + [[0xFF, 0xFE], [0xFE, 0xFF], [0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
    }()
}
