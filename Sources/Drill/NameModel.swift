/// Draws names that fit age, sex and family.
struct NameModel {
    /// A full name and its reading, both with an ideographic space between the parts.
    struct FullName {
        let text: String
        let kana: String
    }

    private let surnames: [NamePart]

    init() {
        var surnames: [NamePart] = []
        for head in NameParts.surnameHeads {
            for tail in NameParts.surnameTails { surnames.append(head.followed(by: tail)) }
        }
        self.surnames = surnames
    }

    /// A household's surname.
    func surname(_ stream: inout RandomStream) -> NamePart {
        stream.chance(perMillion: 15_000) ? stream.pick(NameParts.difficultSurnames) : stream.pick(surnames)
    }

    /// The name of somebody born in the given year, under the surname of the family.
    func name(surname: NamePart, sex: PersonDraft.Sex, birthYear: Int, _ stream: inout RandomStream) -> FullName {
        let given = givenName(sex: sex, birthYear: birthYear, &stream)
        return FullName(text: "\(surname.text)　\(given.text)", kana: "\(surname.kana)　\(given.kana)")
    }

    /// The name of a foreign resident: Latin capitals, or katakana alone.
    func foreignName(family: NamePart, _ stream: inout RandomStream) -> FullName {
        let given = foreignWord(&stream)
        let kana = "\(family.kana)　\(given.kana)"
        guard stream.chance(percent: 80) else { return FullName(text: kana, kana: kana) }
        return FullName(text: "\(family.text)　\(given.text)", kana: kana)
    }

    /// An invented foreign family name.
    func foreignWord(_ stream: inout RandomStream) -> NamePart {
        var word = stream.pick(NameParts.foreignSyllables)
        for _ in 0..<stream.within(1...2) { word = word.followed(by: stream.pick(NameParts.foreignSyllables)) }
        return word
    }

    private func givenName(sex: PersonDraft.Sex, birthYear: Int, _ stream: inout RandomStream) -> NamePart {
        switch sex {
        case .male:
            let tails = birthYear < 1965 ? NameParts.elderMaleTails : NameParts.maleTails
            let single = birthYear >= 1965 && stream.chance(percent: 25)
            let head = stream.pick(NameParts.givenHeads)
            return single ? head : head.followed(by: stream.pick(tails))
        case .female:
            if birthYear < 1938, stream.chance(percent: 40) {
                let name = stream.pick(NameParts.katakanaNames)
                return NamePart(name, name == "タマヱ" ? "タマエ" : name == "ミヲ" ? "ミオ" : name)
            }
            let tails = birthYear < 1975 ? NameParts.elderFemaleTails : NameParts.femaleTails
            return stream.pick(NameParts.femaleHeads).followed(by: stream.pick(tails))
        }
    }
}
