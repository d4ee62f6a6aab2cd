/// Step 4: block and residence number, or parcel number, under a town.
extension AddressSearch {
    private typealias Town = DictionaryFormat.Town
    private static let aza: UInt32 = 0x5B57

    /// Adds the readings of all towns with the terminal's key.
    mutating func evaluate(
        _ terminal: Terminal, in city: CityReading, shorter: [Terminal], to readings: inout [Reading]
    ) {
        guard let first = AddressDictionary.firstValue(dictionary.townNodes, of: terminal.node) else { return }
        let isAlone = dictionary.townValues.u32(first &* 4) & DictionaryFormat.lastValue != 0
        for at in first..<max(first, dictionary.townValues.count / 4) {
            let value = dictionary.townValues.u32(at &* 4)
            var reading = Reading(city: city, town: Int(value & DictionaryFormat.valueMask))
            reading.townStart = terminal.start
            reading.townEnd = terminal.end
            reading.townLength = terminal.length
            reading.ignoresPrefix = terminal.skippedPrefix && terminal.rules.contains(.chomeBare)
            // The other form may be a town that the dictionary does not know.
            reading.isUncertain = terminal.rules.contains(.townMachi)
            reading.end = terminal.end
            reading.penalty = terminal.penalty
            reading.rules = terminal.rules
            if !isAlone { reading.penalty += 4 * mismatch(reading.town, terminal) }
            readNumber(&reading, shorter: shorter)
            if reading.quality > .nothing { readings.append(reading) }
            if value & DictionaryFormat.lastValue != 0 { return }
        }
    }

    /// In how many characters the registered name differs from the text, prefix included.
    func mismatch(_ town: Int, _ terminal: Terminal) -> Int {
        let hasPrefix = dictionary.townFlags(town) & Town.hasPrefix != 0
        var count = hasPrefix == terminal.skippedPrefix ? 0 : 1
        count += spellingDifference(town, terminal.start..<terminal.end)
        return count
    }

    /// In how many characters the registered spelling differs from the written one, 大字, 字, 丁目 and separators left aside.
    func spellingDifference(_ town: Int, _ range: Range<Int>) -> Int {
        var at = range.lowerBound
        var count = 0
        for field in [Town.name, Town.koaza] {
            dictionary.strings.withScalars(dictionary.townField(town, field)) { scalar in
                let folded = CharacterFolding.fold(scalar)
                guard Self.isCompared(folded.plain) else { return }
                while at < range.upperBound, !isCompared(tokens[at]) { at += 1 }
                if at == range.upperBound || tokens[at].plain != folded.plain { count += 1 }
                if at < range.upperBound { at += 1 }
            }
        }
        while at < range.upperBound {
            if isCompared(tokens[at]) { count += 1 }
            at += 1
        }
        return count
    }

    private func isCompared(_ token: AddressToken) -> Bool {
        !token.isNumber && token.value != AddressToken.chome && token.value != AddressToken.separator
            && Self.isCompared(token.plain)
    }

    /// Whether a character says anything about the spelling: not 大, 字, 丁, 目, 第, a numeral or a digit.
    private static func isCompared(_ plain: UInt32) -> Bool {
        switch plain {
        case 0x5927, 0x5B57, 0x4E01, 0x76EE, 0x7B2C, 0x30...0x39: false
        default: !KanjiNumerals.isNumeral(plain)
        }
    }

    /// Reads what follows the town and sets the quality.
    private mutating func readNumber(_ reading: inout Reading, shorter: [Terminal]) {
        let jiwari = jiwariEnd(reading.townEnd)
        let number = jiwari == nil ? number(at: reading.townEnd) : HouseNumber()
        reading.number = number
        let isStem = dictionary.townFlags(reading.town) & Town.isStem != 0
        if let jiwari {
            readBehindJiwari(&reading, jiwari)
        } else if number.isEmpty {
            readWithoutNumber(&reading)
        } else {
            reading.rules.insert(.numberParsed)
            findNumber(&reading)
            if reading.quality == .unregistered { findUnderKin(&reading, shorter: shorter) }
        }
        if isStem, reading.quality <= .town {
            reading.quality = min(reading.quality, .stem)
            reading.rules.insert(.townStem)
            reading.isUncertain = true
        }
    }

    /// The token after a 地割 that starts at a place (第１０地割); nil where there is none.
    private func jiwariEnd(_ at: Int) -> Int? {
        guard at + 2 < tokens.count, tokens[at].isNumber, tokens[at + 1].value == 0x5730, tokens[at + 2].value == 0x5272
        else { return nil }
        return at + 3
    }

    /// A 地割 that is not registered, and perhaps a koaza, stand before the number.
    private mutating func readBehindJiwari(_ reading: inout Reading, _ end: Int) {
        reading.isUncertain = true
        reading.rules.insert(.koazaUnregistered)
        reading.quality = .dangling
        guard let start = (end..<min(tokens.count, end + 12)).first(where: { tokens[$0].isNumber }) else { return }
        let number = number(at: start)
        guard !number.isEmpty else { return }
        reading.writtenKoaza = reading.townEnd..<start
        reading.number = number
        findNumber(&reading)
        reading.isUncertain = true
    }

