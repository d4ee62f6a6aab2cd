import Accounts
import HTTPTypes

extension AccountError {
    /// What failed in words for somebody at a screen; never a name, a password or a code.
    var problem: Problem {
        switch self {
        case .unknownOperator:
            Problem(
                status: .forbidden, code: code,
                text: Bilingual(
                    "この利用者は使えなくなりました。管理者に尋ねてください。", "This account is not in use any more. Ask the administrator."))
        case .needsRole(let roles):
            Problem(
                status: .forbidden, code: code,
                text: Bilingual(
                    "これができる役割: \(roles.map(\.japanese).joined(separator: "、"))",
                    "This takes the role \(roles.map(\.rawValue).joined(separator: " or "))."))
        case .tooManyLogins: .busy
        case .invalidName, .passwordRefused, .accountExists, .noSuchAccount, .noRole, .firstIsAdministrator,
            .lastAdministrator, .malformedCredential:
            .internal
        }
    }
}
