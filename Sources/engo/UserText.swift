import Accounts
import Disclosure
import Interchange
import Registry
import VictimSupport

/// What the program says of accounts.
enum UserText {
    // MARK: Changes

    /// The link and the codes on standard output, once; what to do with them beside it.
    static func tell(_ issued: AccountKeeping.Issued) throws {
        tell(issued.event)
        StandardError.line(
            "次の1行目を認証アプリに登録し、回復コード\(issued.recoveryCodes.count)個を紙に控えてください。二度と表示しません",
            "add the link to an authenticator app and keep the recovery codes on paper; they are not shown again")
        try StandardOutput.write(
            whole: ([issued.link] + issued.recoveryCodes.map(\.text)).map { $0 + "\n" }.joined())
    }

    /// What was done.
    static func tell(_ event: AccountEvent) {
        guard case .change(let action) = event.kind else { return }
        switch action {
        case .add: StandardError.line("利用者を作りました", "made the account")
        case .disable: StandardError.line("利用者を止めました", "disabled the account")
        case .enable: StandardError.line("利用者を戻しました", "enabled the account")
        case .reset: StandardError.line("利用者の認証情報を作り直しました", "reset the account")
        }
    }

    // MARK: The list

    private static let headings: [(japanese: String, english: String)] = [
        ("利用者名", "name"), ("役割", "roles"), ("状態", "state"), ("作成日時", "created_at"),
        ("認証設定日時", "credential_set_at"), ("残り回復コード", "recovery_codes_left"),
    ]

    static func table(_ accounts: [Account], _ mark: DrillMark) -> String {
        if accounts.isEmpty { return mark.heading + "利用者はいません / there is no account\n" }
        let widths = [24, 32, 8, 20, 20, 0]
        let rows = [headings.map(\.japanese)] + accounts.map { cells($0, .japanese) }
        return mark.heading + rows.map { TableLine(Array(zip($0, widths).map { ($0, $1) })).text + "\n" }.joined()
    }

    static func csv(_ accounts: [Account], _ mark: DrillMark, language: OutputLanguage) throws -> [UInt8] {
        var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        writer.row(headings.map { language == .japanese ? $0.japanese : $0.english } + mark.columnHeading(language))
        for account in accounts { writer.row(cells(account, language) + mark.cells) }
        return writer.bytes
    }

    private static func cells(_ account: Account, _ language: OutputLanguage) -> [String] {
        let roles = account.roles.sorted().map { language == .japanese ? $0.japanese : $0.rawValue }
        let state = language == .japanese ? (account.isEnabled ? "有効" : "停止") : state(account)
        return [
            account.name.text, roles.joined(separator: language == .japanese ? "・" : " "), state, account.createdAt,
            account.credentialSetAt, String(account.recoveryCodesLeft),
        ]
    }

    private static func state(_ account: Account) -> String { account.isEnabled ? "enabled" : "disabled" }

    static func json(_ accounts: [Account], under disclosure: DisclosureState) -> String {
        let known = disclosure.rules.profiles.map(\.audience.rawValue)
        var json = JSONWriter()
        json.beginObject()
        DrillMark(disclosure.mode).members(to: &json)
        json.name("accounts")
        json.beginArray()
        for account in accounts {
            json.lineBreak()
            json.beginObject()
            json.member("name", account.name.text)
            json.name("roles")
            json.beginArray()
            for role in account.roles.sorted() { json.string(role.rawValue) }
            json.endArray()
            json.name("audiences")
            json.beginArray()
            for audience in AccountRole.audiences(of: account.roles, among: known) { json.string(audience) }
            json.endArray()
            json.member("state", state(account))
            json.member("created_at", account.createdAt)
            json.member("credential_set_at", account.credentialSetAt)
            json.member("recovery_codes_left", account.recoveryCodesLeft)
            json.endObject()
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}
