/// Step 6: the municipality's own points, which stand above every registered one.
extension AddressSearch {
    /// Replaces the point where the house survey has one for the address.
    mutating func applySurvey(_ match: inout AddressMatch) {
        guard dictionary.surveyPointCount > 0, dictionary.storage.isIntact(.surveyKeys) else { return }
        var keys: [String] = []
        if !match.town.isEmpty || !match.koaza.isEmpty {
            if !match.rest.isEmpty { keys.append(SurveyKey.matched(match, withRest: true)) }
            keys.append(SurveyKey.matched(match, withRest: false))
        }
        let structured = keys.count
        keys += SurveyKey.whole(text, prefectureEnd: surveyPrefectureEnd)
        for (index, key) in keys.enumerated() {
            guard let found = dictionary.surveyPoint(key) else { continue }
            match.position = found.point
            match.pointSource = dictionary.sourceName(found.source)
            match.coordinateLevel = .survey
            match.uncertaintyMetres = UncertaintyRule.surveyMetres
            match.isCertain = match.candidates.isEmpty
            rules.insert(index < structured ? .survey : .surveyText)
            return
        }
    }

    /// The token after the prefecture, or 0.
    private var surveyPrefectureEnd: Int {
        for at in 0..<min(tokens.count, 5) where [0x90FD, 0x9053, 0x5E9C, 0x770C].contains(tokens[at].value) && at >= 2
        {
            return at + 1
        }
        return 0
    }
}
