/// Composes households whose sizes, ages and kinship follow the census.
///
/// - Source: sizes 38/28/17/12/4/1 %, 11.4 % children under 15, 29.1 % aged 65 or more and 16.1 % aged 75 or more
///   (人口推計 2023); 15.0 % of men and 22.1 % of women of 65 or more live alone, 50.6 % of households hold somebody of
///   65 or more (高齢社会白書 令和6年版).
struct HouseholdModel {
    /// Kinds of households; the number of people in it stands first.
    private enum Pattern {
        case elderAlone, single
        case elderCouple, lateCouple, couple, elderAndChild, parentAndChild, companions
        case coupleAndChild, elderCoupleAndChild, lateCoupleAndChild, coupleAndElder, parentAndTwo
        case coupleAndTwo, coupleChildElder, coupleAndParents, parentAndThree
        case coupleAndThree, coupleTwoElder, coupleChildParents, threeGenerations
    }

    /// Weights in thousandths of all households; per size they add up to 380, 280, 170, 120, 40 and 10.
    private static let patterns: [(Int, Pattern)] = [
        (104, .elderAlone), (276, .single),
        (104, .elderCouple), (30, .lateCouple), (63, .couple), (58, .elderAndChild), (15, .parentAndChild),
        (10, .companions),
        (84, .coupleAndChild), (32, .elderCoupleAndChild), (20, .lateCoupleAndChild), (26, .coupleAndElder),
        (8, .parentAndTwo),
        (76, .coupleAndTwo), (28, .coupleChildElder), (12, .coupleAndParents), (4, .parentAndThree),
        (14, .coupleAndThree), (18, .coupleTwoElder), (8, .coupleChildParents),
        (10, .threeGenerations),
    ]

    /// A household in the order of the register: head first.
    func household(_ stream: inout RandomStream) -> [PersonDraft] {
        var people = compose(stream.weighted(Self.patterns), &stream)
        if stream.chance(perMillion: 24_000) {
            for index in people.indices where people[index].age < 75 { people[index].isForeign = true }
        } else if people.count > 1, stream.chance(perMillion: 8_000) {
            // One foreign spouse.
            for index in people.indices where people[index].isSpouse && people[index].age < 75 {
                people[index].isForeign = true
            }
        }
        return people
    }

    /// Somebody registered at a care home: a household of one.
    func careHomeResident(_ stream: inout RandomStream) -> [PersonDraft] {
        let sex: PersonDraft.Sex = stream.chance(percent: 76) ? .female : .male
        return [
            PersonDraft(
                age: AgeModel.careHomeResident(&stream), sex: sex, relationship: "世帯主", isInCareHome: true)
        ]
    }

    private func compose(_ pattern: Pattern, _ stream: inout RandomStream) -> [PersonDraft] {
        switch pattern {
        case .elderAlone:
            let sex: PersonDraft.Sex = stream.chance(percent: 60) ? .female : .male
            return [head(AgeModel.elderAlone(sex, &stream), sex)]
        case .single:
            let sex: PersonDraft.Sex = stream.chance(percent: 56) ? .male : .female
            return [head(AgeModel.single(&stream), sex)]
        case .elderCouple: return couple(AgeModel.elder(&stream) + stream.within(0...3), &stream)
        case .lateCouple: return lateCouple(&stream)
        case .couple: return couple(AgeModel.youngHusband(&stream), &stream)
        case .elderAndChild: return elderAndChild(&stream)
        case .parentAndChild: return parentFamily(children: 1, &stream)
        case .companions: return companions(&stream)
        case .coupleAndChild: return family(children: 1, grandparents: 0, &stream)
        case .elderCoupleAndChild: return withGrownChild(couple(max(67, AgeModel.elder(&stream)), &stream), &stream)
        case .lateCoupleAndChild: return withGrownChild(lateCouple(&stream), &stream)
        case .coupleAndElder: return family(children: 0, grandparents: 1, &stream)
        case .parentAndTwo: return parentFamily(children: 2, &stream)
        case .coupleAndTwo: return family(children: 2, grandparents: 0, &stream)
        case .coupleChildElder: return family(children: 1, grandparents: 1, &stream)
        case .coupleAndParents: return family(children: 0, grandparents: 2, &stream)
        case .parentAndThree: return parentFamily(children: 3, &stream)
        case .coupleAndThree: return family(children: 3, grandparents: 0, &stream)
        case .coupleTwoElder: return family(children: 2, grandparents: 1, &stream)
        case .coupleChildParents: return family(children: 1, grandparents: 2, &stream)
        case .threeGenerations:
            return family(children: stream.chance(percent: 75) ? 2 : 3, grandparents: 2, &stream)
        }
    }

    private func head(_ age: Int, _ sex: PersonDraft.Sex) -> PersonDraft {
        PersonDraft(age: age, sex: sex, relationship: "世帯主")
    }

    private func anySex(_ stream: inout RandomStream) -> PersonDraft.Sex {
        stream.chance(percent: 51) ? .male : .female
    }

    /// Husband and wife; now and then the wife is head, now and then the marriage is not registered.
    private func couple(_ husbandAge: Int, _ stream: inout RandomStream) -> [PersonDraft] {
        let wifeAge = min(99, max(19, husbandAge - stream.within(-3...7)))
        let unregistered = husbandAge < 60 && stream.chance(percent: 2)
        let suffix = unregistered ? "（未届）" : ""
        if stream.chance(percent: 5) {
            return [
                head(wifeAge, .female),
                PersonDraft(
                    age: husbandAge, sex: .male, relationship: "夫" + suffix,
                    surname: unregistered ? .other : .household),
            ]
        }
        return [
            head(husbandAge, .male),
            PersonDraft(
                age: wifeAge, sex: .female, relationship: "妻" + suffix, surname: unregistered ? .other : .household),
        ]
    }

