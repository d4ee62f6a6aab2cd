import Accounts
import ArgumentParser
import Disclosure
import Registry
import VictimSupport

extension AccountRole: ExpressibleByArgument {}

/// `engo user`: who may log in.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "利用者と役割 / accounts and roles.",
        subcommands: [Add.self, List.self, Disable.self, Enable.self, Reset.self, Check.self])

    /// Which account.
    struct NameOption: ParsableArguments {
        @Option(help: "利用者名 / name of the account") var name: String

        /// The name by its rules.
        func userName() throws -> UserName { try UserName(name) }
    }

    /// Where a new password comes from.
    struct PasswordOption: ParsableArguments {
        @Option(
            help: "1行目がパスワードのファイル（- は標準入力）。なければ尋ねる / a file whose first line is the password, - for standard input",
            completion: .file())
        var passwordFile: String?

        /// The source of a password.
        var source: PasswordSource { PasswordSource(file: passwordFile) }
    }

    /// `engo user add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "利用者を作る / make an account.",
            discussion: """
                例 / examples:
                  engo user add W.engo --name 援護太郎 --role administrator
                  engo user add W.engo --name hanako --role headquarters --role welfare --operator 援護太郎
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var account: NameOption
        @Option(help: "役割（繰り返し可） / a role; may be repeated") var role: [AccountRole] = []
        @OptionGroup var password: PasswordOption
        @OptionGroup var acting: OperatorOptions

        func run() throws {
            var generator = SystemRandomNumberGenerator()
            let issued = try AccountKeeping(acting, workspace).add(
                account.userName(), roles: Set(role), password: { try password.source.read(isNew: true) },
                using: &generator)
            try UserText.tell(issued)
        }
    }

    /// `engo user list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "利用者の一覧 / the accounts.", discussion: "例 / example: engo user list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Option(help: "出力形式 / output format: table, csv, json") var format: AccountListFormat = .table
        @Option(help: "CSVの見出しの言語 / language of the CSV: ja, en") var lang: OutputLanguage = .japanese

        func run() throws {
            let (accounts, state) = try RegistryReader(workspace.paths).read {
                (try $0.accounts(), try $0.disclosureState())
            }
            let output = StandardOutput()
            switch format {
            case .table: try output.write(UserText.table(accounts, DrillMark(state.mode)))
            case .csv:
                try UserText.csv(accounts, DrillMark(state.mode), language: lang).withUnsafeBytes {
                    try output.write($0)
                }
            case .json: try output.write(UserText.json(accounts, under: state))
            }
            try output.flush()
        }
    }

    /// `engo user disable`.
    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "disable", abstract: "利用者を止める / keep an account from logging in.",
            discussion: "例 / example: engo user disable W.engo --name hanako --operator 援護太郎")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var account: NameOption
        @OptionGroup var acting: OperatorOptions

        func run() throws {
            UserText.tell(try AccountKeeping(acting, workspace).setEnabled(false, account.userName()))
        }
    }

    /// `engo user enable`.
    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "enable", abstract: "止めた利用者を戻す / let an account log in again.",
            discussion: "例 / example: engo user enable W.engo --name hanako --operator 援護太郎")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var account: NameOption
        @OptionGroup var acting: OperatorOptions

        func run() throws {
            UserText.tell(try AccountKeeping(acting, workspace).setEnabled(true, account.userName()))
        }
    }

    /// `engo user reset`.
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset",
            abstract: "パスワード・認証アプリ・回復コードを作り直す / a new password, second factor and recovery codes.",
            discussion: "例 / example: engo user reset W.engo --name hanako --operator 援護太郎")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var account: NameOption
        @OptionGroup var password: PasswordOption
        @OptionGroup var acting: OperatorOptions

        func run() throws {
            var generator = SystemRandomNumberGenerator()
            let issued = try AccountKeeping(acting, workspace).reset(
                account.userName(), password: { try password.source.read(isNew: true) }, using: &generator)
            try UserText.tell(issued)
        }
    }

    /// `engo user check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "ログインを試す / try a login.",
            discussion: """
                例 / example: engo user check W.engo --name hanako
                使ったコードは使い終わり、失敗は数えます / a code is used up, and a failure is counted
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var account: NameOption
        @OptionGroup var password: PasswordOption
        @Option(help: "認証アプリの6桁か回復コード。なければ尋ねる / the app's six digits or a recovery code; asked for by default")
        var code: String?

        func run() throws {
            let password = try password.source.read(isNew: false)
            let code = try code ?? Terminal.secret("認証コード / code: ", orElse: "--code")
            let attempt = LoginAttempt(
                name: account.name, password: password, secondFactor: code, source: .commandLine,
                operatorName: SystemMoment.operatorName)
            let outcome = try LoginCheck(workspace.paths, slots: HashingSlots()).check(
                attempt, at: try SystemMoment.now())
            guard let account = outcome.account else {
                StandardError.line(
                    "ログインできません。名前・パスワード・コードを確かめ、しばらくしてからもう一度お試しください",
                    "refused: check name, password and code, and try again in a while")
                throw ExitCode(ProgramExitCode.refused.rawValue)
            }
            StandardError.line(
                "ログインできます。残りの回復コード: \(account.recoveryCodesLeft)",
                "accepted; recovery codes left: \(account.recoveryCodesLeft)")
        }
    }
}

extension AccountKeeping {
    /// Changes in a workspace by the operator of a command.
    fileprivate init(_ acting: OperatorOptions, _ workspace: WorkspaceArgument) throws {
        self.init(
            workspace.paths, moment: try SystemMoment.now(), operatorName: try acting.userName(),
            slots: HashingSlots())
    }
}

/// The forms of the list of accounts.
enum AccountListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}
