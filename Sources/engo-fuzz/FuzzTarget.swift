/// A reader of untrusted bytes, and what it promises whatever the bytes are.
package struct FuzzTarget: Sendable {
    /// The name on the command line and of the corpus folder.
    package let name: String
    /// The longest input worth trying, in bytes.
    let longest: Int
    /// Pieces of bytes that mean something to the reader.
    let tokens: [[UInt8]]
    /// Reads the bytes and gives a short word for what came of it; new words make an input worth keeping.
    let check: @Sendable ([UInt8]) throws(BrokenPromise) -> String

    /// Makes a target of its parts.
    package init(
        name: String, longest: Int, tokens: [[UInt8]],
        check: @escaping @Sendable ([UInt8]) throws(BrokenPromise) -> String
    ) {
        self.name = name
        self.longest = longest
        self.tokens = tokens
        self.check = check
    }

    /// Every target, in the order of the documentation.
    package static let all = [
        csv, date, profile, geoJSON, wellKnownText, shapefile, geoPackage, flatGeobuf, condition, cql2, tilePack,
        field,
    ]
}

/// A reader did what it must never do. Tells which promise was broken and nothing of the input.
package struct BrokenPromise: Error, Equatable, Sendable {
    /// The promise, as a sentence.
    package let promise: String

    /// Takes the promise.
    package init(_ promise: String) { self.promise = promise }

    /// Throws unless the promise holds.
    static func unless(_ holds: Bool, _ promise: @autoclosure () -> String) throws(BrokenPromise) {
        if !holds { throw BrokenPromise(promise()) }
    }

    /// The name of an error's case without the facts that it carries.
    static func caseName(_ error: Any) -> String { String("\(error)".prefix { $0 != "(" }) }
}
