/// Step 3: the town with its chome and koaza, by walking the municipality's trie.
extension AddressSearch {
    private static let aza: UInt32 = 0x5B57
    private static let large: UInt32 = 0x5927
    private static let small: UInt32 = 0x5C0F
    static let machi: UInt32 = 0x753A
    private static let mura: UInt32 = 0x6751
    private static let jo: UInt32 = 0x6761
    private static let street: UInt32 = 0x901A
    private static let wari: UInt32 = 0x5272
    private static let ban: UInt32 = 0x756A
    private static let go: UInt32 = 0x53F7

    /// A key of the trie that a prefix of the text fits.
    struct Terminal {
        var node: UInt32
        var start: Int
        var end: Int
        /// How many tokens of the text the key took.
        var length: Int
        var penalty: Int
        var rules: FiredRules
        /// 大字 or 字 was written and skipped at the start.
        var skippedPrefix: Bool
    }

    private struct Step {
        var node: UInt32
        var at: Int
        var length = 0
        var penalty = 0
        var rules = FiredRules()
        var afterNumber = false
        var afterUnit = false
        var skippedPrefix = false
    }

    /// The best town of the municipality that the text can mean, with its number; nil when none fits.
    mutating func readTown(in city: CityReading) -> Reading? {
        var terminals = townTerminals(city.city, from: city.end)
        let hasStreets =
            dictionary.cityField(city.city, DictionaryFormat.City.flags) & DictionaryFormat.City.hasStreetText != 0
        if hasStreets { terminals += streetTerminals(city.city, from: city.end) }
        guard !terminals.isEmpty else { return nil }
        var readings: [Reading] = []
        readings.reserveCapacity(terminals.count + 1)
        for terminal in terminals { evaluate(terminal, in: city, shorter: terminals, to: &readings) }
        return choose(readings)
    }

    /// All keys that fit the text at `start`, each with its smallest penalty.
    mutating func townTerminals(_ city: Int, from start: Int) -> [Terminal] {
        var terminals: [Terminal] = []
        let root = dictionary.cityField(city, DictionaryFormat.City.root)
        guard root != DictionaryFormat.none else { return [] }
        terminals.reserveCapacity(4)
        walk(Step(node: root, at: start), start: start, into: &terminals)
        return terminals
    }

    private mutating func walk(_ step: Step, start: Int, into terminals: inout [Terminal]) {
        guard budget > 0 else { return }
        budget -= 1
        let nodes = dictionary.townNodes
        let isTerminal = AddressDictionary.firstValue(nodes, of: step.node) != nil
        let token = step.at < tokens.count ? tokens[step.at] : nil
        // A koaza that is a number (字十二) gives way to the number that 番, 号 or a hyphen marks as such.
        let isMarked =
            token.map { $0.value == Self.ban || $0.value == Self.go || $0.value == AddressToken.separator } ?? false
        if isTerminal, !(step.afterNumber && isMarked) { collect(step, start: start, into: &terminals) }
        if let token, let child = AddressDictionary.child(nodes, of: step.node, token: token.value) {
            var next = step
            next.node = child
            next.at += 1
            next.length += 1
            next.afterNumber = token.isNumber
            next.afterUnit = token.value == Self.jo
            if token.value == AddressToken.chome { next.rules.insert(.chomeWritten) }
            walk(next, start: start, into: &terminals)
        }
        if step.afterNumber { walkPastUnits(step, token, start: start, into: &terminals) }
        walkPastStreetOfJo(step, token, start: start, into: &terminals)
        guard let token else {
            walkPastMachi(step, nil, start: start, into: &terminals)
            return
        }
        walkPastAza(step, token, start: start, into: &terminals)
        walkPastMachi(step, token, start: start, into: &terminals)
    }

    private func collect(_ step: Step, start: Int, into terminals: inout [Terminal]) {
        if let index = terminals.firstIndex(where: { $0.node == step.node && $0.end == step.at }) {
            if terminals[index].penalty <= step.penalty { return }
            terminals.remove(at: index)
        }
        terminals.append(
            Terminal(
                node: step.node, start: start, end: step.at, length: step.length, penalty: step.penalty,
                rules: step.rules,
                skippedPrefix: step.skippedPrefix))
    }

