package import FieldSheets
package import Residents

/// How a list is to be printed.
package struct AtlasRequest: Sendable {
    /// On which paper.
    package let paper: PaperSize
    /// At most so many households on a sheet, as many as one team can visit.
    package let perSheet: Int
    /// The language of values; headings are in both.
    package let language: OutputLanguage
    /// The last day on which the paper may be used.
    package let expiresOn: CalendarDate

    /// How many households a sheet has when nobody says so.
    package static let usualPerSheet = 30
    /// How many a sheet may have.
    package static let perSheetRange = 1...200
    /// How many households an atlas may have.
    package static let mostHouseholds = 20_000

    /// Takes what was asked; `perSheet` lies in ``perSheetRange``.
    package init(paper: PaperSize, perSheet: Int, language: OutputLanguage, expiresOn: CalendarDate) {
        self.paper = paper
        self.perSheet = perSheet
        self.language = language
        self.expiresOn = expiresOn
    }
}
