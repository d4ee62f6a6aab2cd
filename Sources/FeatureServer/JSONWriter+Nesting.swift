import Interchange

extension JSONWriter {
    /// Writes an object, as a member when it has a name.
    mutating func object(_ name: String? = nil, _ members: (inout JSONWriter) throws -> Void) rethrows {
        if let name { self.name(name) }
        beginObject()
        try members(&self)
        endObject()
    }

    /// Writes an array, as a member when it has a name.
    mutating func array(_ name: String? = nil, _ elements: (inout JSONWriter) throws -> Void) rethrows {
        if let name { self.name(name) }
        beginArray()
        try elements(&self)
        endArray()
    }

    /// Writes an array of strings as a member.
    mutating func member(_ name: String, _ texts: [String]) {
        array(name) { json in
            for text in texts { json.string(text) }
        }
    }
}
