package import Geospatial
package import Residents

/// A designated emergency evacuation site (指定緊急避難場所), as a file told it; texts are kept byte for byte.
package struct Shelter: Hashable, Sendable {
    /// 共通ID or ID, or nil when the file has none; no two shelters of a workspace share one.
    package let identifier: StoredText?
    /// Its name.
    package let name: StoredText
    /// The name in kana.
    package let kana: StoredText?
    /// Where it stands, in words.
    package let address: StoredText?
    /// Six digits with the check digit, or nil when the file gives none that can be read.
    package let municipalityCode: String?
    /// Where it stands, on JGD2011; nil is unknown, and never guessed from the address.
    package let position: Coordinate?
    /// What it is designated for; empty when the file marks nothing.
    package let disasters: Set<DisasterKind>
    /// How many it takes, or nil when the file does not say.
    package let capacity: ShelterCapacity?
    /// Whether people can stay there too: the site is a designated shelter (指定避難所) at the same address.
    package let isDesignatedShelterToo: Bool
    /// 備考.
    package let note: StoredText?
    /// Physical line in the imported file, the header being line 1.
    package let sourceLine: Int

    /// Takes the parts as they are.
    package init(
        identifier: StoredText?, name: StoredText, kana: StoredText? = nil, address: StoredText? = nil,
        municipalityCode: String? = nil, position: Coordinate? = nil, disasters: Set<DisasterKind> = [],
        capacity: ShelterCapacity? = nil, isDesignatedShelterToo: Bool = false, note: StoredText? = nil, sourceLine: Int
    ) {
        self.identifier = identifier
        self.name = name
        self.kana = kana
        self.address = address
        self.municipalityCode = municipalityCode
        self.position = position
        self.disasters = disasters
        self.capacity = capacity
        self.isDesignatedShelterToo = isDesignatedShelterToo
        self.note = note
        self.sourceLine = sourceLine
    }

    /// The same shelter without its place in a file: equal when two files tell the same of it.
    package var content: Shelter {
        Shelter(
            identifier: identifier, name: name, kana: kana, address: address, municipalityCode: municipalityCode,
            position: position, disasters: disasters, capacity: capacity,
            isDesignatedShelterToo: isDesignatedShelterToo,
            note: note, sourceLine: 0)
    }
}

/// How many people a shelter takes.
package struct ShelterCapacity: Hashable, Sendable {
    /// The text as recorded (屋内191人／屋外0人).
    package let recorded: StoredText
    /// Persons in all, or nil when the text does not plainly say.
    package let persons: Int?

    /// Takes the parts as they are.
    package init(recorded: StoredText, persons: Int?) {
        self.recorded = recorded
        self.persons = persons
    }
}
