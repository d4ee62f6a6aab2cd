/// What the holder of an account does; an account may have several.
package enum AccountRole: String, CaseIterable, Comparable, Sendable {
    /// Keeps accounts and settings; sees nobody by this role.
    case administrator
    /// Works in the disaster headquarters, and prepares what others receive.
    case headquarters
    /// Works in the welfare office, and keeps the lists that are shared in peacetime.
    case welfare
    /// Receives people at a shelter.
    case shelter
    /// Rescues and carries in a disaster: fire service, police, volunteer corps.
    case responder
    /// Prepares for a disaster in peacetime: welfare commissioners, voluntary disaster organisations.
    case partner

    /// The Japanese term shown in lists.
    package var japanese: String {
        switch self {
        case .administrator: "管理者"
        case .headquarters: "本部要員"
        case .welfare: "福祉担当"
        case .shelter: "避難所担当"
        case .responder: "救助担当"
        case .partner: "避難支援等関係者"
        }
    }

    /// The audiences that the holder may act for, by their ids in the disclosure rules, in the order of those rules.
    package var audiences: [String] {
        switch self {
        case .administrator: ["public"]
        case .headquarters:
            ["headquarters", "welfare-office", "peacetime-partner", "disaster-responder", "shelter-desk", "public"]
        case .welfare: ["welfare-office", "peacetime-partner", "public"]
        case .shelter: ["shelter-desk", "public"]
        case .responder: ["disaster-responder", "public"]
        case .partner: ["peacetime-partner", "public"]
        }
    }

    /// The audiences that somebody with these roles may act for, each once, in the order of the disclosure rules.
    package static func audiences(of roles: Set<AccountRole>) -> [String] {
        let allowed = Set(roles.flatMap(\.audiences))
        return AccountRole.headquarters.audiences.filter(allowed.contains)
    }

    /// The order in which roles are listed.
    package static func < (lhs: AccountRole, rhs: AccountRole) -> Bool {
        order(lhs) < order(rhs)
    }

    private static func order(_ role: AccountRole) -> Int { allCases.firstIndex(of: role) ?? 0 }
}
