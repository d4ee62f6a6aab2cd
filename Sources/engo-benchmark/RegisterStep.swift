/// What the benchmark of registers measures, each as a process of its own, in the order of the table.
enum RegisterStep: String, CaseIterable {
    case plainResidents = "sqlite3, write-ahead log: residents, two indexes"
    case plainNeeds = "sqlite3, write-ahead log: needs, one index"
    case journalResidents = "sqlite3, default journal: residents, two indexes"
    case journalNeeds = "sqlite3, default journal: needs, one index"
    case importResidents = "import residents (stores, locates, packs, scores)"
    case scoreBefore = "score alone, before the needs"
    case importNeeds = "import needs --full (stores, scores anew)"
    case locate = "locate alone"
    case score = "score alone, with the needs"
    case addresses = "locating the addresses alone"
    case sameAgain = "the same residents again (changes nothing)"
    case fewChanged = "residents with 0.1 % of the rows changed"

    /// What the shell does with the same file; nil for what has no such thing.
    var baseline: (withLog: [RegisterStep], withJournal: [RegisterStep])? {
        switch self {
        case .importResidents, .sameAgain, .fewChanged: ([.plainResidents], [.journalResidents])
        case .importNeeds: ([.plainNeeds], [.journalNeeds])
        default: nil
        }
    }
}
