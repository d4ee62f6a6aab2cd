import Testing

@testable import Residents

@Suite struct NeedGradeTests {
    @Test(arguments: [
        ("要介護3", NeedLevel.care3), ("要介護３", .care3), ("要介護三", .care3), ("介3", .care3), ("3", .care3), ("23", .care3),
        ("care3", .care3), ("要介護5", .care5), ("25", .care5), ("要支援1", .support1), ("支2", .support2), ("12", .support1),
        ("１３", .support2), ("11", .transitional), ("06", .programmeTarget), ("事業対象者", .programmeTarget),
        ("00", .independent),
        ("自立", .independent), ("31", .reassessment), ("88", .cancelled), ("99", .absent), ("非該当", .absent),
        ("要介護Ⅳ", .care4),
    ])
    func readsCareLevels(text: String, level: NeedLevel) throws {
        #expect(try NeedGrade.parse(text, kind: .careLevel) == NeedGrade(level))
    }

    @Test(arguments: [
        ("1級", NeedLevel.grade1), ("１級", .grade1), ("一級", .grade1), ("1", .grade1), ("01", .grade1), ("7級", .grade7),
        ("身体障害者手帳2級", .grade2), ("身体2級", .grade2), ("第1種2級", .grade2), ("2級1種", .grade2), ("１種 ３級", .grade3),
        ("取消", .cancelled), ("返還", .cancelled), ("なし", .absent), ("grade4", .grade4),
    ])
    func readsPhysicalGrades(text: String, level: NeedLevel) throws {
        #expect(try NeedGrade.parse(text, kind: .physicalDisability) == NeedGrade(level))
    }

    @Test(arguments: [
        ("A", NeedLevel.a), ("Ａ", .a), ("a1", .a1), ("A2", .a2), ("〇A", .circledA), ("◯Ａ", .circledA), ("Ⓐ", .circledA),
        ("B", .b), ("Ｂ１", .b1), ("B2", .b2), ("C", .c), ("1度", .degree1), ("愛の手帳４度", .degree4), ("3", .degree3),
        ("重度", .severe), ("最重度", .profound), ("中度", .moderate), ("軽度", .mild), ("療育A1", .a1),
    ])
    func readsIntellectualGrades(text: String, level: NeedLevel) throws {
        #expect(try NeedGrade.parse(text, kind: .intellectualDisability) == NeedGrade(level))
    }

    @Test(arguments: [
        ("人工呼吸器", NeedLevel.ventilator), ("人工呼吸管理", .ventilator), ("気管切開", .tracheostomy), ("在宅酸素", .oxygen),
        ("たん吸引", .suction), ("胃ろう", .tubeFeeding), ("経管栄養", .tubeFeeding), ("中心静脈カテーテル", .centralVenous),
        ("鼻咽頭エアウェイ", .nasopharyngealAirway), ("皮下注射", .subcutaneous), ("ネブライザー", .nebuliser), ("腹膜透析", .dialysis),
        ("ventilator", .ventilator), ("tube_feeding", .tubeFeeding),
    ])
    func readsMedicalCare(text: String, level: NeedLevel) throws {
        #expect(try NeedGrade.parse(text, kind: .medicalCare) == NeedGrade(level))
    }

    @Test(arguments: [
        ("", NeedKind.careLevel), ("要介護6", .careLevel), ("要介護0", .careLevel), ("要支援3", .careLevel), ("14", .careLevel),
        ("1級", .careLevel), ("8級", .physicalDisability), ("0級", .physicalDisability), ("A", .physicalDisability),
        ("第1種", .physicalDisability), ("4級", .mentalDisability), ("", .mentalDisability),
        ("5度", .intellectualDisability),
        ("D", .intellectualDisability), ("xyz", .medicalCare), ("　", .medicalCare),
    ])
    func refusesGradesThatTheKindDoesNotHave(text: String, kind: NeedKind) {
        #expect(throws: ResidentValueError.unknownNeedGrade(kind: kind)) { try NeedGrade.parse(text, kind: kind) }
    }

