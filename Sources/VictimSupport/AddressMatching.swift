package import AddressDictionary
import Dispatch
package import Interchange
import Synchronization

/// Matches a stream of addresses, one a line: `engo address match`.
///
/// Lines are taken as they come, matched by several threads, and written in input order; what is written does not depend on
/// the number of threads, nor on how the stream is cut into pieces. Nothing of a workspace is touched.
package struct AddressMatching: Sendable {
    private let dictionary: AddressDictionary
    private let municipality: LocalGovernmentCode?
    private let format: AddressMatchFormat
    private let encoding: TextEncoding
    private let threadCount: Int

    /// What was matched; counts only.
    package struct Summary: Equatable, Sendable {
        /// Lines, blank ones included.
        package internal(set) var lines = 0
        /// Lines whose answer is certain.
        package internal(set) var certain = 0
        /// Lines by the level that was found.
        package internal(set) var byLevel: [MatchLevel: Int] = [:]

        mutating func add(_ other: Summary) {
            lines += other.lines
            certain += other.certain
            byLevel.merge(other.byLevel, uniquingKeysWith: +)
        }
    }

    /// What one thread made of its share of the lines.
    private struct Share {
        var rows: [UInt8] = []
        var summary = Summary()
    }

    /// The shares of all threads, each put in its own place.
    private final class Results: Sendable {
        private let shares: Mutex<[Share]>

        init(count: Int) { shares = Mutex(Array(repeating: Share(), count: count)) }

        subscript(index: Int) -> Share {
            get { shares.withLock { $0[index] } }
            set { shares.withLock { $0[index] = newValue } }
        }
    }

    private static let pieceLength = 1 << 20
    /// Below so many lines a thread of its own costs more than it brings.
    private static let linesPerThread = 64

    /// Prepares a filter.
    ///
    /// - Parameters:
    ///   - municipality: the municipality that a text without one means; nil for none.
    ///   - encoding: that of the input; a byte order mark is skipped.
    ///   - threadCount: at least 1.
    package init(
        _ dictionary: AddressDictionary, municipality: LocalGovernmentCode?, format: AddressMatchFormat,
        encoding: TextEncoding = .utf8, threadCount: Int
    ) {
        self.dictionary = dictionary
        self.municipality = municipality
        self.format = format
        self.encoding = encoding
        self.threadCount = max(threadCount, 1)
    }

    /// Reads to the end of the stream.
    ///
    /// All lines before a faulty one are matched and written before the error is thrown.
    /// - Throws: ``Interchange/InterchangeError/invalidEncoding(_:line:byteOffset:)`` with the line of the stream,
    ///   ``Interchange/InterchangeError/unreadable(path:errno:)``, and what the sink throws.
    package func run(_ input: ByteStream, to sink: some OutputSink, flush: () throws -> Void) throws
        -> Summary
    {
        var summary = Summary()
        var rows = AddressMatchRows(format)
        rows.header()
        try rows.bytes.withUnsafeBytes { try sink.write($0) }
        var pending: [UInt8] = []
        var searched = 0
        var offset = 0
        var isOpen = true
        while isOpen {
            isOpen = try input.read(into: &pending, limit: Self.pieceLength)
            if offset == 0, pending.starts(with: [0xEF, 0xBB, 0xBF]) {
                pending.removeFirst(3)
                offset = 3
            }
            var end = pending.count
            if isOpen {
                guard let last = pending[searched...].lastIndex(of: 0x0A) else {
                    searched = pending.count
                    continue
                }
                end = last + 1
            }
            let failure = try write(Array(pending[..<end]), at: offset, to: sink, &summary)
            try flush()
            if let failure { throw failure }
            pending.removeFirst(end)
            offset += end
            searched = 0
        }
        return summary
    }

    /// Matches and writes whole lines, up to the first that is not in the encoding; `offset` is where they start in the stream.
    private func write(
        _ piece: [UInt8], at offset: Int, to sink: some OutputSink, _ summary: inout Summary
    ) throws -> InterchangeError? {
        var lines = piece
        var failure: InterchangeError?
        do throws(InterchangeError) {
            lines = try DecodedText.decode(piece: piece, as: encoding)
        } catch {
            guard case .invalidEncoding(_, _, let byte) = error else { throw error }
            let line = summary.lines + piece[..<byte].count { $0 == 0x0A } + 1
            failure = .invalidEncoding(encoding, line: line, byteOffset: offset + byte)
            let start = piece[..<byte].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            lines = try DecodedText.decode(piece: Array(piece[..<start]), as: encoding)
        }
        for rows in matched(lines, &summary) { try rows.withUnsafeBytes { try sink.write($0) } }
        return failure
    }

    /// The rows of whole lines, in order, in one array a thread.
    private func matched(_ text: [UInt8], _ summary: inout Summary) -> [[UInt8]] {
        let lines = Self.lines(of: text)
        guard !lines.isEmpty else { return [] }
        let shares = min(threadCount, (lines.count + Self.linesPerThread - 1) / Self.linesPerThread)
        let results = Results(count: shares)
        DispatchQueue.concurrentPerform(iterations: shares) { share in
            results[share] = match(lines[lines.count * share / shares..<lines.count * (share + 1) / shares], of: text)
        }
        for share in 0..<shares { summary.add(results[share].summary) }
        return (0..<shares).map { results[$0].rows }
    }

    private func match(_ lines: ArraySlice<Range<Int>>, of text: [UInt8]) -> Share {
        var rows = AddressMatchRows(format)
        var summary = Summary()
        var levels = [Int](repeating: 0, count: MatchLevel.allCases.count)
        text.withUnsafeBufferPointer { all in
            for line in lines {
                let bytes = UnsafeBufferPointer(rebasing: all[line])
                let match = dictionary.match(utf8: bytes, within: municipality)
                rows.row(bytes, match)
                levels[Int(match.matchLevel.rawValue)] += 1
                if match.isCertain { summary.certain += 1 }
            }
        }
        summary.lines = lines.count
        for level in MatchLevel.allCases where levels[Int(level.rawValue)] > 0 {
            summary.byLevel[level] = levels[Int(level.rawValue)]
        }
        return Share(rows: rows.bytes, summary: summary)
    }

    /// Where the lines stand, without their line ends; a last line need not have one.
    private static func lines(of text: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let isCarried = end > start && text[end - 1] == 0x0D
            result.append(start..<(isCarried ? end - 1 : end))
            start = end + 1
        }
        return result
    }
}
