import Accounts

extension AccountError {
    /// What failed and what to do; never a name, a password or a code.
    var sentence: Bilingual {
        switch self {
        case .invalidName:
            Bilingual(
                "利用者名・操作者名は1〜\(UserName.longest)文字で、制御文字は使えません。",
                "a name has 1 to \(UserName.longest) characters that print.")
        case .passwordRefused(let fault): fault.sentence
        case .accountExists:
            Bilingual(
                "同じ名前の利用者がいます（大文字・小文字、全角・半角は区別しません）。何も変更していません。",
                "there is an account of that name, case and width apart; nothing was changed.")
        case .noSuchAccount:
            Bilingual(
                "その名前の利用者はいません。engo user list で確かめてください。",
                "there is no account of that name: see engo user list.")
        case .noRole: Bilingual("役割が必要です（--role）。", "an account needs a role: give --role.")
        case .firstIsAdministrator:
            Bilingual(
                "最初の利用者は管理者にしてください（--role administrator）。何も変更していません。",
                "the first account must be an administrator's: give --role administrator; nothing was changed.")
        case .lastAdministrator:
            Bilingual(
                "有効な管理者が一人もいなくなります。先に別の管理者を作ってください。何も変更していません。",
                "no administrator would be left: make another first; nothing was changed.")
        case .unknownOperator:
            Bilingual(
                "この作業ファイルには利用者がいます。--operator で有効な利用者の名前を指定してください（engo user list）。",
                "the workspace has accounts: name one that is enabled with --operator; see engo user list.")
        case .needsRole(let roles):
            Bilingual(
                "これができる役割: \(roles.map(\.japanese).joined(separator: "、"))。--operator でその役割の利用者を指定してください（engo user list）。何も変更していません。",
                "this takes the role \(roles.map(\.rawValue).joined(separator: " or ")): name such an account with "
                    + "--operator (engo user list); nothing was changed.")
        case .tooManyLogins(let waiting):
            Bilingual(
                "ログインが混み合っています（\(waiting) 件待ち）。しばらくしてからもう一度お試しください。",
                "\(waiting) logins are waiting already: try again in a while.")
        case .malformedCredential:
            Bilingual(
                "利用者の認証情報が壊れているか、新しい版のものです。engo doctor で調べ、engo user reset で作り直してください。",
                "what is stored of the account is malformed: run engo doctor, then engo user reset.")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .invalidName, .passwordRefused, .noRole, .firstIsAdministrator: .usage
        case .accountExists, .noSuchAccount: .badData
        case .lastAdministrator, .unknownOperator, .needsRole: .refused
        case .tooManyLogins: .busy
        case .malformedCredential: .software
        }
    }
}

extension PasswordFault {
    /// What is wrong with a new password.
    var sentence: Bilingual {
        switch self {
        case .tooShort:
            Bilingual(
                "パスワードが短すぎます（\(Password.shortest) 文字以上）。", "the password needs \(Password.shortest) characters or more."
            )
        case .tooLong:
            Bilingual("パスワードが長すぎます（\(Password.longest) 文字以内）。", "the password may have \(Password.longest) characters.")
        case .controlCharacter: Bilingual("パスワードに制御文字は使えません。", "a password has no control characters.")
        case .common:
            Bilingual(
                "よく使われるパスワードです（名前・連番・キーの並び・年・ありふれた言葉を除くと、ほとんど残りません）。",
                "the password is a common one: little remains without names, sequences, years and usual words.")
        }
    }
}