    /// Nothing follows that is a number: the end, a building, or a koaza that is not registered.
    private mutating func readWithoutNumber(_ reading: inout Reading) {
        let at = reading.townEnd
        guard at < tokens.count, !tokens[at].spaceBefore, !isClosing(tokens[at]) else {
            reading.quality = .town
            return
        }
        reading.isUncertain = true
        reading.quality = .dangling
        reading.rules.insert(.townDangling)
        let markerLength = azaLength(at)
        if markerLength > 0 { reading.rules.insert(.koazaUnregistered) }
        guard markerLength > 0,
            let start = (at + markerLength..<min(tokens.count, at + markerLength + 12)).first(where: {
                tokens[$0].isNumber
            })
        else {
            // Behind 字 stands a koaza, whatever it looks like.
            if markerLength == 0, !canDangle(reading) { reading.quality = .nothing }
            return
        }
        let number = number(at: start)
        guard !number.isEmpty, start > at + markerLength else { return }
        reading.writtenKoaza = at..<start
        reading.number = number
        reading.quality = .unregistered
        findNumber(&reading)
        reading.isUncertain = true
    }

    /// How many tokens 字 or 小字 take at a place; 0 when there is none. Behind 大字 stands another town.
    private func azaLength(_ at: Int) -> Int {
        if tokens[at].value == Self.aza { return 1 }
        let isSmall = tokens[at].value == 0x5C0F && at + 1 < tokens.count && tokens[at + 1].value == Self.aza
        return isSmall ? 2 : 0
    }

    /// Whether the town may stand before text that cannot be read, or is more likely the head of another town's name.
    private func canDangle(_ reading: Reading) -> Bool {
        let last = tokens[max(reading.townEnd - 1, 0)].value
        if reading.rules.contains(.townMachi) { return false }
        let isClosed = last == AddressToken.chome || last == Self.machi || reading.rules.contains(.chomeBare)
        guard isClosed || reading.townLength >= 2 else { return false }
        for at in reading.townEnd..<min(tokens.count, reading.townEnd + 12) {
            if tokens[at].spaceBefore { break }
            if tokens[at].isNumber { return at + 1 == tokens.count || tokens[at + 1].value != AddressToken.chome }
            // 町 村 or 丁目 in what follows: that is a town's name of its own.
            if [Self.machi, 0x6751, AddressToken.chome].contains(tokens[at].value) { return false }
        }
        return true
    }

    private func isClosing(_ token: AddressToken) -> Bool {
        switch token.value {
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3008...0x3011, 0x3014...0x301B, 0x3001, 0x2C: true
        default: false
        }
    }

    /// Looks the number up in the town's residences and parcels.
    private mutating func findNumber(_ reading: inout Reading) {
        let number = reading.number
        setUnregistered(&reading)
        guard let tables else { return }
        let town = reading.town
        var found = look(tables, town, number)
        if found.isEmpty, !number.isPlain(number.count), let moved = number.withLetterMoved {
            found = look(tables, town, moved)
            if !found.isEmpty {
                reading.number = moved
                reading.rules.insert(.letterMoved)
            }
        }
        settle(found, &reading, tables)
        if number.hasChomeUnit { refuseChome(&reading) }
    }

    /// 丁目 is written, and no such chome is registered: the record that the bare numbers name is offered, not taken.
    private mutating func refuseChome(_ reading: inout Reading) {
        reading.isUncertain = true
        reading.rules.insert(.chomeAsBlock)
        guard reading.residence != nil || reading.parcel != nil || reading.quality >= .blockPartly else { return }
        if reading.number.count == 2, reading.residence != nil || reading.parcel != nil {
            reading.otherCandidates = [fullText(reading)]
        }
        reading.residence = nil
        reading.parcel = nil
        reading.block = nil
        setUnregistered(&reading)
        reading.rules.insert(.numberUnregistered)
    }

    private func setUnregistered(_ reading: inout Reading) {
        reading.usedParts = min(reading.number.firmCount, 3)
        reading.quality = .unregistered
        reading.end = reading.number.parts[reading.usedParts - 1].end
    }

    /// What the tables hold for a number.
    private struct Found {
        var residence: (record: Int, parts: Int)?
        var parcel: (record: Int, parts: Int)?
        var block: Int?
        var isEmpty: Bool { residence == nil && parcel == nil && block == nil }
    }

    private func look(_ tables: NumberTables, _ town: Int, _ number: HouseNumber) -> Found {
        var found = Found()
        let longest = min(number.count, 3)
        for parts in stride(from: longest, to: 1, by: -1) {
            if let record = dictionary.residence(tables, town, number, parts) {
                found.residence = (record, parts)
                break
            }
        }
        for parts in stride(from: longest, to: 0, by: -1) where parts >= min(number.firmCount, 3) {
            if let record = dictionary.parcel(tables, town, number, parts) {
                found.parcel = (record, parts)
                break
            }
        }
        found.block = dictionary.block(tables, town, number)
        return found
    }