    private func elderAndChild(_ stream: inout RandomStream) -> [PersonDraft] {
        let parentSex: PersonDraft.Sex = stream.chance(percent: 72) ? .female : .male
        let parentAge = max(66, AgeModel.elderAlone(parentSex, &stream))
        let child = anySex(&stream)
        let childAge = max(25, parentAge - stream.within(23...38))
        guard stream.chance(percent: 45) else {
            return [head(parentAge, parentSex), PersonDraft(age: childAge, sex: child, relationship: "子")]
        }
        let relationship = parentSex == .female ? "母" : "父"
        return [head(childAge, child), PersonDraft(age: parentAge, sex: parentSex, relationship: relationship)]
    }

    /// A husband who has just turned old and a wife who has not.
    private func lateCouple(_ stream: inout RandomStream) -> [PersonDraft] {
        [
            head(stream.within(66...73), .male),
            PersonDraft(age: stream.within(57...64), sex: .female, relationship: "妻"),
        ]
    }

    private func withGrownChild(_ couple: [PersonDraft], _ stream: inout RandomStream) -> [PersonDraft] {
        let younger = couple.map(\.age).min() ?? 60
        let child = PersonDraft(
            age: max(20, younger - stream.within(22...38)), sex: anySex(&stream), relationship: "子")
        return couple + [child]
    }

    private func companions(_ stream: inout RandomStream) -> [PersonDraft] {
        let sex = anySex(&stream)
        let age = stream.within(22...72)
        let other = max(18, min(85, age + stream.within(-6...6)))
        if stream.chance(percent: 60) {
            let otherSex = anySex(&stream)
            let relationship: String
            switch (otherSex, other > age) {
            case (.male, true): relationship = "兄"
            case (.male, false): relationship = "弟"
            case (.female, true): relationship = "姉"
            case (.female, false): relationship = "妹"
            }
            return [head(age, sex), PersonDraft(age: other, sex: otherSex, relationship: relationship)]
        }
        return [
            head(age, sex), PersonDraft(age: other, sex: anySex(&stream), relationship: "同居人", surname: .other),
        ]
    }

    /// Children from the oldest to the youngest, and the mother's age.
    private func children(_ count: Int, _ stream: inout RandomStream) -> (ages: [Int], mother: Int) {
        var ages = [AgeModel.youngestChild(&stream)]
        while ages.count < count { ages.insert(ages[0] + stream.within(1...4), at: 0) }
        // A large spacing must not make the mother too old for the youngest.
        let mother = max(ages[0] + stream.within(21...34), 19)
        return (ages, min(mother, ages[ages.count - 1] + 44))
    }

    private func parentFamily(children count: Int, _ stream: inout RandomStream) -> [PersonDraft] {
        let (ages, mother) = children(count, &stream)
        let isMother = stream.chance(percent: 87)
        let age = isMother ? mother : mother + stream.within(0...5)
        return [head(age, isMother ? .female : .male)]
            + ages.map { PersonDraft(age: $0, sex: anySex(&stream), relationship: "子") }
    }

    /// A couple with children, its parents, or both; the head belongs to either generation.
    private func family(children count: Int, grandparents: Int, _ stream: inout RandomStream) -> [PersonDraft] {
        var parents: [PersonDraft]
        var ages: [Int] = []
        if count > 0 {
            let (childAges, mother) = children(count, &stream)
            ages = childAges
            let father = max(20, mother + stream.within(-2...6))
            parents = [
                head(father, .male), PersonDraft(age: mother, sex: .female, relationship: "妻"),
            ]
        } else {
            parents = couple(stream.within(42...64), &stream)
        }
        let childSexes = ages.map { _ in anySex(&stream) }
        guard grandparents > 0 else {
            return parents + zip(ages, childSexes).map { PersonDraft(age: $0, sex: $1, relationship: "子") }
        }
        let base = parents[0].age
        let grandmother = min(99, max(65, base + stream.within(21...33)))
        let grandfather = min(99, grandmother + stream.within(0...5))
        let elders: [(PersonDraft.Sex, Int)] =
            grandparents == 2
            ? [(.male, grandfather), (.female, grandmother)]
            : [stream.chance(percent: 75) ? (.female, grandmother) : (.male, grandfather)]
        if count > 0, stream.chance(percent: 40) {
            return elderHeaded(elders, parents, zip(ages, childSexes).map { ($0, $1) })
        }
        // Now and then the parents are the wife's.
        let ofWife = stream.chance(percent: 15)
        let prefix = ofWife ? (parents[1].sex == .female ? "妻の" : "夫の") : ""
        var people = parents + zip(ages, childSexes).map { PersonDraft(age: $0, sex: $1, relationship: "子") }
        for (sex, age) in elders {
            people.append(
                PersonDraft(
                    age: age, sex: sex, relationship: prefix + (sex == .male ? "父" : "母"),
                    surname: ofWife ? .other : .household))
        }
        return people
    }

    private func elderHeaded(
        _ elders: [(PersonDraft.Sex, Int)], _ parents: [PersonDraft], _ children: [(Int, PersonDraft.Sex)]
    ) -> [PersonDraft] {
        var people = [head(elders[0].1, elders[0].0)]
        if elders.count > 1 { people.append(PersonDraft(age: elders[1].1, sex: elders[1].0, relationship: "妻")) }
        people.append(PersonDraft(age: parents[0].age, sex: .male, relationship: "子"))
        people.append(PersonDraft(age: parents[1].age, sex: .female, relationship: "子の妻"))
        for (age, sex) in children { people.append(PersonDraft(age: age, sex: sex, relationship: "子の子")) }
        return people
    }
}
