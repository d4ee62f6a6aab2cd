import Geospatial
import Interchange

/// A compiled address dictionary, opened for matching.
///
/// An immutable object over memory-mapped bytes: any number of tasks may match at once. Opening reads the header
/// and checks the small sections; a large section is checked when it is first used. Budget: opening 50 ms for the towns of
/// the whole country, a match 10 µs.
package final class AddressDictionary: Sendable {
    let storage: DictionaryStorage
    let strings: SectionView
    let prefectures: SectionView
    let cities: SectionView
    let cityNodes: SectionView
    let cityValues: SectionView
    let townNodes: SectionView
    let townValues: SectionView
    let towns: SectionView
    let children: SectionView
    let surveyKeys: SectionView
    let uncheckedNumbers: NumberTables
    let meta: SectionView

    /// Names the content: sixteen hexadecimal digits, the same for the same sources.
    package var edition: String { storage.edition }
    /// Towns (町字), stems of chome not counted.
    package let townCount: Int
    /// Residential blocks.
    package let blockCount: Int
    /// Residence numbers.
    package let residenceCount: Int
    /// Parcels.
    package let parcelCount: Int
    /// Points of the house survey.
    package let surveyPointCount: Int
    /// What the dictionary was compiled from, one line a source, in the order of their precedence.
    package let sources: [String]
    /// How the sources are called in attributions, in the order in which they were added; points refer to them.
    let attributions: [String]

    /// Opens a compiled file.
    ///
    /// - Throws: ``AddressDictionaryError/cannotOpen(path:errno:)``, ``AddressDictionaryError/foreignFile``,
    ///   ``AddressDictionaryError/unsupportedVersion(found:expected:)``,
    ///   ``AddressDictionaryError/truncated(expected:found:)``, ``AddressDictionaryError/corrupt(section:)``.
    package convenience init(path: String) throws(AddressDictionaryError) {
        try self.init(storage: DictionaryStorage(path: path))
    }

    /// The edition that a compiled file names, read from its header alone.
    ///
    /// - Throws: as ``init(path:)``.
    package static func edition(path: String) throws(AddressDictionaryError) -> String {
        try DictionaryStorage(path: path).edition
    }

    /// Takes the bytes of a compiled file.
    convenience init(bytes: [UInt8]) throws(AddressDictionaryError) {
        try self.init(storage: DictionaryStorage(bytes: bytes))
    }

    private init(storage: DictionaryStorage) throws(AddressDictionaryError) {
        self.storage = storage
        // Everything that every match walks through; the number tables wait for their first use.
        try storage.verify([
            .meta, .strings, .prefectures, .cities, .cityNodes, .cityValues, .townNodes, .townValues, .towns, .children,
        ])
        prefectures = storage.view(.prefectures)
        cities = storage.view(.cities)
        cityNodes = storage.view(.cityNodes)
        cityValues = storage.view(.cityValues)
        townNodes = storage.view(.townNodes)
        townValues = storage.view(.townValues)
        towns = storage.view(.towns)
        children = storage.view(.children)
        surveyKeys = storage.view(.surveyKeys)
        uncheckedNumbers = NumberTables(storage)
        let meta = storage.view(.meta)
        let strings = storage.view(.strings)
        self.strings = strings
        self.meta = meta
        townCount = Int(meta.u32(8))
        blockCount = Int(meta.u32(12))
        residenceCount = Int(meta.u32(16))
        parcelCount = Int(meta.u32(20))
        surveyPointCount = Int(meta.u32(24))
        var sources: [String] = []
        for index in 0..<min(Int(meta.u32(28)), meta.count / 4) {
            sources.append(strings.string(meta.u32(32 + index * 4)))
        }
        self.sources = sources
        let attributionStart = 32 + sources.count * 4
        attributions = (0..<min(Int(meta.u32(attributionStart)), meta.count / 4)).map {
            strings.string(meta.u32(attributionStart + 4 + $0 * 4))
        }
    }

    /// Checks every section against its checksum, reading the whole file.
    ///
    /// - Throws: ``AddressDictionaryError/corrupt(section:)``.
    package func verify() throws(AddressDictionaryError) {
        try storage.verify(DictionaryFormat.Section.allCases)
    }

    /// Checks the number tables, which are otherwise checked when the first number is looked up, so that a program can refuse a
    /// damaged file before its first answer.
    ///
    /// - Throws: ``AddressDictionaryError/corrupt(section:)``.
    package func verifyNumbers() throws(AddressDictionaryError) {
        try storage.verify(NumberTables.sections + [.surveyKeys, .surveyTexts])
    }

    /// Finds an address.
    ///
    /// - Parameters:
    ///   - address: as a register writes it; anything is allowed, only the first 400 characters are looked at.
    ///   - municipality: that of the register: assumed when the text names none, and preferred where a ward's name or a
    ///     town decides between several. A designated city stands for all of its wards.
    /// - Returns: the finest reading that the dictionary supports; level `none` for a blank text.
    /// - Complexity: O(n) in the looked-at characters times the readings of their first part, both bounded.
    package func match(_ address: String, within municipality: LocalGovernmentCode?) -> AddressMatch {
        var address = address
        return address.withUTF8 { match(utf8: $0, within: municipality) }
    }

    /// Finds an address given as bytes, which must be valid UTF-8; otherwise as ``match(_:within:)``.
    package func match(
        utf8 bytes: UnsafeBufferPointer<UInt8>, within municipality: LocalGovernmentCode?
    ) -> AddressMatch {
        var search = AddressSearch(self, bytes, within: municipality.flatMap { city(code: $0.text) })
        return search.run()
    }

    /// The index of the municipality with the code, or nil.
    func city(code: String) -> Int? {
        // Municipalities are sorted by code, those without one last.
        var low = 0
        var high = cities.count / DictionaryFormat.City.length
        var wanted = code
        return wanted.withUTF8 { bytes in
            while low < high {
                let middle = (low + high) / 2
                let reference = cities.u32(middle * DictionaryFormat.City.length + DictionaryFormat.City.code)
                let order = reference == DictionaryFormat.none ? 1 : strings.compare(reference, bytes)
                if order == 0 { return middle }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}
