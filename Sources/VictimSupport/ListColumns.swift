import AddressDictionary
import Disclosure
import Geospatial
import Places
import Registry
import Residents
import SupportScoring

/// The columns of `households.csv`, one row per household.
enum HouseholdColumns {
    static let all: [ListColumn<ListedHousehold>] = [
        ListColumn(japanese: "番号", english: "number", parts: [], whole: { $0.number }),
        ListColumn(japanese: "世帯番号", english: "household_number", parts: .number) { row, _ in
            row.household.householdNumber ?? ""
        },
        ListColumn(japanese: "援護度", english: "score", parts: .nightScore, points: { $0.household.score }),
        ListColumn(japanese: "援護区分", english: "band", parts: .nightScore, word: { $0.household.band }),
        ListColumn(
            japanese: "日中援護度", english: "daytime_score", parts: .daytimeScore,
            points: { $0.household.daytimeScore }),
        ListColumn(
            japanese: "日中援護区分", english: "daytime_band", parts: .daytimeScore, word: { $0.household.daytimeBand }),
        ListColumn(japanese: "並び順の時間帯", english: "time", parts: [], word: { $0.time }),
        ListColumn(japanese: "人数", english: "member_count", parts: [], whole: { $0.hit.memberCount }),
        ListColumn(japanese: "支援の種別", english: "needs") { row, language in
            row.needLabels(language).joined(separator: language.separator)
        },
        ListColumn(japanese: "必要な支援", english: "help") { row, language in
            row.helpLabels(language).joined(separator: language.separator)
        },
        ListColumn(japanese: "支援措置等", english: "protected", parts: []) { row, language in
            row.protectionLabel(language)
        },
        ListColumn(
            japanese: "一致レベル", english: "match_level", parts: .row, word: { $0.household.location?.matchLevel }),
        ListColumn(
            japanese: "座標レベル", english: "coordinate_level", parts: .position,
            word: { $0.household.location?.coordinateLevel }),
        ListColumn(
            japanese: "誤差半径m", english: "uncertainty_m", parts: .row,
            metres: { $0.household.location?.uncertaintyMetres }),
        ListColumn(japanese: "確からしさ", english: "certainty", parts: [], word: { $0.hit.certainty }),
        ListColumn(japanese: "避難行動", english: "evacuation_action", parts: [], word: { $0.hazard?.action }),
        ListColumn(japanese: "避難行動の理由", english: "evacuation_reason", parts: []) { row, language in
            row.hazard?.reason?.label(language) ?? ""
        },
        ListColumn(japanese: "順序段階", english: "hazard_step", parts: [], whole: { $0.hazard?.step }),
        ListColumn(japanese: "浸水深", english: "flood_depth", parts: []) { row, language in
            row.hazardText(.depth, \.atPoint, language)
        },
        ListColumn(japanese: "浸水深（最悪）", english: "flood_depth_worst", parts: []) { row, language in
            row.hazardText(.depth, \.worst, language)
        },
        ListColumn(japanese: "浸水継続時間（最悪）", english: "flood_duration_worst", parts: []) { row, language in
            row.hazardText(.duration, \.worst, language)
        },
        ListColumn(japanese: "家屋倒壊（最悪）", english: "house_collapse_worst", parts: []) { row, language in
            row.hazardText(.houseCollapse, \.worst, language)
        },
        ListColumn(japanese: "土砂災害（最悪）", english: "landslide_worst", parts: []) { row, language in
            row.hazardText(.landslide, \.worst, language)
        },
        ListColumn(japanese: "ハザードの層", english: "hazard_layers", parts: []) { row, language in
            row.hazardLayerNames.joined(separator: language.separator)
        },
        ListColumn(japanese: "住所", english: "address", parts: .row) { row, _ in row.household.address ?? "" },
        ListColumn(japanese: "方書", english: "building", parts: .row) { row, _ in row.household.building ?? "" },
        ListColumn(japanese: "世帯員", english: "members") { row, language in
            row.household.members.map { row.memberLabel($0, language) }.joined(separator: language.separator)
        },
        ListColumn(
            japanese: "経度", english: "longitude", parts: .position,
            degrees: { $0.household.location?.position?.longitude }),
        ListColumn(
            japanese: "緯度", english: "latitude", parts: .position,
            degrees: { $0.household.location?.position?.latitude }),
    ]

    /// Those of an answer's list, the chosen ones or all, then its legal basis and the reasons where they are asked for.
    static func of(_ answer: AreaAnswer, chosen: ColumnChoice? = nil) -> [ListColumn<ListedHousehold>] {
        (chosen?.households ?? all) + [answer.clearance.basis.column()] + (answer.includesReasons ? [reasons] : [])
    }

