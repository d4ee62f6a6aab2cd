import ArgumentParser
import Disclosure
import Foundation
import Interchange
import Residents
import Sealing
import VictimSupport

/// `--seal-to` and its companions: what leaves is sealed for those who may open it.
struct SealingOptions: ParsableArguments {
    @Option(
        help:
            "この受取人の鍵で封をする（一覧は渡し用ファイルになる）。age1… か鍵の一覧ファイル（繰り返し可） / seal for a public key, or a file of keys; a list becomes a package"
    )
    var sealTo: [String] = []

    @Flag(help: "パスフレーズを尋ねて封をする / seal with a passphrase asked for at the terminal")
    var sealPassphrase = false

    @Option(help: "1行目のパスフレーズで封をする / seal with the first line of this file", completion: .file())
    var sealPassphraseFile: String?

    /// Whether sealing is asked for.
    var isAsked: Bool { !sealTo.isEmpty || sealPassphrase || sealPassphraseFile != nil }

    func validate() throws {
        guard [!sealTo.isEmpty, sealPassphrase, sealPassphraseFile != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError(
                "--seal-to、--seal-passphrase、--seal-passphrase-file はどれか一つです / give only one of them.")
        }
    }

    /// The files that these options read.
    var files: [String] { sealTo.filter { !Self.isKey($0) } + [sealPassphraseFile].compactMap(\.self) }

    /// For whom to seal.
    ///
    /// - Throws: ``Sealing/SealingError``, ``Interchange/InterchangeError``, ``UsageError`` without a terminal.
    func keys() throws -> SealingKeys {
        guard sealTo.isEmpty else {
            var recipients: [Recipient] = []
            for text in sealTo {
                recipients += Self.isKey(text) ? [try Recipient(text)] : try Recipient.list(KeyFile.text(text))
            }
            return .recipients(recipients)
        }
        return .passphrase(try .forSealing(PassphraseSource(file: sealPassphraseFile).read(isNew: true)))
    }

    private static func isKey(_ text: String) -> Bool { text.lowercased().hasPrefix("age1") }
}

/// How a list or its sheets are handed over: for whom they are sealed, and until when they may be used.
struct PackageOptions: ParsableArguments {
    @OptionGroup var sealing: SealingOptions

    @Option(help: "渡し用ファイル・印刷物の利用期限（省略時は30日後） / last day of use, YYYY-MM-DD; 30 days from today when left out")
    var expires: String?

    /// Whether a package is asked for.
    var isAsked: Bool { sealing.isAsked }

    func validate() throws {
        if let expires, CalendarDate(iso: expires) == nil {
            throw ValidationError("--expires は YYYY-MM-DD です / --expires takes a date.")
        }
    }

    /// Refuses a last day of use where nothing is sealed that could say it.
    func refuseExpiryAlone() throws(UsageError) {
        guard isAsked || expires == nil else {
            throw UsageError(
                sentence: Bilingual("--expires は --seal-to などと一緒に使います。", "--expires goes with --seal-to."))
        }
    }

    /// The last day of use.
    ///
    /// - Throws: ``VictimSupport/PackageError/alreadyExpired``.
    func lastDay(_ release: ListRelease) throws(PackageError) -> CalendarDate {
        let today = release.moment.today
        let last = expires.flatMap { CalendarDate(iso: $0) } ?? today.adding(days: HandOver.usualDays) ?? today
        guard last >= today else { throw .alreadyExpired }
        return last
    }

    /// The terms of the hand-over.
    ///
    /// - Throws: as ``lastDay(_:)``.
    func terms(_ release: ListRelease) throws(PackageError) -> HandOver {
        HandOver(
            madeAt: release.moment.utc, madeBy: release.operatorName, purpose: release.disclosure.reason,
            expiresOn: try lastDay(release).iso)
    }
}
