import Disclosure
import Foundation
import HTTPTypes
import Registry

/// Where a page begins: behind which feature of which state, in an order that is total and the same whenever the state is read.
///
/// Opaque in addresses, bound to the state and the question that it belongs to, and sealed by the workspace's key, so that no page of
/// another answer follows and nobody makes one up.
struct PageCursor: Hashable, Sendable {
    /// The state that the answer is of.
    let generation: Int64
    /// A hash of what was asked and for whom.
    let question: UInt64
    /// Features before the page.
    let place: Int
    private let seal: UInt64

    private static let form: UInt8 = 1
    private static let length = 33

    init(generation: Int64, question: UInt64, place: Int, sealedBy hash: KeyedHash) {
        self.generation = generation
        self.question = question
        self.place = place
        seal = hash.hash(Self.bytes(generation, question, place))
    }

    /// Reads what ``text`` writes; nil for anything else. Whether it was made by this workspace shows ``isSealed(by:)``.
    init?(_ text: String) {
        guard text.utf8.count == 4 * Self.length / 3,
            let data = Data(
                base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/")), data.count == Self.length,
            data[0] == Self.form
        else { return nil }
        func number(_ start: Int) -> UInt64 {
            data[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        guard let generation = Int64(exactly: number(1)), let place = Int(exactly: number(17)) else { return nil }
        self.generation = generation
        question = number(9)
        self.place = place
        seal = number(25)
    }

    /// 44 letters, digits, hyphens and underscores.
    var text: String {
        SessionToken.base64URL(Self.bytes(generation, question, place) + Self.bytes(seal))
    }

    /// Whether the workspace of the key made it.
    func isSealed(by hash: KeyedHash) -> Bool { hash.hash(Self.bytes(generation, question, place)) == seal }

    private static func bytes(_ generation: Int64, _ question: UInt64, _ place: Int) -> [UInt8] {
        [form] + bytes(UInt64(generation)) + bytes(question) + bytes(UInt64(place))
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

/// The pages of one question, in one state and for one audience.
struct PageSequence: Sendable {
    private let generation: Int64
    private let question: UInt64
    private let hash: KeyedHash

    /// - Parameter clearance: of the data that is asked; nil for what tells nothing about people.
    init(_ collection: String, _ query: ItemsQuery, _ read: ServedRead, _ clearance: Clearance?) throws {
        hash = try read.snapshot.keyedHash(for: .pages)
        generation = try read.snapshot.generation()
        var who = collection
        if let clearance {
            who += "\n\(clearance.audience.rawValue)\n\(clearance.basis.rawValue)\n\(clearance.rules)"
            who += "\n\(clearance.activation?.id ?? 0)"
        }
        question = hash.hash(Array("\(who)\n".utf8) + query.identity)
    }

    /// Features before the page that a query asks for.
    ///
    /// - Throws: ``Problem/invalidCursor``, ``Problem/generationChanged``.
    func start(of query: ItemsQuery) throws(Problem) -> Int {
        guard let cursor = query.cursor else { return 0 }
        guard cursor.isSealed(by: hash) else { throw .invalidCursor }
        guard cursor.generation == generation else { throw .generationChanged }
        guard cursor.question == question else { throw .invalidCursor }
        return cursor.place
    }

    /// The page behind the first so many features; nil when that is the end.
    func next(behind place: Int, of total: Int) -> PageCursor? {
        place < total
            ? PageCursor(generation: generation, question: question, place: place, sealedBy: hash) : nil
    }

    /// What tells one page in one form from every other.
    func tag(_ query: ItemsQuery) -> EntityTag {
        EntityTag(hash: hash.hash("\(generation) \(question) \(query.pageIdentity)"))
    }
}

extension Problem {
    /// The state that the earlier pages were of is gone.
    static let generationChanged = Problem(
        status: .conflict, code: "generation-changed",
        text: Bilingual(
            "途中でデータが更新されました。最初のページから取り直してください。", "The data changed meanwhile. Start again from the first page."))
    /// The cursor is none, or one of another question.
    static let invalidCursor = Problem(
        status: .badRequest, code: "invalid-cursor",
        text: Bilingual(
            "続きの位置が正しくありません。最初のページから取り直してください。",
            "The cursor is damaged or belongs to another question. Start again from the first page."))
}
