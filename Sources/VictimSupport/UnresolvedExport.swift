import AddressDictionary
import Disclosure
package import Interchange
package import Registry

/// Writes the addresses without a certain match as CSV or JSON.
///
/// The CSV has empty columns 正しい住所, 経度, 緯度 and 備考: filled in, it is what `engo dictionary correct --file` reads.
package struct UnresolvedExport {
    private let language: OutputLanguage

    /// Chooses the language of headings, causes and levels.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("原因", "cause"), ("原因の説明", "cause_text"), ("市区町村", "city"), ("町字", "town"),
        ("世帯番号", "household_number"), ("住所", "address"), ("方書", "building"), ("一致レベル", "match_level"),
        ("座標レベル", "coordinate_level"), ("誤差半径m", "uncertainty_m"), ("候補1", "suggestion_1"),
        ("候補2", "suggestion_2"), ("候補3", "suggestion_3"), ("正しい住所", "corrected_address"), ("経度", "longitude"),
        ("緯度", "latitude"), ("備考", "note"),
    ]
    private static let drainLength = 1 << 18

    /// Streams one row per household.
    ///
    /// - Returns: the characters that the encoding lacks, each with its row and column; they stand as 〓.
    package func writeCSV(
        _ answer: UnresolvedAnswer, encoding: TextEncoding, release: ListRelease, paths: WorkspacePaths,
        from snapshot: RegistrySnapshot, to sink: some OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = answer.info.mode == .drill ? WorkspaceMode.drillMark : nil
        writer.row(
            Self.headings.map { language == .japanese ? $0.japanese : $0.english }
                + (mark == nil ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        try answer.release(release, paths: paths, from: snapshot) { household in
            var fields = [
                household.cause.rawValue, household.cause.label(language), household.city, household.town,
                household.address.householdNumber ?? "", household.address.address ?? "",
                household.address.building ?? "", household.matchLevel.label(language),
                household.coordinateLevel.label(language),
                household.address.uncertaintyMetres.map { DecimalText.fixed($0, decimals: 1) } ?? "",
            ]
            for index in 0..<AddressSuggester.limit {
                fields.append(household.suggestions.indices.contains(index) ? household.suggestions[index] : "")
            }
            writer.row(fields + ["", "", "", ""] + (mark.map { [$0] } ?? []))
            if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// Streams one object `{"summary": …, "households": […]}`.
    package func writeJSON(
        _ answer: UnresolvedAnswer, release: ListRelease, paths: WorkspacePaths, from snapshot: RegistrySnapshot,
        to sink: some OutputSink
    ) throws {
        var json = JSONWriter()
        json.beginObject()
        json.name("summary")
        summary(answer, to: &json)
        json.name("households")
        json.beginArray()
        try answer.release(release, paths: paths, from: snapshot) { household in
            json.lineBreak()
            self.household(household, to: &json)
            if json.byteCount > Self.drainLength { try json.drain { try sink.write($0) } }
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }

    private func summary(_ answer: UnresolvedAnswer, to json: inout JSONWriter) {
        json.beginObject()
        json.head(of: answer.info, generation: answer.generation)
        json.member("dictionary_edition", answer.dictionaryEdition)
        json.disclosure(answer.clearance)
        json.member("households_registered", answer.registered)
        json.member("households_unresolved", answer.total)
        json.member("households_listed", answer.listed)
        json.member("left_out", answer.total - answer.listed)
        json.name("by_cause")
        json.beginObject()
        for entry in answer.byCause { json.member(entry.cause.rawValue, entry.households) }
        json.endObject()
        json.name("groups")
        json.beginArray()
        for group in answer.groups {
            json.beginObject()
            json.member("cause", group.cause.rawValue)
            json.member("city", group.city)
            json.member("town", group.town)
            json.member("households", group.households)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func household(_ household: UnresolvedHousehold, to json: inout JSONWriter) {
        json.beginObject()
        json.member("cause", household.cause.rawValue)
        json.member("cause_text", household.cause.label(language))
        json.member("city", household.city)
        json.member("town", household.town)
        json.member("household_number", household.address.householdNumber)
        json.member("address", household.address.address)
        json.member("building", household.address.building)
        json.member("match_level", household.matchLevel.name)
        json.member("coordinate_level", household.coordinateLevel.name)
        json.name("uncertainty_m")
        if let metres = household.address.uncertaintyMetres {
            json.number(metres, decimals: 1)
        } else {
            json.null()
        }
        json.name("suggestions")
        json.beginArray()
        for suggestion in household.suggestions { json.string(suggestion) }
        json.endArray()
        json.endObject()
    }
}

extension UnresolvedCause {
    /// The cause as lists show it.
    package func label(_ language: OutputLanguage) -> String {
        switch language {
        case .japanese: japanese
        case .english: rawValue.replacing("-", with: " ")
        }
    }
}