    /// 丁目, 条 and 地割 that the key has and the text leaves out after a number, or writes as a hyphen.
    private mutating func walkPastUnits(
        _ step: Step, _ token: AddressToken?, start: Int, into terminals: inout [Terminal]
    ) {
        let value = token?.value ?? 0
        guard value != Self.ban, value != Self.go else { return }
        for unit in [AddressToken.chome, Self.jo, 0x5730] where value != unit {
            guard var node = AddressDictionary.child(dictionary.townNodes, of: step.node, token: unit) else { continue }
            if unit == 0x5730 {
                guard let wari = AddressDictionary.child(dictionary.townNodes, of: node, token: Self.wari) else {
                    continue
                }
                node = wari
            }
            // Left out only where the text goes on as the key does, or the number ends there.
            if let token, value != AddressToken.separator, !token.spaceBefore, !token.isNumber, !Self.isBracket(token),
                AddressDictionary.child(dictionary.townNodes, of: node, token: value) == nil,
                !(unit == Self.jo && value == Self.street)
            {
                continue
            }
            var next = step
            next.node = node
            next.penalty += 1
            next.afterNumber = false
            next.afterUnit = unit == Self.jo
            next.rules.insert(unit == AddressToken.chome ? .chomeBare : .unitOmitted)
            if value == AddressToken.separator { next.at += 1 }
            walk(next, start: start, into: &terminals)
        }
    }

    /// 通 after 条, present on one side only (旭川市五条通).
    private mutating func walkPastStreetOfJo(
        _ step: Step, _ token: AddressToken?, start: Int, into terminals: inout [Terminal]
    ) {
        guard step.afterUnit else { return }
        let child = AddressDictionary.child(dictionary.townNodes, of: step.node, token: Self.street)
        var next = step
        next.penalty += 2
        next.afterUnit = false
        next.rules.insert(.unitOmitted)
        if let child, token?.value != Self.street {
            next.node = child
            walk(next, start: start, into: &terminals)
        } else if child == nil, token?.value == Self.street {
            next.at += 1
            walk(next, start: start, into: &terminals)
        }
    }

    /// 大字, 小字 and 字 in the text; keys have none of them at a start.
    private mutating func walkPastAza(_ step: Step, _ token: AddressToken, start: Int, into terminals: inout [Terminal])
    {
        var length = 0
        if token.value == Self.aza {
            // Not the end of 大字: 大字谷 is not 大谷.
            let before = step.at > start ? tokens[step.at - 1].value : 0
            length = before == Self.large || before == Self.small ? 0 : 1
        } else if token.value == Self.large || token.value == Self.small, step.at + 1 < tokens.count,
            tokens[step.at + 1].value == Self.aza
        {
            length = 2
        }
        guard length > 0 else { return }
        var next = step
        next.at += length
        next.afterNumber = false
        next.afterUnit = false
        if step.at == start { next.skippedPrefix = true } else { next.penalty += 1 }
        next.rules.insert(.azaSkipped)
        walk(next, start: start, into: &terminals)
    }

    /// 町 present on one side only, where the other form is not registered.
    private mutating func walkPastMachi(
        _ step: Step, _ token: AddressToken?, start: Int, into terminals: inout [Terminal]
    ) {
        // 大字下 is not 下町, and 字中町 is not 中.
        guard step.length > 0, !step.afterNumber, !step.skippedPrefix else { return }
        let isWritten = token?.value == Self.machi
        // Nothing is looked up where the text simply goes on.
        guard isWritten || (token.map { $0.isNumber || $0.spaceBefore || $0.value == AddressToken.separator } ?? true)
        else { return }
        let nodes = dictionary.townNodes
        let child = AddressDictionary.child(nodes, of: step.node, token: Self.machi)
        let isTerminal = AddressDictionary.firstValue(nodes, of: step.node) != nil
        var next = step
        next.penalty += 3
        next.rules.insert(.townMachi)
        if isWritten {
            guard child == nil, isTerminal else { return }
            next.at += 1
            walk(next, start: start, into: &terminals)
        } else if let child, !isTerminal {
            next.node = child
            walk(next, start: start, into: &terminals)
        }
    }

    static func isBracket(_ token: AddressToken) -> Bool {
        switch token.value {
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3008...0x3011, 0x3014...0x301B: true
        default: false
        }
    }

    // MARK: Kyoto

    /// Towns behind street text (通, 上る, 下る, 東入, 西入); only ever a registered town, at the latest place.
    private mutating func streetTerminals(_ city: Int, from start: Int) -> [Terminal] {
        var ends: [Int] = []
        var at = start
        while at < tokens.count {
            if let end = streetMarkerEnd(at) {
                ends.append(end)
                at = end
            } else {
                at += 1
            }
        }
        for end in ends.reversed() {
            // 東入二丁目御旅町: a chome of the street, not of the town.
            let hasChome =
                end + 1 < tokens.count && tokens[end].isNumber && tokens[end + 1].value == AddressToken.chome
            let start = hasChome ? end + 2 : end
            var terminals = townTerminals(city, from: start)
            // Whatever is registered without text in between; 町 is never guessed here.
            terminals.removeAll { $0.rules.contains(.townMachi) || $0.end == start }
            if terminals.isEmpty { continue }
            for index in terminals.indices { terminals[index].rules.insert(.kyotoStreet) }
            return terminals
        }
        return []
    }

