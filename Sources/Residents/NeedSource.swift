/// The file that brought a need.
package struct NeedSource: Hashable, Sendable {
    /// The file's number in the workspace, rising with every import.
    package let file: Int64
    /// The file's own name, without folders.
    package let name: String
    /// The day on which it was imported, in Japan.
    package let receivedOn: CalendarDate

    /// Names a file.
    package init(file: Int64, name: String, receivedOn: CalendarDate) {
        self.file = file
        self.name = name
        self.receivedOn = receivedOn
    }
}
