import ArgumentParser
import Foundation
import Interchange
import Sealing
import VictimSupport

/// `engo seal`: a file that only its receivers can open.
struct SealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "ファイルを暗号化して封をする（age形式） / seals a file for its receivers, in the age format.",
        discussion: """
            例 / example: engo seal households.csv --recipient age1… --output households.csv.age
            --recipient も --recipients-file もなければパスフレーズを尋ねる / asks for a passphrase when no recipient is given
            """)

    @Argument(help: "封をするファイル / the file to seal", completion: .file()) var file: String
    @Option(help: "封をしたファイル。既にあれば書かない / the sealed file; an existing file stays", completion: .file())
    var output: String
    @Option(help: "受取人の公開鍵 age1…（繰り返し可） / a receiver's public key; may be repeated") var recipient: [String] = []
    @Option(help: "受取人の公開鍵の一覧ファイル / a file with a public key a line", completion: .file())
    var recipientsFile: String?
    @Option(help: "1行目がパスフレーズのファイル / a file whose first line is the passphrase", completion: .file())
    var passphraseFile: String?

    func run() throws {
        try OutputTarget(output).refuse([file] + [recipientsFile, passphraseFile].compactMap(\.self))
        var generator = SystemRandomNumberGenerator()
        let keys = try self.keys()
        try FileSealing.seal(file, for: keys, to: OutputFile.open(output), using: &generator)
        StandardError.line("封をしました: \(output)", "sealed")
    }

    private func keys() throws -> SealingKeys {
        var recipients: [Recipient] = []
        for text in recipient { recipients.append(try Recipient(text)) }
        if let recipientsFile { recipients += try Recipient.list(KeyFile.text(recipientsFile)) }
        guard recipient.isEmpty, recipientsFile == nil else {
            guard passphraseFile == nil else {
                throw UsageError(
                    sentence: Bilingual(
                        "受取人の鍵とパスフレーズは、どちらか一方です。", "give recipients or a passphrase, not both."))
            }
            return .recipients(recipients)
        }
        return .passphrase(try .forSealing(PassphraseSource(file: passphraseFile).read(isNew: true)))
    }
}

/// `engo key`: the keys of a receiver.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "封をしたファイルを受け取る鍵 / the keys of a receiver of sealed files.",
        subcommands: [New.self, Show.self])

    /// `engo key new`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "秘密鍵を作り、公開鍵を表示 / makes a secret key and prints its public key.",
            discussion: "例 / example: engo key new --output key.txt")

        @Option(help: "秘密鍵のファイル。既にあれば書かない / the secret key; an existing file stays", completion: .file())
        var output: String

        func run() throws {
            var generator = SystemRandomNumberGenerator()
            let identity = try Identity(using: &generator)
            let writer = try OutputFile.open(output)
            try writer.write("# public key: \(identity.recipient.text)\n\(identity.text)\n")
            try writer.commit(isReplacing: false)
            try StandardOutput.write(whole: identity.recipient.text + "\n")
            StandardError.line(
                "秘密鍵は他人に渡さないでください。渡すのは上の公開鍵です", "keep the file secret; hand out the public key above")
        }
    }

    /// `engo key show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "秘密鍵のファイルの公開鍵を表示 / prints the public keys of a file of secret keys.")

        @Argument(help: "秘密鍵のファイル / a file of secret keys", completion: .file()) var file: String

        func run() throws {
            let identities = try Identity.list(KeyFile.text(file))
            try StandardOutput.write(whole: identities.map { $0.recipient.text + "\n" }.joined())
        }
    }
}

/// A file of keys as text.
enum KeyFile {
    private static let longest = 1 << 20

    static func text(_ path: String) throws -> String {
        String(decoding: try InputFile.read(path: path, limit: longest), as: UTF8.self)
    }
}