    /// The token after a word of street text that starts at `at`.
    private func streetMarkerEnd(_ at: Int) -> Int? {
        let ru: UInt32 = 0x30EB
        let ke: UInt32 = 0x30B1
        func value(_ index: Int) -> UInt32 { index < tokens.count ? tokens[index].value : 0 }
        switch value(at) {
        case Self.street: return at + 1
        case 0x4E0A, 0x4E0B:  // 上 下
            if value(at + 1) == ru { return at + 2 }
            if value(at + 1) == ke, value(at + 2) == ru { return at + 3 }
            if value(at + 1) == 0x30B5, value(at + 2) == ke, value(at + 3) == ru { return at + 4 }
            return nil
        case 0x6771, 0x897F, 0x5357, 0x5317:  // 東 西 南 北
            guard value(at + 1) == 0x5165 else { return nil }  // 入
            if value(at + 2) == ru { return at + 3 }
            if value(at + 2) == 0x30A4, value(at + 3) == ru { return at + 4 }
            return at + 2
        default: return nil
        }
    }

    // MARK: Choice

    /// The best of one municipality's readings: a registered number first, then the longest town, then the fewest repairs.
    private func choose(_ readings: [Reading]) -> Reading? {
        guard !readings.isEmpty else { return nil }
        // Places instead of readings, which are large.
        var best = 0
        var rival: Int?
        for at in readings.indices.dropFirst() {
            switch order(readings[at], readings[best]) {
            case 1:
                if isRival(readings[best], of: readings[at]) { rival = best }
                best = at
            case 0 where readings[at].town != readings[best].town: rival = at
            default: if isRival(readings[at], of: readings[best]) { rival = at }
            }
        }
        guard let rival, readings[rival].town != readings[best].town,
            isRival(readings[rival], of: readings[best]) || order(readings[rival], readings[best]) == 0
        else { return readings[best] }
        var result = readings[best]
        result.isUncertain = true
        result.rivalIsRecord = result.quality == .record && readings[rival].quality == .record
        result.rules.insert(result.quality.isRecord ? .numberOtherReading : .townAmbiguous)
        result.otherCandidates.append(contentsOf: [fullText(readings[best]), fullText(readings[rival])])
        return result
    }

    private func order(_ left: Reading, _ right: Reading) -> Int {
        if left.quality.isRecord != right.quality.isRecord { return left.quality.isRecord ? 1 : -1 }
        if !left.quality.isRecord {
            // 大字永興1-2 is 大字永興 where that is registered, not 永興一丁目.
            if left.ignoresPrefix != right.ignoresPrefix { return right.ignoresPrefix ? 1 : -1 }
            if left.townEnd != right.townEnd { return left.townEnd > right.townEnd ? 1 : -1 }
        }
        if left.quality != right.quality { return left.quality > right.quality ? 1 : -1 }
        if left.townEnd != right.townEnd { return left.townEnd > right.townEnd ? 1 : -1 }
        if left.penalty != right.penalty { return left.penalty < right.penalty ? 1 : -1 }
        return 0
    }

    /// Whether the lesser reading is one that somebody could have meant: its number is registered, or its block is.
    private func isRival(_ lesser: Reading, of better: Reading) -> Bool {
        guard lesser.town != better.town, lesser.koazaTown == nil, better.koazaTown == nil,
            !lesser.rules.contains(.townMachi) || better.rules.contains(.townMachi),
            better.quality.isRecord || better.ignoresPrefix || !lesser.ignoresPrefix
        else { return false }
        switch (better.quality, lesser.quality) {
        case (.record, .record), (.recordWithRoom, .recordWithRoom), (.record, .recordWithRoom): return true
        case (.record, .block), (.record, .blockPartly), (.recordWithRoom, .block), (.recordWithRoom, .blockPartly):
            // A chome's block against a base town's parcel.
            return lesser.rules.contains(.chomeBare)
        case (.unregistered, .unregistered), (.block, .unregistered), (.blockPartly, .unregistered),
            (.town, .unregistered):
            // A bare first number: chome, or first part of the base town's parcel number.
            return better.rules.contains(.chomeBare) && !isStem(lesser.town)
        default: return false
        }
    }

    private func isStem(_ town: Int) -> Bool {
        dictionary.townFlags(town) & DictionaryFormat.Town.isStem != 0
    }
}
