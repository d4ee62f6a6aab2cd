import Testing

@testable import Drill

@Suite struct RegisterTests {
    /// The age on 1 June 2026 of a birth date as the register writes it; nil when it is not known.
    static func age(_ text: String) -> Int? {
        let eras = ["大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018]
        var year: Int?
        var rest = Substring(text)
        if let offset = eras[String(text.prefix(2))], let sign = text.firstIndex(of: "年") {
            let number = text[text.index(text.startIndex, offsetBy: 2)..<sign]
            year = number == "元" ? offset + 1 : Int(number).map { $0 + offset }
            rest = text[text.index(after: sign)...]
        } else if text.utf8.count == 10 {
            year = Int(text.prefix(4))
            rest = text.dropFirst(5)
        }
        let parts = rest.split { "月日-".contains($0) }.compactMap { Int($0) }
        guard let year, parts.count == 2 else { return nil }
        return 2026 - year - ((parts[0], parts[1]) <= (6, 2) ? 0 : 1)
    }

    @Test func hasTheColumnsOfTheImport() throws {
        let city = try DrillFixture.large.get()
        #expect(
            try DrillFixture.largeResidents.get().header.joined(separator: ",")
                == "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,方書,郵便番号,経度,緯度,電話番号,居所,階,建築年,構造")
        #expect(try city.table("needs.csv").header.joined(separator: ",") == "宛名番号,区分,程度,有効期間開始,有効期間終了")
        #expect(
            try city.table("answers.csv").header.joined(separator: ",")
                == "household_number,lg_code,machiaza_id,record_id,longitude,latitude")
    }

    @Test func numbersAreUniqueAndCarryCheckDigits() throws {
        let residents = try DrillFixture.largeResidents.get()
        let numbers = residents["宛名番号"]
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers == numbers.sorted())
        for number in numbers + Set(residents["世帯番号"]) {
            #expect(number.utf8.count == 10 && number.hasPrefix("0"))
            let digits = number.utf8.map { Int($0) - 48 }
            let sum = zip(digits.dropLast().reversed(), [2, 3, 4, 5, 6, 7, 2, 3, 4]).reduce(0) { $0 + $1.0 * $1.1 }
            #expect((11 - sum % 11) % 11 == digits[9])
        }
    }

    @Test func everyHouseholdHasOneHeadAndOneAddress() throws {
        let residents = try DrillFixture.largeResidents.get()
        let households = Dictionary(grouping: residents.rows) { $0[1] }
        for members in households.values {
            #expect(members.filter { $0[6] == "世帯主" }.count == 1)
            #expect(members[0][6] == "世帯主")
            #expect(
                members.filter {
                    $0[6].hasPrefix("妻") && !$0[6].hasPrefix("妻の") || $0[6].hasPrefix("夫") && !$0[6].hasPrefix("夫の")
                }.count <= 1)
            #expect(Set(members.map { $0[7...9].joined(separator: "/") }).count == 1)
        }
    }

    @Test func agesFitKinship() throws {
        let residents = try DrillFixture.largeResidents.get()
        for members in Dictionary(grouping: residents.rows, by: { $0[1] }).values {
            guard let head = members.first, let headAge = Self.age(head[4]) else { continue }
            #expect(headAge >= 18)
            for member in members.dropFirst() {
                guard let age = Self.age(member[4]) else { continue }
                switch member[6] {
                case "子": #expect((16...65).contains(headAge - age))
                case "子の子": #expect((33...99).contains(headAge - age))
                case "父", "母", "妻の父", "妻の母", "夫の父", "夫の母": #expect((14...70).contains(age - headAge))
                case "妻", "夫", "妻（未届）", "夫（未届）": #expect(age >= 18 && abs(headAge - age) <= 20)
                case "兄", "姉", "弟", "妹", "同居人": #expect(age >= 18)
                case "子の妻": #expect(age >= 18 && headAge > age)
                default: Issue.record("unexpected relationship \(member[6])")
                }
                if ["妻", "母", "姉", "妹", "子の妻"].contains(member[6]) { #expect(member[5] == "女") }
                if ["夫", "父", "兄", "弟"].contains(member[6]) { #expect(member[5] == "男") }
            }
        }
    }

    @Test func answersNameRegisteredRecordsAtTheirPoints() throws {
        let city = try DrillFixture.large.get()
        var points: [String: [String]] = [:]
        for row in try city.table("abr/mt_rsdtdsp_rsdt_pos_pref99.csv").rows {
            points[row[1] + "/" + row[2...4].filter { !$0.isEmpty }.joined(separator: "-")] = Array(row[7...8])
        }
        for row in try city.table("abr/mt_parcel_city992011.csv").rows { points[row[1] + "/" + row[2]] = ["", ""] }
        for row in try city.table("abr/mt_parcel_pos_city992011.csv").rows {
            points[row[1] + "/" + row[2]] = Array(row[3...4])
        }
        let answers = try city.table("answers.csv").rows
        let located = answers.filter { !$0[3].isEmpty }
        for answer in located { #expect(points[answer[2] + "/" + answer[3]] == Array(answer[4...5])) }
        // One address in two hundred is spoilt.
        #expect((0.002...0.009).contains(1 - Double(located.count) / Double(answers.count)))
        #expect(answers.filter { $0[3].isEmpty }.allSatisfy { $0[4].isEmpty && $0[5].isEmpty })
    }

    @Test func needsBelongToResidentsAndFewHaveExpired() throws {
        let city = try DrillFixture.large.get()
        let numbers = Set(try DrillFixture.largeResidents.get()["宛名番号"])
        let needs = try city.table("needs.csv")
        #expect(needs["宛名番号"].allSatisfy { numbers.contains($0) })
        #expect(needs.rows.allSatisfy { $0[3].isEmpty || $0[4].isEmpty || $0[3] <= $0[4] })
        let expired = needs.rows.filter { !$0[4].isEmpty && $0[4] < "2026-06-01" }
        #expect((0.003...0.03).contains(Double(expired.count) / Double(needs.rows.count)))
        #expect(needs.rows.allSatisfy { $0[3] <= "2026-06-01" })
    }

    @Test func aCareHomeHoldsManyPeopleAtOneDoor() throws {
        let residents = try DrillFixture.small.get().table("residents.csv")
        let inHome = residents.rows.filter { $0[7].contains("特別養護老人ホーム") || $0[8].hasPrefix("特別養護老人ホーム") }
        #expect(inHome.count == 17)
        #expect(inHome.allSatisfy { $0[6] == "世帯主" })
        #expect(inHome.compactMap { Self.age($0[4]) }.allSatisfy { $0 >= 65 })
    }
}
