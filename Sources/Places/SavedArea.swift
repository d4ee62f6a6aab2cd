package import Residents

/// An area that the workspace keeps under a name.
package struct SavedArea: Hashable, Sendable {
    /// Its name, the only one of the workspace.
    package let name: StoredText
    /// The day on which it was saved.
    package let savedOn: CalendarDate
    /// What it is made of; never empty.
    package let parts: [AreaPart]

    /// Takes the parts as they are.
    package init(name: StoredText, savedOn: CalendarDate, parts: [AreaPart]) {
        self.name = name
        self.savedOn = savedOn
        self.parts = parts
    }
}
