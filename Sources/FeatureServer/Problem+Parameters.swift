import HTTPTypes
import Interchange

extension Problem {
    /// A parameter that the route does not know.
    ///
    /// - Parameter name: as it was sent, to find what was meant; it is not repeated.
    static func unknownParameter(_ name: String?, known: [String]) -> Problem {
        let list = known.joined(separator: ", ")
        let nearest = name.flatMap { NearestWord.find($0, among: known) }
        let text =
            if known.isEmpty {
                Bilingual("このアドレスに条件は付けられません。", "This address takes no parameters.")
            } else if let nearest {
                Bilingual(
                    "使えない条件があります。\(nearest) ではありませんか。使える条件: \(list)",
                    "A parameter is not known. Did you mean \(nearest)? Parameters: \(list).")
            } else {
                Bilingual("使えない条件があります。使える条件: \(list)", "A parameter is not known. Parameters: \(list).")
            }
        return Problem(status: .badRequest, code: "unknown-parameter", text: text)
    }

    /// A parameter stands twice.
    static func repeatedParameter(_ parameter: QueryParameter) -> Problem {
        Problem(
            status: .badRequest, code: "invalid-parameter",
            text: Bilingual("\(parameter.name) が2回あります。1回だけ書いてください。", "\(parameter.name) stands twice. Write it once."))
    }

    /// The value of a parameter has not its shape.
    static func invalidParameter(_ parameter: QueryParameter) -> Problem {
        invalidParameter(parameter.name, parameter.shape.advice)
    }

    /// The value of a parameter is not possible.
    static func invalidParameter(_ name: String, _ advice: Bilingual) -> Problem {
        Problem(
            status: .badRequest, code: "invalid-parameter",
            text: Bilingual(
                "\(name) の値が正しくありません。\(advice.japanese)", "The value of \(name) is wrong. \(advice.english)"))
    }

    /// A parameter names a property that the collection does not have.
    static func unknownProperty(_ parameter: String, _ name: String, known: [String]) -> Problem {
        let list = known.joined(separator: ", ")
        guard let nearest = NearestWord.find(name, among: known) else {
            return invalidParameter(parameter, Bilingual("書ける項目: \(list)", "Properties to choose from: \(list)."))
        }
        return invalidParameter(
            parameter,
            Bilingual(
                "\(nearest) ではありませんか。書ける項目: \(list)", "Did you mean \(nearest)? Properties to choose from: \(list)."))
    }
}
