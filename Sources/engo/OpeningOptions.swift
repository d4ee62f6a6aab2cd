import ArgumentParser
import Foundation
import Interchange
import Sealing

/// `--identity` and `--passphrase-file`: what opens a sealed file.
struct OpeningOptions: ParsableArguments {
    @Option(help: "秘密鍵のファイル（繰り返し可） / a file of secret keys; may be repeated", completion: .file())
    var identity: [String] = []
    @Option(help: "1行目がパスフレーズのファイル / a file whose first line is the passphrase", completion: .file())
    var passphraseFile: String?

    /// Whether either is given.
    var isGiven: Bool { !files.isEmpty }

    /// The files that these options read.
    var files: [String] { identity + [passphraseFile].compactMap(\.self) }

    /// What opens the file; the passphrase is asked for when neither option is given.
    ///
    /// - Throws: ``Sealing/SealingError``, ``Interchange/InterchangeError``, ``UsageError``.
    func keys() throws -> OpeningKeys {
        guard !identity.isEmpty else {
            return .passphrase(Passphrase(try PassphraseSource(file: passphraseFile).read(isNew: false)))
        }
        guard passphraseFile == nil else {
            throw UsageError(
                sentence: Bilingual("秘密鍵とパスフレーズは、どちらか一方です。", "give identities or a passphrase, not both."))
        }
        var identities: [Identity] = []
        for path in identity { identities += try Identity.list(KeyFile.text(path)) }
        return .identities(identities)
    }
}