    @Test func keepsFreeTextOfKindsWithoutGrades() throws {
        #expect(try NeedGrade.parse("パーキンソン病", kind: .designatedDisease) == NeedGrade(.unspecified, detail: "パーキンソン病"))
        #expect(try NeedGrade.parse("有", kind: .wheelchair) == NeedGrade(.unspecified))
        #expect(try NeedGrade.parse("", kind: .pregnancy) == NeedGrade(.unspecified))
        #expect(try NeedGrade.parse("酸素濃縮器", kind: .powerDependence) == NeedGrade(.oxygen, detail: "酸素濃縮器"))
        #expect(try NeedGrade.parse("希望なし", kind: .foreignResident).counts == false)
        #expect(throws: ResidentValueError.controlCharacter(byteOffset: 1)) {
            try NeedGrade.parse("a\u{0}", kind: .designatedDisease)
        }
    }

    @Test func doesNotCountWhatIsNoNeed() throws {
        for text in ["00", "31", "88", "99"] { #expect(try NeedGrade.parse(text, kind: .careLevel).counts == false) }
        for text in ["06", "11", "12", "25"] { #expect(try NeedGrade.parse(text, kind: .careLevel).counts) }
        #expect(NeedGrade(code: "from-the-future").level == .unrecognised)
        #expect(NeedGrade(code: "from-the-future").counts == false)
    }

    @Test func readsBackEveryCodeAndEveryJapaneseName() throws {
        #expect(Set(NeedLevel.allCases.map(\.code)).count == NeedLevel.allCases.count)
        for kind in NeedKind.allCases {
            for level in NeedLevel.levels(of: kind) {
                #expect(NeedGrade(code: level.code).level == level)
                if level != .unspecified { #expect(try NeedGrade.parse(level.code, kind: kind).level == level) }
                guard level.counts, level != .unspecified, kind != .powerDependence else { continue }
                let japanese = NeedGrade(level).japanese(kind)
                #expect(try NeedGrade.parse(japanese, kind: kind).level == level, "\(japanese)")
            }
        }
    }

    @Test func namesEveryGradeApartInBothLanguages() {
        for kind in NeedKind.allCases {
            let levels = NeedLevel.levels(of: kind)
            #expect(Set(levels.map { NeedGrade($0).japanese(kind) }).count == levels.count)
            #expect(Set(levels.map { NeedGrade($0).english(kind) }).count == levels.count)
        }
        #expect(NeedGrade(.care3).english(.careLevel) == "care level 3")
        #expect(NeedGrade(.degree4).english(.intellectualDisability) == "intellectual disability degree 4")
    }

    @Test(arguments: [
        (NeedLevel.care3, NeedKind.careLevel, "要介護3"), (.support1, .careLevel, "要支援1"),
        (.grade2, .physicalDisability, "身体2級"), (.grade1, .mentalDisability, "精神1級"),
        (.a, .intellectualDisability, "療育A"), (.ventilator, .medicalCare, "人工呼吸器"), (.unspecified, .wheelchair, "車椅子"),
        (.oxygen, .powerDependence, "電源依存(酸素)"), (.cancelled, .careLevel, "要介護(取消)"),
    ])
    func namesTheNeedInJapanese(level: NeedLevel, kind: NeedKind, name: String) {
        #expect(NeedGrade(level).japanese(kind) == name)
    }

    @Test(arguments: [
        (NeedKind.institution, "0"), (.institution, "退所"), (.hospitalStay, "退院済"), (.hospitalStay, "なし"),
        (.wheelchair, "0"), (.foreignResident, "希望しない"), (.institution, "不明"), (.hospitalStay, "確認中"),
        (.institution, "在宅"), (.institution, "入所待機"), (.institution, "入所申込中"), (.institution, "入所予定"),
        (.institution, "施設に入所していない"), (.hospitalStay, "入院なし"), (.hospitalStay, "入院予定"), (.hospitalStay, "病院通院"),
    ])
    func aTextThatDoesNotSaySoDoesNotCount(kind: NeedKind, text: String) throws {
        #expect(try !NeedGrade.parse(text, kind: kind).counts)
    }

    @Test(arguments: [
        (NeedKind.institution, ""), (.institution, "1"), (.institution, "特別養護老人ホーム"), (.hospitalStay, "入院中"),
        (.hospitalStay, "市民病院"), (.wheelchair, "1"),
    ])
    func aTextThatSaysSoCounts(kind: NeedKind, text: String) throws {
        #expect(try NeedGrade.parse(text, kind: kind).counts)
    }

    @Test(arguments: ["1級(肢体)", "肢体1級", "１級（視覚）", "第1種1級", "1級 肢体", "１級・肢体"])
    func namesOfThePartOfTheBodyDoNotHideTheGrade(text: String) throws {
        #expect(try NeedGrade.parse(text, kind: .physicalDisability).level == .grade1)
    }
}
