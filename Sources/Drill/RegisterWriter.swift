import Interchange

/// Writes the register, the needs and the answer key, household by household.
struct RegisterWriter {
    private let seed: UInt64
    private let asOf: DrillDate
    private let spelling: AddressSpelling
    private let households = HouseholdModel()
    private let names = NameModel()
    private let needModel: NeedModel
    private var householdNumbers: SerialNumbers
    private var residentNumbers: SerialNumbers
    private var residents: TableFile
    private var needs: TableFile
    private var answers: TableFile

    /// Creates the three files in an existing folder; they hold what looks like personal data and are the owner's alone.
    init(
        directory: String, asOf: DrillDate, seed: UInt64, knownTowns: Set<String>
    ) throws(InterchangeError) {
        self.seed = seed
        self.asOf = asOf
        spelling = AddressSpelling(knownTowns: knownTowns)
        needModel = NeedModel(asOf: asOf)
        householdNumbers = SerialNumbers(
            start: 2_000_000, largestGap: 5, stream: RandomStream(seed: seed, purpose: .numbers, index: 1))
        residentNumbers = SerialNumbers(
            start: 10_000_000, largestGap: 4, stream: RandomStream(seed: seed, purpose: .numbers, index: 2))
        residents = try TableFile(
            path: "\(directory)/residents.csv", header: RegisterColumns.residents, lineEnding: .carriageReturnLineFeed)
        needs = try TableFile(
            path: "\(directory)/needs.csv", header: RegisterColumns.needs, lineEnding: .carriageReturnLineFeed)
        answers = try TableFile(
            path: "\(directory)/answers.csv", header: RegisterColumns.answers, lineEnding: .lineFeed)
    }

    /// Persons written.
    var residentCount: Int { residents.rows }
    /// Needs written.
    var needCount: Int { needs.rows }

    /// Writes the household number `index` at its place.
    mutating func household(_ index: Int, at place: HouseholdPlace) throws(InterchangeError) {
        var stream = RandomStream(seed: seed, purpose: .households, index: index)
        var spellingStream = RandomStream(seed: seed, purpose: .spelling, index: index)
        let people =
            place.isCareHome ? households.careHomeResident(&stream) : households.household(&stream)
        let number = householdNumbers.next()
        let spelled = spelling.spell(place.address, &spellingStream)
        try answer(number, place, spelled.damage)
        var text = spelled.text
        var building = place.buildingLine
        if !building.isEmpty, spellingStream.chance(percent: 6) {
            text += (spellingStream.chance(percent: 70) ? "　" : " ") + building
            building = ""
        }
        let postalCode = postal(place.postalCode, &spellingStream)
        let phone = stream.chance(percent: 72) ? phoneNumber(&stream) : ""
        let surname = names.surname(&stream)
        let foreign = names.foreignWord(&stream)
        for (position, person) in people.enumerated() {
            let residentNumber = residentNumbers.next()
            let birth = asOf.birthDate(age: person.age, &stream)
            let name: NameModel.FullName
            if person.isForeign {
                name = names.foreignName(family: foreign, &stream)
            } else {
                let own = person.surname == .household ? surname : names.surname(&stream)
                name = names.name(surname: own, sex: person.sex, birthYear: birth.year, &stream)
            }
            let drafts = needModel.needs(person, &stream)
            try residents.row([
                residentNumber, number, name.text, name.kana, birthText(birth, person, &stream), person.sex.rawValue,
                person.relationship, text, building, postalCode, place.survey?.longitude ?? "",
                place.survey?.latitude ?? "", position == 0 ? phone : "", stay(person, drafts),
                place.floor.map(String.init) ?? "", place.buildYear.map(String.init) ?? "", place.structure,
            ])
            for need in drafts {
                try needs.row([
                    residentNumber, need.kind, need.grade, need.validFrom?.iso ?? "", need.validUntil?.iso ?? "",
                ])
            }
        }
    }

    /// Brings the files to disk.
    mutating func finish() throws(InterchangeError) {
        try residents.finish()
        try needs.finish()
        try answers.finish()
    }

    private mutating func answer(
        _ number: String, _ place: HouseholdPlace, _ damage: AddressSpelling.Damage
    ) throws(InterchangeError) {
        switch damage {
        case .none:
            try answers.row([
                number, place.lgCode, place.machiazaID, place.recordID, place.longitude, place.latitude,
            ])
        case .unknownTown: try answers.row([number, place.lgCode, "", "", "", ""])
        case .unknownNumber: try answers.row([number, place.lgCode, place.machiazaID, "", "", ""])
        }
    }

    /// In the Japanese calendar; in the Gregorian for foreign residents; a few are not known.
    private func birthText(_ birth: DrillDate, _ person: PersonDraft, _ stream: inout RandomStream) -> String {
        if person.isForeign { return birth.iso }
        guard person.age >= 75, stream.chance(perMillion: 2_000) else { return birth.japanese }
        return stream.chance(percent: 50) ? "年月日不詳" : birth.japaneseMonthEstimated
    }

    /// 000-0012, 0000012 or nothing.
    private func postal(_ code: String, _ stream: inout RandomStream) -> String {
        guard code.utf8.count == 7 else { return "" }
        switch stream.below(100) {
        case ..<90: return "\(code.prefix(3))-\(code.suffix(4))"
        case ..<97: return code
        default: return ""
        }
    }

    /// A number under a prefix that is not given out in Japan.
    private func phoneNumber(_ stream: inout RandomStream) -> String {
        "000-\(DecimalText.padded(stream.below(10_000), width: 4))-\(DecimalText.padded(stream.below(10_000), width: 4))"
    }

    /// Where somebody stays who does not live at the registered address.
    private func stay(_ person: PersonDraft, _ needs: [NeedDraft]) -> String {
        guard !person.isInCareHome else { return "" }
        for need in needs {
            if need.kind == "施設入所" { return "市外の介護施設" }
            if need.kind == "長期入院" { return "市立病院" }
        }
        return ""
    }
}
