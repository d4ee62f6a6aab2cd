/// The name of a member made ready once, for objects that are written a hundred thousand times.
package struct JSONName: Sendable {
    /// A comma, the name in quotes, and a colon.
    let bytes: [UInt8]

    /// Makes a name ready.
    package init(_ name: String) {
        var writer = JSONWriter()
        writer.name(name)
        bytes = [UInt8(ascii: ",")] + writer.bytes
    }
}

extension JSONName {
    /// The bytes without the comma, for the first member of an object.
    var first: ArraySlice<UInt8> { bytes.dropFirst() }
}
