import AddressDictionary
import Registry

/// Why an address has no certain match; the cases stand in the order in which lists group them.
///
/// One cause an address: the first step of the search that failed. The codes are stable and listed in `Docs/data-formats.md`.
package enum UnresolvedCause: String, CaseIterable, Sendable {
    /// Nobody looked for the address in a dictionary.
    case notLocated = "not-located"
    /// Nothing in the field can be read.
    case addressBlank = "address-blank"
    /// No municipality that is known, and no town of the register's own.
    case noMunicipality = "no-municipality"
    /// More than one municipality fits.
    case municipalityAmbiguous = "municipality-ambiguous"
    /// The text ends at the municipality.
    case townMissing = "town-missing"
    /// The town is not registered.
    case townUnknown = "town-unknown"
    /// More than one town fits.
    case townAmbiguous = "town-ambiguous"
    /// Only chome of that town are registered, and none is written.
    case chomeMissing = "chome-missing"
    /// The koaza is not registered under the town.
    case koazaUnregistered = "koaza-unregistered"
    /// Text that cannot be read stands behind the town.
    case textUnreadable = "text-unreadable"
    /// There is no number.
    case numberMissing = "number-missing"
    /// More than one reading of the number is registered.
    case numberAmbiguous = "number-ambiguous"
    /// The number is not registered.
    case numberUnregistered = "number-unregistered"
    /// The town was found by adding or dropping 町 only.
    case townDoubtful = "town-doubtful"
    /// The match is certain, and the record has no point.
    case noPoint = "no-point"
    /// Anything else that left the match uncertain.
    case uncertain
    /// The match is certain; the point stands for a block, a town or more.
    case coarsePoint = "coarse-point"

    /// Why a household's match is not certain; nil when it is and the household has a point.
    ///
    /// A certain match that ends at a town or a municipality still finds no house, so it has a cause too. A household whose
    /// point comes from a survey or from staff has none.
    init?(_ outcome: MatchOutcome, hasDictionary: Bool) {
        guard outcome.coordinateLevel != .survey else { return nil }
        let cause =
            Self.ofSearch(outcome, hasDictionary: hasDictionary) ?? Self.ofMunicipality(outcome)
            ?? Self.ofTown(outcome) ?? Self.ofNumber(outcome) ?? Self.ofPoint(outcome)
        guard let cause else { return nil }
        self = cause
    }

    private static func ofSearch(_ outcome: MatchOutcome, hasDictionary: Bool) -> UnresolvedCause? {
        guard outcome.isLocated, hasDictionary else { return .notLocated }
        return outcome.rules.isEmpty ? .addressBlank : nil
    }

    private static func ofMunicipality(_ outcome: MatchOutcome) -> UnresolvedCause? {
        if outcome.fired(.cityAmbiguous), outcome.matchLevel < .town { return .municipalityAmbiguous }
        if outcome.matchLevel < .city { return .noMunicipality }
        guard outcome.matchLevel == .city else { return nil }
        if outcome.fired(.townAmbiguous) { return .townAmbiguous }
        return outcome.fired(.townUnknown) || outcome.hasNumber || !outcome.isCertain ? .townUnknown : .townMissing
    }

    private static func ofTown(_ outcome: MatchOutcome) -> UnresolvedCause? {
        if outcome.isCertain { return nil }
        if outcome.fired(.townAmbiguous) { return .townAmbiguous }
        if outcome.fired(.townStem), outcome.matchLevel <= .koaza { return .chomeMissing }
        if outcome.fired(.koazaUnregistered) { return .koazaUnregistered }
        return outcome.fired(.townDangling) ? .textUnreadable : nil
    }

    private static func ofNumber(_ outcome: MatchOutcome) -> UnresolvedCause? {
        if outcome.matchLevel <= .koaza, !outcome.hasNumber { return .numberMissing }
        if outcome.isCertain { return nil }
        if outcome.candidateCount > 0 || outcome.fired(.numberAmbiguous) || outcome.fired(.numberOtherReading) {
            return .numberAmbiguous
        }
        if outcome.fired(.numberUnregistered) || outcome.matchLevel <= .koaza { return .numberUnregistered }
        return outcome.fired(.townMachi) ? .townDoubtful : .uncertain
    }

    private static func ofPoint(_ outcome: MatchOutcome) -> UnresolvedCause? {
        if outcome.coordinateLevel == .none { return .noPoint }
        return outcome.coordinateLevel <= .block ? .coarsePoint : nil
    }

    /// The cause in Japanese.
    package var japanese: String {
        switch self {
        case .notLocated: "住所辞書で調べていない"
        case .addressBlank: "住所が空、または読めない"
        case .noMunicipality: "市区町村も町字も見つからない"
        case .municipalityAmbiguous: "市区町村が一つに決まらない"
        case .townMissing: "町字が書かれていない"
        case .townUnknown: "町字が登録にない"
        case .townAmbiguous: "町字が一つに決まらない"
        case .chomeMissing: "丁目が書かれていない"
        case .koazaUnregistered: "小字が登録にない"
        case .textUnreadable: "町字の後が読めない"
        case .numberMissing: "番号が書かれていない"
        case .numberAmbiguous: "番号の読み方が一つに決まらない"
        case .numberUnregistered: "番号が登録にない"
        case .townDoubtful: "「町」の有無だけが違う町字"
        case .noPoint: "一致したが座標がない"
        case .uncertain: "確実でない一致"
        case .coarsePoint: "一致したが座標が粗い"
        }
    }
}

extension MatchOutcome {
    /// Whether a step fired.
    fileprivate func fired(_ rule: MatchRule) -> Bool { rules.contains { $0 == rule.id } }
}
