import VictimSupport

extension StatusWarning {
    /// What to know of the state behind a list; nil for what has nothing to do with lists.
    var text: Bilingual? {
        switch self {
        case .locatedWithAnotherDictionary:
            Bilingual("住所辞書が新しくなりました。位置を付け直してください。", "The address dictionary is newer than the positions.")
        case .scoredForAnotherDay:
            Bilingual("援護度は今日の日付で計算されていません。", "Scores were counted on another day than today.")
        case .registerOld:
            Bilingual(
                "住民データが\(Freshness.registerLimitDays)日より古いか、受領日が分かりません。",
                "The register is older than \(Freshness.registerLimitDays) days, or nobody knows when it was received.")
        case .needsOld:
            Bilingual(
                "支援情報に\(Freshness.needsLimitDays)日より古いファイルか、受領日の分からないファイルがあります。",
                "Some needs come from a file older than \(Freshness.needsLimitDays) days, or received nobody knows when."
            )
        case .needsExpired: Bilingual("期限の切れた支援情報があります。", "Some needs have ended without a successor.")
        case .needsExpiring: Bilingual("まもなく期限の切れる支援情報があります。", "Some needs end soon.")
        case .needsUnrecognised: Bilingual("程度の分からない支援情報があります。", "Some needs have a grade that is not known.")
        case .noNeeds: Bilingual("支援情報がまだ取り込まれていません。", "No needs are imported yet.")
        case .noDictionary, .damagedDictionary, .noResidents, .unlocatedHouseholds, .needsWithoutResident,
            .protectionsPastTheirDate, .protectedWithoutResident:
            nil
        }
    }
}
