import Foundation
import Testing

/// `engo user` and `--operator` as people call them.
///
/// Few calls hash a password: each takes seconds in a debug build.
@Suite(.serialized) struct UserProgramTests {
    private static let password = "河川敷の避難所はどこですか"

    private static func run(_ line: String, in folder: TemporaryFolder, environment: [String: String] = [:]) throws
        -> Program.Run
    {
        try Program.run(line.split(separator: " ").map(String.init), in: folder.url, environment: environment)
    }

    /// An empty drill workspace with files of passwords.
    private static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        #expect(try run("init w.engo --name 潮瀬市 --code 992011 --drill", in: folder).exitCode == 0)
        _ = try folder.write("words", password + "\n")
        _ = try folder.write("short", "短い\n")
        _ = try folder.write("common", "password-2026!!\n")
        return folder
    }

    @Test func anAccountIsMadeOnceAndLetsItsHolderIn() throws {
        let folder = try Self.workspace()
        let added = try Self.run(
            "user add w.engo --name 援護太郎 --role administrator --role headquarters --password-file words", in: folder)
        #expect(added.exitCode == 0, "\(added.errors)")
        let lines = added.text.split(separator: "\n").map(String.init)
        #expect(lines.count == 11 && lines[0].hasPrefix("otpauth://totp/") && !added.errors.contains("otpauth"))
        // The same name in other letters; the file, not the terminal, is where a password would come from.
        let again = try Self.run(
            "user add w.engo --name 援護太郎 --role partner --operator 援護太郎 --password-file words", in: folder)
        #expect(again.exitCode == 65)
        let wrong = try Self.run("user check w.engo --name 援護太郎 --password-file words --code 1", in: folder)
        #expect(wrong.exitCode == 77 && wrong.text.isEmpty)
        let code = lines[1]
        let right = try Program.run(
            ["user", "check", "w.engo", "--name", "援護太郎", "--password-file", "-", "--code", code], in: folder.url,
            input: Data((Self.password + "\n").utf8))
        #expect(right.exitCode == 0 && right.errors.hasSuffix("codes left: 9\n"), "\(right.errors)")
        let used = try Self.run("user check w.engo --name 援護太郎 --password-file words --code \(code)", in: folder)
        let unknown = try Self.run("user check w.engo --name 花子 --password-file words --code \(code)", in: folder)
        // What is wrong is not told.
        #expect(used.exitCode == 77 && used.errors == wrong.errors && unknown.errors == wrong.errors)
        for run in [added, again, wrong, right, used, unknown] { #expect(!run.errors.contains("援護太郎")) }

        let list = try Self.run("user list w.engo --format json", in: folder)
        let json = try #require(try JSONSerialization.jsonObject(with: list.output) as? [String: Any])
        let accounts = try #require(json["accounts"] as? [[String: Any]])
        #expect(accounts.map { $0["name"] as? String } == ["援護太郎"])
        #expect(accounts.map { $0["roles"] as? [String] } == [["administrator", "headquarters"]])
        #expect(accounts.map { $0["recovery_codes_left"] as? Int } == [9])
        #expect(try Self.run("user list w.engo", in: folder).text.contains("管理者・本部要員"))
        let csv = try Self.run("user list w.engo --format csv --lang en", in: folder).text
        #expect(csv.contains("name,roles,state,created_at,credential_set_at,recovery_codes_left"))
        #expect(csv.contains("援護太郎,administrator headquarters,enabled,"))

        // From now on an operator is an account.
        let backup = "backup w.engo --output b"
        #expect(try Self.run(backup, in: folder).exitCode == 77)
        #expect(try Self.run(backup + " --operator 花子", in: folder).exitCode == 77)
        #expect(try Self.run(backup + " --operator 援護太郎", in: folder).exitCode == 0)
        let environment = ["ENGO_OPERATOR": "援護太郎"]
        #expect(try Self.run("backup w.engo --output c", in: folder, environment: environment).exitCode == 0)
        let log = try Self.run("audit search w.engo --event release --jsonl", in: folder).text
        #expect(log.split(separator: "\n").count == 2 && log.contains(#""operatorName":"援護太郎""#))
        // Their roles bind them, the usual audience included, and the refusal is in the log.
        let partner = "user add w.engo --name 次郎 --role partner --operator 援護太郎 --password-file words"
        #expect(try Self.run(partner, in: folder).exitCode == 0)
        let outside = try Self.run("backup w.engo --output d --operator 次郎", in: folder)
        #expect(outside.exitCode == 77 && outside.errors.contains("--audience may be: peacetime-partner, public"))
        let refusals = try Self.run("audit search w.engo --event refusal --account 次郎 --jsonl", in: folder).text
        #expect(refusals.contains(#""outcome":"outside-roles""#))
        // Nor may they loosen what binds them.
        for setting in ["disclosure use w.engo default", "activation declare w.engo --event 洪水 --by 市長"] {
            let run = try Self.run(setting + " --operator 次郎", in: folder)
            #expect(run.exitCode == 77 && run.errors.contains("administrator"), "\(run.errors)")
            #expect(try Self.run(setting + " --operator 援護太郎", in: folder).exitCode == 0)
        }
        let last = "user disable w.engo --name 援護太郎 --operator 援護太郎"
        #expect(try Self.run(last, in: folder).exitCode == 77)
    }

    @Test(arguments: [
        ("user add w.engo --name a --role administrator --password-file short", 64),
        ("user add w.engo --name a --role administrator --password-file common", 64),
        ("user add w.engo --name a --role king --password-file words", 64),
        ("user add w.engo --name a --role partner --password-file words", 64),
        ("user add w.engo --name a --password-file words", 64),
        ("user add w.engo --name= --role administrator --password-file words", 64),
        ("user add w.engo --role administrator", 64),
        ("user add w.engo --name a --role administrator --password-file absent", 66),
        ("user add absent.engo --name a --role administrator --password-file words", 66),
        ("user add words --name a --role administrator --password-file words", 65),
        ("user disable w.engo --name a", 65), ("user enable w.engo --name a", 65),
        ("user reset w.engo --name a --password-file words", 65), ("user list absent.engo", 66),
        ("user list words", 65), ("user list w.engo --format yaml", 64),
        ("user check absent.engo --name a --password-file words --code 1", 66), ("user lst w.engo", 64),
    ])
    func whatIsWrongIsToldAndChangesNothing(line: String, exitCode: Int32) throws {
        let folder = try Self.workspace()
        let run = try Self.run(line, in: folder)
        #expect(run.exitCode == exitCode, "\(run.errors)")
        #expect(!run.errors.isEmpty && !run.errors.contains("unexpected error"))
        let list = try Self.run("user list w.engo", in: folder)
        #expect(list.text.contains("利用者はいません"))
    }
}
