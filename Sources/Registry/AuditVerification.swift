import Disclosure
import Foundation

/// Whether an audit log is as it was written, as far as it can show.
package struct AuditVerification: Sendable {
    /// What is wrong with a log, in the order of its lines.
    package enum Fault: Hashable, Sendable {
        /// The line was altered, or something before it was altered, put in, taken out or moved; lines count from 1.
        case brokenChain(line: Int)
        /// The line is linked by another key than the workspace's, so nothing can be shown of it.
        case otherKey(line: Int)
        /// Linked lines before this one are missing, or stand elsewhere.
        case missingEntries(line: Int, expected: Int, found: Int)
        /// A line without a link stands behind the last linked one: nothing shows who wrote it.
        case unlinkedEnd(line: Int)
        /// The log ends before the head that the file beside it keeps: lines were cut off.
        case cutShort(kept: Int, found: Int)
        /// The line that the kept head names is another one.
        case otherHead(sequence: Int)
        /// The file that keeps the head is missing, unreadable or made by somebody without the key.
        case headUnreadable
        /// The line that the head on paper names is not there.
        case paperHeadNotFound(sequence: Int)
        /// The workspace's key is not to be had, so nothing can be shown.
        case noKey
    }

    /// Lines of the log.
    package let lines: Int
    /// Lines that are linked and in order.
    package let linked: Int
    /// Lines without a link before the first linked one, from before the log was chained.
    package let older: Int
    /// Lines without a link between linked ones: entries that a crash cut short, and lines taken over from a backup.
    package let unlinked: Int
    /// The last linked line; nil when there is none.
    package let head: AuditHead?
    /// What is wrong; empty when the log is as it was written.
    package let faults: [Fault]

    /// Checks a log.
    ///
    /// - Parameters:
    ///   - log: the whole file.
    ///   - paper: a head that was kept elsewhere.
    /// - Complexity: O(bytes).
    init(log: Data, key: AuditKey?, kept: AuditHeadFile, paper: AuditHead?) {
        var faults: [Fault] = []
        var previous: AuditLine?
        var number = 0
        var (linked, older, unlinked) = (0, 0, 0)
        var pendingFrom = log.startIndex
        var pendingLines = 0
        var isOnPaper = paper == nil
        var keptLine: AuditLine?
        let keptHead: AuditHead? = if case .head(let head, _) = kept { head } else { nil }
        var start = log.startIndex
        while start < log.endIndex {
            let end = log.place(of: UInt8(ascii: "\n"), from: start) ?? log.endIndex
            let bytes = log[start..<end]
            let next = min(end + 1, log.endIndex)
            number += 1
            defer { start = next }
            guard !bytes.isEmpty else { continue }
            guard end < log.endIndex, let line = AuditLine(bytes) else {
                pendingLines += 1
                continue
            }
            if previous == nil { older += pendingLines } else { unlinked += pendingLines }
            pendingLines = 0
            if let key {
                if line.key != key.name {
                    faults.append(.otherKey(line: number))
                } else if line.follows(previous, between: log[pendingFrom..<start], key: key) {
                    linked += 1
                } else {
                    faults.append(.brokenChain(line: number))
                }
            }
            let expected = (previous?.sequence ?? 0) + 1
            if line.sequence != expected {
                faults.append(.missingEntries(line: number, expected: expected, found: line.sequence))
            }
            if let paper, paper.names(line) { isOnPaper = true }
            if let keptHead, keptHead.sequence == line.sequence { keptLine = line }
            previous = line
            pendingFrom = next
        }
        if pendingLines > 0 {
            if previous == nil { older += pendingLines } else { faults.append(.unlinkedEnd(line: number)) }
        }
        if let key {
            faults += Self.faults(kept, key, last: previous, named: keptLine)
        } else {
            faults.append(.noKey)
        }
        if let paper, !isOnPaper { faults.append(.paperHeadNotFound(sequence: paper.sequence)) }
        lines = number
        (self.linked, self.older, self.unlinked, self.faults) = (linked, older, unlinked, faults)
        head = previous.map { AuditHead(sequence: $0.sequence, chain: $0.chain) }
    }

    private static func faults(
        _ kept: AuditHeadFile, _ key: AuditKey, last: AuditLine?, named: AuditLine?
    ) -> [Fault] {
        switch kept {
        case .missing: return last == nil ? [] : [.headUnreadable]
        case .unreadable: return [.headUnreadable]
        case .head(let head, let code):
            guard code == head.code(key) else { return [.headUnreadable] }
            guard let named else { return [.cutShort(kept: head.sequence, found: last?.sequence ?? 0)] }
            return head.names(named) ? [] : [.otherHead(sequence: head.sequence)]
        }
    }
}