    /// Decides between the residence, the parcel and the block of one town.
    private mutating func settle(_ found: Found, _ reading: inout Reading, _ tables: NumberTables) {
        let number = reading.number
        let firm = min(number.firmCount, 3)
        let isWhole = found.residence.map { $0.parts >= number.firmCount } ?? false
        if let residence = found.residence, let parcel = found.parcel {
            let residential = dictionary.townFlags(reading.town) & Town.isResidential != 0
            let texts = [
                candidate(reading, residence.parts, asParcel: false), candidate(reading, parcel.parts, asParcel: true),
            ]
            if !isWhole {
                take(parcel: parcel, &reading)
                reading.isUncertain = true
                reading.rules.insert(.numberAmbiguous)
                reading.otherCandidates = texts
            } else {
                take(residence: residence, whole: isWhole, &reading)
                // By the Act on Residence Indication (住居表示に関する法律, art. 6) an address in such an area uses its
                // residence number, and registers write 番地 for it all the same. Only 号 rules the parcel out; a text that
                // is not from a register may mean it in any other form.
                reading.rules.insert(.residenceByLaw)
                if !number.hasGo, number.hasBanchi || within == nil || !residential {
                    reading.isUncertain = true
                    reading.otherCandidates = texts
                }
            }
        } else if let residence = found.residence {
            take(residence: residence, whole: isWhole, &reading)
        } else if let parcel = found.parcel, !(parcel.parts == 1 && found.block != nil && number.hasBlockUnit) {
            take(parcel: parcel, &reading)
            if found.block != nil, parcel.parts == 1 || number.hasBlockUnit {
                reading.isUncertain = true
                reading.rules.insert(.numberOtherReading)
            }
        }
        if let block = found.block, reading.quality == .unregistered {
            if found.parcel != nil {
                reading.isUncertain = true
                reading.rules.insert(.numberOtherReading)
            }
            reading.block = block
            reading.rules.insert(.block)
            if firm == 1 {
                reading.quality = .block
            } else {
                reading.quality = .blockPartly
                reading.rules.insert(.numberUnregistered)
            }
        } else {
            reading.block = found.block
        }
        if reading.quality == .unregistered { reading.rules.insert(.numberUnregistered) }
    }

    private func take(residence: (record: Int, parts: Int), whole: Bool, _ reading: inout Reading) {
        reading.residence = residence.record
        reading.usedParts = residence.parts
        reading.quality = whole ? .record : .recordWithRoom
        reading.end = reading.number.parts[residence.parts - 1].end
        reading.rules.insert(.residence)
        if !whole { reading.rules.insert(.roomLeft) }
    }

    private func take(parcel: (record: Int, parts: Int), _ reading: inout Reading) {
        reading.parcel = parcel.record
        reading.usedParts = parcel.parts
        reading.quality = .record
        reading.end = reading.number.parts[parcel.parts - 1].end
        reading.rules.insert(.parcel)
    }

    /// A number that is not registered under the koaza itself: its town's own parcels; or, for a town, those of its koaza.
    private mutating func findUnderKin(_ reading: inout Reading, shorter: [Terminal]) {
        guard let tables else { return }
        let town = reading.town
        let parts = min(reading.number.firmCount, 3)
        let isKoaza = dictionary.townField(town, Town.koaza) != DictionaryFormat.none
        if isKoaza {
            var kin: [Int] = []
            let parent = dictionary.townField(town, Town.parent)
            if parent != 0 { kin.append(Int(parent) - 1) }
            for terminal in shorter where terminal.end < reading.townEnd && terminal.start == reading.townStart {
                guard let first = AddressDictionary.firstValue(dictionary.townNodes, of: terminal.node) else {
                    continue
                }
                AddressDictionary.forEachValue(dictionary.townValues, from: first) { kin.append(Int($0)) }
            }
            for other in kin where other != town {
                if let record = dictionary.parcel(tables, other, reading.number, parts) {
                    reading.koazaTown = town
                    reading.town = other
                    take(parcel: (record, parts), &reading)
                    reading.rules.insert(.parcelOfBase)
                    return
                }
            }
            return
        }
        let start = Int(dictionary.townField(town, Town.childStart))
        let count = Int(dictionary.townField(town, Town.childCount))
        var hits: [(town: Int, record: Int)] = []
        for index in start..<start + count {
            let child = Int(dictionary.children.u32(index * 4))
            if let record = dictionary.parcel(tables, child, reading.number, parts) { hits.append((child, record)) }
            if hits.count > 8 { break }
        }
        if hits.count == 1, let hit = hits.first {
            reading.town = hit.town
            take(parcel: (hit.record, parts), &reading)
            reading.rules.insert(.koazaOmitted)
        } else if hits.count > 1 {
            reading.isUncertain = true
            reading.rules.insert(.numberAmbiguous)
            reading.otherCandidates = hits.map { hit in
                var other = reading
                other.town = hit.town
                return candidate(other, parts, asParcel: true)
            }
        }
    }
}
