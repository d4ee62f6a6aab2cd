import AddressDictionary
import Places
import SupportScoring

/// A value out of few that lists show as a word.
protocol ListWord: CaseIterable, Sendable {
    /// The place in `allCases`, from 0; of a certainty, what the map page is sent.
    var ordinal: Int { get }
    /// The word as lists show it.
    func label(_ language: OutputLanguage) -> String
}

extension SupportBand: ListWord {
    var ordinal: Int { Int(rawValue) - 1 }
    func label(_ language: OutputLanguage) -> String { label }
}

extension MatchLevel: ListWord {
    var ordinal: Int { Int(rawValue) }
}

extension ScoringTime: ListWord {
    var ordinal: Int {
        switch self {
        case .night: 0
        case .daytime: 1
        }
    }
}

extension Certainty: ListWord {
    var ordinal: Int {
        switch self {
        case .certain: 0
        case .possible: 1
        case .unlocated: 2
        }
    }
}

extension EvacuationAction: ListWord {}
