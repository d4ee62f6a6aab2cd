/// Why a document could not be printed to PDF; facts only.
package enum PrintingError: Error, Equatable, Sendable {
    /// No browser stands at the path that was named, or in any of the usual places.
    case noBrowser(path: String?)
    /// The browser did not start, or ended on its own.
    case browserEnded(path: String)
    /// The browser did not answer within so many seconds.
    case noAnswer(path: String, seconds: Int)
    /// The browser refused a step of its protocol.
    case refused(method: String)
    /// The browser has no font with Japanese characters: all text would be boxes.
    case noJapaneseFont(path: String)
    /// What came back is no PDF of the kind that is known.
    case unknownDocument
    /// No folder for the browser could be made.
    case noFolder(errno: Int32)
}
