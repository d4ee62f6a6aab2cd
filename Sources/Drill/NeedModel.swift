/// Draws the care, disability and other needs of a person at the rates of official statistics.
///
/// - Source: 要介護認定 rates by age (令和7年版高齢社会白書, R4) and mix of grades (厚生労働省, 6,803,578 persons);
///   身体障害者手帳 4,910,098 and 精神障害者保健福祉手帳 1,180,269 holders; 療育手帳 about 10 in 1,000, pregnancy about
///   0.45 %, designated diseases about 8 in 1,000 of all residents.
struct NeedModel {
    /// The day at which most needs are valid.
    let asOf: DrillDate

    /// The needs of a person, in the order of the kinds.
    func needs(_ person: PersonDraft, _ stream: inout RandomStream) -> [NeedDraft] {
        var needs: [NeedDraft] = []
        let care = careGrade(person, &stream)
        if let care { needs.append(careNeed(care, &stream)) }
        let physical = stream.chance(perMillion: physicalRate(person.age)) ? Self.physicalGrade(&stream) : nil
        if let physical { needs.append(certificate("身体", GradeSpelling.level(physical, &stream), years: nil, &stream)) }
        if stream.chance(perMillion: intellectualRate(person.age)) {
            needs.append(certificate("療育", GradeSpelling.intellectual(&stream), years: 5, &stream))
        }
        if stream.chance(perMillion: mentalRate(person.age)) {
            let grade = stream.weighted([(109, 1), (588, 2), (303, 3)])
            needs.append(certificate("精神", GradeSpelling.level(grade, &stream), years: 2, &stream))
        }
        needs += medicalNeeds(person, &stream)
        let severe = (physical ?? 9) <= 2
        let frail = (care ?? 0) >= 3
        if severe && stream.chance(percent: 24) || frail && stream.chance(percent: 28) {
            needs.append(NeedDraft(kind: "車椅子", grade: "", validFrom: nil, validUntil: nil))
        }
        if stream.chance(perMillion: person.age < 20 ? 1_200 : person.age < 65 ? 7_500 : 13_500) {
            needs.append(certificate("難病", "", years: 1, &stream))
        }
        if person.sex == .female, (20...42).contains(person.age), stream.chance(perMillion: 34_000) {
            let from = asOf.monthStart(after: -stream.within(0...6))
            needs.append(
                NeedDraft(kind: "妊産婦", grade: "", validFrom: from, validUntil: from.monthStart(after: 11).monthEnd))
        }
        if person.isForeign, stream.chance(percent: 40) {
            needs.append(NeedDraft(kind: "外国人", grade: "", validFrom: nil, validUntil: nil))
        }
        if person.isInCareHome || person.age >= 75 && stream.chance(perMillion: 9_000) {
            let from = asOf.monthStart(after: -stream.within(2...60))
            needs.append(NeedDraft(kind: "施設入所", grade: "", validFrom: from, validUntil: nil))
        } else if stream.chance(perMillion: person.age >= 65 ? 4_500 : 800) {
            let from = asOf.monthStart(after: -stream.within(3...18))
            needs.append(NeedDraft(kind: "長期入院", grade: "", validFrom: from, validUntil: nil))
        }
        return needs
    }

    /// -1 and 0 for 要支援1 and 2, 1…5 for 要介護1…5, nil for none.
    private func careGrade(_ person: PersonDraft, _ stream: inout RandomStream) -> Int? {
        if person.isInCareHome {
            return stream.weighted([(4, 1), (8, 2), (28, 3), (36, 4), (24, 5)])
        }
        let support: Int
        let care: Int
        // Care homes take their share of the care rate, so that the whole population meets it.
        switch person.age {
        case ..<40: return nil
        case ..<65: (support, care) = (800, 2_200)
        case ..<75: (support, care) = (14_000, 29_000)
        case ..<85: (support, care) = (60_000, 111_000)
        default: (support, care) = (140_000, 405_000)
        }
        let draw = stream.below(1_000_000)
        if draw < support { return stream.weighted([(141, -1), (140, 0)]) }
        guard draw < support + care else { return nil }
        return stream.weighted([(208, 1), (174, 2), (128, 3), (117, 4), (83, 5)])
    }

