import ArgumentParser
import Disclosure

/// For whom the single operator of a workspace without accounts looks; with accounts everybody chooses at the login.
struct SingleOperatorOptions: ParsableArguments {
    @Option(
        help: "提供先（利用者のいない作業ファイルだけ） / for whom to look; for a workspace without accounts",
        transform: Self.audience)
    var audience: Audience?
    @Option(
        help: "根拠: act-49-11-1, act-49-11-2, ordinance, act-49-11-3, act-90-4, drill / legal basis",
        transform: Self.basis)
    var basis: LegalBasis?
    @Option(help: "何のためか（個人の情報は書かない）。監査記録に残る / what it is for, for the audit log; nothing personal")
    var reason: String?

    /// Whether anything was said.
    var isGiven: Bool { audience != nil || basis != nil || reason != nil }

    func validate() throws {
        if let reason, !DisclosureRequest.isReason(reason) {
            throw ValidationError("--reason は200文字までの1行です / --reason takes one line of up to 200 characters.")
        }
    }

    @Sendable private static func audience(_ text: String) throws -> Audience {
        guard let audience = Audience(rawValue: text) else {
            throw ValidationError("提供先の名前ではありません / not the name of an audience.")
        }
        return audience
    }

    @Sendable private static func basis(_ text: String) throws -> LegalBasis {
        guard let basis = LegalBasis(rawValue: text) else {
            let known = LegalBasis.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("根拠は次のどれかです / the basis is one of: \(known)")
        }
        return basis
    }
}
