import Sealing

extension SealingError {
    /// What failed and what to do; never a key, a passphrase or what was sealed.
    var sentence: Bilingual {
        switch self {
        case .invalidRecipient(let line):
            let place = Self.place(line)
            return Bilingual(
                "\(place.japanese)公開鍵ではありません（age1… の形です）。", "\(place.english)not a public key, which begins age1.")
        case .invalidIdentity(let line):
            let place = Self.place(line)
            return Bilingual(
                "\(place.japanese)秘密鍵ではありません（AGE-SECRET-KEY-1… の形です）。",
                "\(place.english)not a secret key, which begins AGE-SECRET-KEY-1.")
        case .passphraseTooShort(let minimum):
            return Bilingual(
                "パスフレーズが短すぎます（\(minimum) 文字以上）。", "the passphrase is too short: at least \(minimum) characters.")
        case .nobodyToSealFor:
            return Bilingual("受取人がいません。", "there is no recipient.")
        case .notSealed:
            return Bilingual("封をしたファイル（age形式）ではありません。", "not a sealed file in the age format.")
        case .unsupportedVersion:
            return Bilingual("この版の age 形式は読めません。", "this version of the age format is not read.")
        case .malformedHead(let line):
            return Bilingual(
                "封をしたファイルの \(line) 行目が壊れています。もう一度受け取ってください。",
                "line \(line) of the sealed file's head is malformed; ask for the file again.")
        case .workFactorTooHigh(let found, let limit):
            return Bilingual(
                "パスフレーズの計算量 \(found) が大きすぎます（\(limit) まで）。", "work factor \(found) is above \(limit).")
        case .otherKindOfKey(let needsPassphrase):
            return needsPassphrase
                ? Bilingual(
                    "パスフレーズで封をしたファイルです。--identity を外してください。",
                    "the file is sealed with a passphrase: leave --identity out.")
                : Bilingual(
                    "受取人の鍵で封をしたファイルです。--identity を指定してください。",
                    "the file is sealed for recipients: give --identity.")
        case .wrongKey:
            return Bilingual(
                "この鍵・パスフレーズでは開きません。", "this key or passphrase does not open the file.")
        case .damaged:
            return Bilingual(
                "封をしたファイルが切れているか、書き換えられています。中身は出していません。もう一度受け取ってください。",
                "the sealed file was cut or altered; nothing was written. Ask for the file again.")
        }
    }

    private static func place(_ line: Int?) -> Bilingual {
        line.map { Bilingual("\($0) 行目は", "line \($0) is ") } ?? Bilingual("", "")
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .passphraseTooShort, .nobodyToSealFor, .otherKindOfKey: .usage
        default: .badData
        }
    }
}