    /// The column that `--reasons` adds.
    static let reasons = ListColumn<ListedHousehold>(japanese: "理由", english: "reasons") { row, language in
        row.reasonLabel(language) ?? ""
    }
}

/// One member together with the household's line; a class as that is.
final class ListedMember: Sendable {
    let household: ListedHousehold
    let member: DisclosedMember
    /// The member's place in the household, from 0.
    let place: Int

    init(household: ListedHousehold, member: DisclosedMember, place: Int) {
        self.household = household
        self.member = member
        self.place = place
    }
}

/// The columns of `members.csv`, one row per member, households in list order and members in listing order.
enum MemberColumns {
    static let all: [ListColumn<ListedMember>] = [
        ListColumn(japanese: "番号", english: "number", whole: { $0.household.number }),
        ListColumn(japanese: "世帯番号", english: "household_number") { row, _ in
            row.household.household.householdNumber ?? ""
        },
        ListColumn(japanese: "世帯援護度", english: "household_score", points: { $0.household.household.score }),
        ListColumn(japanese: "援護区分", english: "band", word: { $0.household.household.band }),
        ListColumn(
            japanese: "日中援護度", english: "daytime_score", points: { $0.household.household.daytimeScore }),
        ListColumn(japanese: "日中援護区分", english: "daytime_band", word: { $0.household.household.daytimeBand }),
        ListColumn(japanese: "並び順の時間帯", english: "time", word: { $0.household.time }),
        ListColumn(japanese: "宛名番号", english: "resident_number") { row, _ in row.member.residentNumber ?? "" },
        ListColumn(japanese: "氏名", english: "name") { row, _ in row.member.name ?? "" },
        ListColumn(japanese: "フリガナ", english: "kana") { row, _ in row.member.kana ?? "" },
        ListColumn(japanese: "生年月日", english: "birth_date") { row, _ in row.member.birthDate?.text ?? "" },
        ListColumn(japanese: "年齢", english: "age", whole: { $0.household.age(of: $0.member) }),
        ListColumn(japanese: "性別", english: "sex") { row, language in row.member.sex?.label(language) ?? "" },
        ListColumn(japanese: "続柄", english: "relationship") { row, _ in row.member.relationship ?? "" },
        ListColumn(japanese: "個人援護度", english: "score", points: { $0.member.score }),
        ListColumn(japanese: "支援の種別", english: "needs") { row, language in
            row.member.needLabels(language).joined(separator: language.separator)
        },
        ListColumn(japanese: "必要な支援", english: "help") { row, language in
            row.member.helpLabels(language).joined(separator: language.separator)
        },
        ListColumn(japanese: "支援措置等", english: "protected") { row, language in
            row.household.protectionLabel(language)
        },
        ListColumn(japanese: "住所", english: "address") { row, _ in row.household.household.address ?? "" },
        ListColumn(japanese: "方書", english: "building") { row, _ in row.household.household.building ?? "" },
        ListColumn(
            japanese: "座標レベル", english: "coordinate_level",
            word: { $0.household.household.location?.coordinateLevel }),
        ListColumn(
            japanese: "誤差半径m", english: "uncertainty_m",
            metres: { $0.household.household.location?.uncertaintyMetres }),
        ListColumn(japanese: "確からしさ", english: "certainty", word: { $0.household.hit.certainty }),
        ListColumn(japanese: "避難行動", english: "evacuation_action", word: { $0.household.hazard?.action }),
        ListColumn(japanese: "電話番号", english: "phone") { row, _ in row.member.phone ?? "" },
        ListColumn(japanese: "居所", english: "place_of_stay") { row, _ in row.member.placeOfStay ?? "" },
        ListColumn(japanese: "階", english: "floor", whole: { $0.member.floor }),
        ListColumn(
            japanese: "経度", english: "longitude",
            degrees: { $0.household.household.location?.position?.longitude }),
        ListColumn(
            japanese: "緯度", english: "latitude",
            degrees: { $0.household.household.location?.position?.latitude }),
    ]

    /// Those of an answer's list, the chosen ones or all, then its legal basis and the reasons where they are asked for.
    static func of(_ answer: AreaAnswer, chosen: ColumnChoice? = nil) -> [ListColumn<ListedMember>] {
        (chosen?.members ?? all) + [answer.clearance.basis.column()] + (answer.includesReasons ? [reasons] : [])
    }

    /// The column that `--reasons` adds.
    static let reasons = ListColumn<ListedMember>(japanese: "理由", english: "reasons") { row, language in
        row.household.reasonLabel(ofMember: row.place, language) ?? ""
    }
}
