import Disclosure
import Registry

/// Finds who was looked at again and again, by the keys that the log names people by; never who that is.
struct RepeatedLooks {
    private enum Subject: Hashable {
        case person(UInt64)
        /// An entry of an older program says one household's question and not whose records it held.
        case question(String)
    }

    private struct Look {
        let line: Int
        let operatorName: String
        let query: String
    }

    private var looks: [Look] = []
    private var bySubject: [Subject: [Int]] = [:]

    /// Takes a release into account, when it is of few people.
    mutating func add(_ record: RecordedEntry) {
        let entry = record.entry
        let subjects: Set<Subject>
        if let persons = entry.persons, persons <= AuditReport.closePersons, case .people(let packed)? = record.people {
            subjects = Set(packed.keys.map(Subject.person))
        } else if entry.households == 1 {
            subjects = [.question(entry.query)]
        } else {
            return
        }
        for subject in subjects { bySubject[subject, default: []].append(looks.count) }
        looks.append(Look(line: record.line, operatorName: entry.operatorName, query: entry.query))
    }

    /// Those of ``AuditReport/repeatedTimes`` looks or more.
    var found: [AuditReport.Repeated] {
        var people: [[Int]: [UInt64]] = [:]
        for (subject, indices) in bySubject where indices.count >= AuditReport.repeatedTimes {
            if case .person(let key) = subject {
                people[indices, default: []].append(key)
            } else {
                people[indices, default: []] += []
            }
        }
        return people.map { indices, keys in
            let times = Dictionary(grouping: indices) { looks[$0].operatorName }.mapValues(\.count)
            return AuditReport.Repeated(
                keys: keys.sorted(), lines: indices.map { looks[$0].line },
                operators: times.map { (name: $0.key, times: $0.value) }.sorted {
                    ($1.times, $0.name) < ($0.times, $1.name)
                },
                query: indices.last.map { looks[$0].query } ?? "")
        }.sorted {
            ($1.times, $0.lines.first ?? 0, $0.lines.last ?? 0) < ($0.times, $1.lines.first ?? 0, $1.lines.last ?? 0)
        }
    }
}
