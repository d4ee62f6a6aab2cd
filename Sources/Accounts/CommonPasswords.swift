/// Tells passwords that are among the first that anybody tries.
///
/// There is no list of leaked passwords: that would be a file of hundreds of megabytes to be kept up to date. Instead the
/// *obvious pieces* of a password are left out: repetitions, runs of the alphabet, of digits and of keyboard rows, years, the
/// words below and the names that the caller gives, in any letter case and with the usual digits for letters (`p4ssw0rd`).
/// A password is common when fewer than ``fewestOwnCharacters`` characters remain, or when it has fewer than
/// ``fewestDifferentCharacters`` different ones.
struct CommonPasswords {
    /// Characters outside the obvious pieces that a password needs.
    static let fewestOwnCharacters = 6
    /// Different characters that a password needs.
    static let fewestDifferentCharacters = 5

    /// What people reach for, invented for this list; all in lower case, at least three letters or two ideographs.
    private static let words = [
        "password", "passwort", "passcode", "passphrase", "passwd", "pass", "pasuwado", "secret", "himitsu", "letmein",
        "welcome", "login", "logon", "signin", "admin", "administrator", "kanrisha", "kanri", "root", "user", "guest",
        "test", "demo", "sample", "default", "changeme", "temp", "temporary", "master", "system", "server", "monkey",
        "dragon", "sunshine", "iloveyou", "love", "sakura", "nippon", "nihon", "japan", "tokyo", "engo", "bosai",
        "bousai", "saigai", "hinan", "honbu", "fukushi", "shien", "kyujo", "city", "town", "village", "office",
        "yakusho", "shiyakusho", "yakuba", "kuyakusho", "soumu", "jouhou", "joho", "spring", "summer", "autumn",
        "winter", "monday", "friday", "reiwa", "heisei", "showa",
        "パスワード", "ぱすわーど", "ひみつ", "秘密", "管理者", "管理", "援護", "えんご", "防災", "災害", "避難", "本部", "対策", "福祉",
        "支援", "要援護者", "市役所", "区役所", "町役場", "村役場", "役場", "総務", "情報", "令和", "平成", "昭和", "日本", "さくら",
    ]

    /// Rows of keyboards and orders that everybody knows; runs of four are found in both directions.
    private static let rows = [
        "`1234567890-=", "1234567890-^", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "qazwsxedcrfvtgbyhnujmikolp", "abcdefghijklmnopqrstuvwxyz", "01234567890",
        "あいうえおかきくけこさしすせそたちつてとなにぬねの", "いろはにほへとちりぬるを", "アイウエオカキクケコサシスセソ",
    ].flatMap { row in [Array(row), Array(row.reversed())] }

    private static let shortestRun = 4
    private static let disguises: [Character: Character] = [
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i",
    ]

    private let words: [[Character]]

    /// - Parameter words: what belongs to this account and municipality.
    init(words own: [String]) {
        let names = own.flatMap { name -> [String] in
            let folded = Password.normalised(name).lowercased()
            // The name of a city is as obvious without its last syllable.
            let parts = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            return ([folded] + parts).flatMap { "市区町村".contains($0.suffix(1)) ? [$0, String($0.dropLast())] : [$0] }
        }
        self.words = (Self.words + names).map { Array($0) }.filter { $0.count >= 2 }
    }

    /// - Parameter text: in NFKC.
    func contains(_ text: String) -> Bool {
        let characters = Array(text.lowercased())
        guard Set(characters).count >= Self.fewestDifferentCharacters else { return true }
        let unit = Self.unit(of: characters)
        let plain = pieces(of: unit)
        // The same once more with letters for the digits that stand for them; a digit that is one stays obvious.
        let undisguised = pieces(of: unit.map { Self.disguises[$0] ?? $0 })
        let own = zip(plain, undisguised).count { !$0 && !$1 }
        return own < Self.fewestOwnCharacters
    }

    /// The part that is repeated, or the whole.
    private static func unit(of characters: [Character]) -> [Character] {
        for length in 1..<characters.count where characters.count % length == 0 {
            if characters.indices.allSatisfy({ characters[$0] == characters[$0 % length] }) {
                return Array(characters[..<length])
            }
        }
        return characters
    }

    /// For each character whether it belongs to an obvious piece.
    private func pieces(of characters: [Character]) -> [Bool] {
        var isObvious = [Bool](repeating: false, count: characters.count)
        func mark(_ range: Range<Int>) { for index in range { isObvious[index] = true } }
        for start in characters.indices {
            let rest = characters[start...]
            for word in words where rest.starts(with: word) { mark(start..<start + word.count) }
            for row in Self.rows {
                for place in row.indices where row[place] == characters[start] {
                    let length = zip(row[place...], rest).prefix { $0 == $1 }.count
                    if length >= Self.shortestRun { mark(start..<start + length) }
                }
            }
            let same = rest.prefix { $0 == characters[start] }.count
            if same >= 3 { mark(start..<start + same) }
            if let year = Int(String(rest.prefix(4))), (1900...2099).contains(year) { mark(start..<start + 4) }
        }
        return isObvious
    }
}