    private func careNeed(_ grade: Int, _ stream: inout RandomStream) -> NeedDraft {
        // Certified for 6 to 48 months; three in a hundred have run out and were not renewed in the file.
        let months = stream.pick([6, 12, 12, 12, 24, 24, 36, 48])
        let age = stream.chance(percent: 3) ? months + stream.within(1...4) : stream.below(months)
        let from = asOf.monthStart(after: -age)
        return NeedDraft(
            kind: stream.chance(percent: 5) ? "要介護認定" : "要介護", grade: GradeSpelling.care(grade, &stream),
            validFrom: from, validUntil: from.monthStart(after: months - 1).monthEnd)
    }

    private func certificate(_ kind: String, _ grade: String, years: Int?, _ stream: inout RandomStream) -> NeedDraft {
        guard let years else {
            return NeedDraft(
                kind: kind, grade: grade, validFrom: asOf.monthStart(after: -stream.within(1...300)), validUntil: nil)
        }
        let months = years * 12
        let age = stream.chance(percent: 2) ? months + stream.within(1...3) : stream.below(months)
        let from = asOf.monthStart(after: -age)
        return NeedDraft(
            kind: kind, grade: grade, validFrom: from, validUntil: from.monthStart(after: months - 1).monthEnd)
    }

    private static func physicalGrade(_ stream: inout RandomStream) -> Int {
        stream.weighted([(31, 1), (15, 2), (17, 3), (24, 4), (7, 5), (6, 6)])
    }

    private func physicalRate(_ age: Int) -> Int {
        switch age {
        case ..<18: 3_600
        case ..<65: 18_500
        case ..<75: 62_000
        default: 122_000
        }
    }

    private func intellectualRate(_ age: Int) -> Int {
        switch age {
        case ..<3: 500
        case ..<18: 21_000
        case ..<65: 11_500
        default: 3_000
        }
    }

    private func mentalRate(_ age: Int) -> Int {
        switch age {
        case ..<15: 500
        case ..<20: 4_000
        case ..<65: 14_500
        default: 4_800
        }
    }

    /// Medical care at home, and with it the dependence on electricity that most of it brings.
    private func medicalNeeds(_ person: PersonDraft, _ stream: inout RandomStream) -> [NeedDraft] {
        guard !person.isInCareHome else { return [] }
        let rate = person.age < 20 ? 1_000 : person.age < 65 ? 450 : 3_600
        guard stream.chance(perMillion: rate) else { return [] }
        let grade: String
        if person.age < 65 {
            grade = stream.weighted([
                (22, "人工呼吸器"), (18, "気管切開"), (14, "酸素"), (22, "吸引"), (14, "経管"), (4, "中心静脈"), (3, "鼻咽頭エアウェイ"),
                (3, "ネブライザー"),
            ])
        } else {
            grade = stream.weighted([
                (5, "人工呼吸器"), (3, "気管切開"), (62, "酸素"), (8, "吸引"), (14, "胃瘻"), (4, "中心静脈"), (4, "ネブライザー"),
            ])
        }
        let from = asOf.monthStart(after: -stream.within(1...48))
        var needs = [NeedDraft(kind: "医療的ケア", grade: grade, validFrom: from, validUntil: nil)]
        switch grade {
        case "人工呼吸器": needs.append(NeedDraft(kind: "電源依存", grade: "", validFrom: from, validUntil: nil))
        case "酸素", "吸引", "気管切開":
            if stream.chance(percent: 70) {
                needs.append(NeedDraft(kind: "電源依存", grade: "", validFrom: from, validUntil: nil))
            }
        default: break
        }
        return needs
    }
}
