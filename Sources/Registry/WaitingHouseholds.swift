import Residents
import SupportScoring

/// Households that were read in the order of the file and wait for their turn in a list, as bytes.
///
/// As values, each with a dozen texts, a hundred thousand households are a million pieces of memory, all fetched before the first is
/// shown and given back in another order. As bytes they take much less, and each becomes a value when its turn comes.
struct WaitingHouseholds {
    /// What is known of a household besides its texts.
    struct Facts: BitwiseCopyable {
        let id: UInt32
        let location: DisclosedLocation?
        let score: Points?
        let band: SupportBand?
        let daytimeScore: Points?
        let daytimeBand: SupportBand?
        /// As registered, whether they are visible or not.
        let memberCount: UInt32
    }

    /// What is known of a member besides the texts and the needs.
    struct MemberFacts: BitwiseCopyable {
        /// Nil also for a date that is a text.
        let birthDay: CalendarDate?
        let age: Int?
        let sex: Sex?
        let floor: Int?
        let score: Points?
        /// A bit for the raw value of each kind of help.
        let help: UInt8
    }

    /// A need as it stands in the bytes.
    private struct NeedFacts: BitwiseCopyable {
        let kind: NeedKind
        let level: NeedLevel
        let state: NeedState
    }

    /// Where a household, or the members of one, stand.
    private struct Place {
        let block: Int
        let start: Int
    }

    /// Blocks that are full, each fetched from the system as one.
    private var full: [RowBytes] = []
    private var current: RowBytes
    /// Nil until the household was read.
    private var households: [Place?]
    /// Nil without members.
    private var members: [Place?]
    private let blockLength: Int
    /// What a household with a few members needs; with more, its block grows.
    private static let usualLength = 1 << 10
    private static let longestBlock = 1 << 23

    /// Makes room for so many households.
    init(count: Int) {
        households = Array(repeating: nil, count: count)
        members = households
        blockLength = min((count + 2) * Self.usualLength, Self.longestBlock)
        current = RowBytes(room: blockLength)
    }

    /// Where what is read next will stand.
    private mutating func nextPlace() -> Place {
        if blockLength - current.count < Self.usualLength {
            full.append(current)
            current = RowBytes(room: blockLength)
        }
        return Place(block: full.count, start: current.count)
    }

    // MARK: Reading in

    /// Takes in the household at a place of the list.
    mutating func add(
        _ facts: Facts, number: UnsafeRawBufferPointer?, address: UnsafeRawBufferPointer?,
        building: UnsafeRawBufferPointer?, at place: Int
    ) {
        households[place] = nextPlace()
        let length =
            MemoryLayout<Facts>.size + RowBytes.length(of: number) + RowBytes.length(of: address)
            + RowBytes.length(of: building)
        current.append(atMost: length) { row in
            row.add(facts)
            row.add(text: number)
            row.add(text: address)
            row.add(text: building)
        }
    }

    /// Begins with the members of the household at a place, which was taken in before.
    mutating func beginMembers(at place: Int) { members[place] = nextPlace() }

    /// Takes in the next member.
    ///
    /// - Parameter recordedBirthDate: a date that is no day.
    mutating func add(
        _ facts: MemberFacts, needs: [DisclosedNeed], number: UnsafeRawBufferPointer?, name: UnsafeRawBufferPointer?,
        kana: UnsafeRawBufferPointer?, recordedBirthDate: UnsafeRawBufferPointer?,
        relationship: UnsafeRawBufferPointer?, phone: UnsafeRawBufferPointer?, placeOfStay: UnsafeRawBufferPointer?
    ) {
        var length = 1 + MemoryLayout<MemberFacts>.size + RowBytes.length(of: number) + RowBytes.length(of: name)
        length += RowBytes.length(of: kana) + RowBytes.length(of: recordedBirthDate)
        length += RowBytes.length(of: relationship) + RowBytes.length(of: phone) + RowBytes.length(of: placeOfStay)
        length += MemoryLayout<UInt32>.size + needs.count * MemoryLayout<NeedFacts>.size
        current.append(atMost: length) { row in
            row.add(true)
            row.add(facts)
            row.add(text: number)
            row.add(text: name)
            row.add(text: kana)
            row.add(text: recordedBirthDate)
            row.add(text: relationship)
            row.add(text: phone)
            row.add(text: placeOfStay)
            row.add(UInt32(needs.count))
            for need in needs { row.add(NeedFacts(kind: need.kind, level: need.grade.level, state: need.state)) }
        }
    }

    /// Ends the members of a household.
    mutating func endMembers() { current.append(atMost: 1) { $0.add(false) } }

    // MARK: Handing out

    /// The household at a place of the list; nil when it was not read.
    func household(at place: Int, isProtected: Bool?) -> DisclosedHousehold? {
        guard let household = households[place] else { return nil }
        return reading(household) { row in
            let facts = row.value(as: Facts.self)
            let (number, address, building) = (row.text(), row.text(), row.text())
            let members = members[place].map { reading($0) { Self.members(&$0, atMost: facts.memberCount) } } ?? []
            return DisclosedHousehold(
                id: facts.id, householdNumber: number, isProtected: isProtected, address: address, building: building,
                location: facts.location, score: facts.score, band: facts.band, daytimeScore: facts.daytimeScore,
                daytimeBand: facts.daytimeBand, members: members)
        }
    }

    private func reading<Result>(_ place: Place, _ body: (inout RowBytesReader) -> Result) -> Result {
        let block = place.block < full.count ? full[place.block] : current
        return block.bytes.withUnsafeBytes { bytes in
            var row = RowBytesReader(bytes, at: place.start)
            return body(&row)
        }
    }

    private static func members(_ row: inout RowBytesReader, atMost count: UInt32) -> [DisclosedMember] {
        var members: [DisclosedMember] = []
        members.reserveCapacity(Int(count))
        while row.value(as: Bool.self) {
            let facts = row.value(as: MemberFacts.self)
            let (number, name, kana, recorded) = (row.text(), row.text(), row.text(), row.text())
            let (relationship, phone, placeOfStay) = (row.text(), row.text(), row.text())
            let needCount = row.value(as: UInt32.self)
            var needs: [DisclosedNeed] = []
            for _ in 0..<needCount {
                let need = row.value(as: NeedFacts.self)
                needs.append(DisclosedNeed(kind: need.kind, grade: NeedGrade(need.level), state: need.state))
            }
            members.append(
                DisclosedMember(
                    residentNumber: number, name: name, kana: kana,
                    birthDate: facts.birthDay.map(RecordedDate.day) ?? recorded.map(RecordedDate.unknown),
                    age: facts.age, sex: facts.sex, relationship: relationship, phone: phone, placeOfStay: placeOfStay,
                    floor: facts.floor, score: facts.score, needs: needs,
                    help: facts.help == 0 ? [] : HelpKind.allCases.filter { facts.help & 1 << $0.rawValue != 0 }))
        }
        return members
    }
}
