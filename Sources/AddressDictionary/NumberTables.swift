import Synchronization

/// The sections of numbers, which are checked together when the first number is looked up.
final class NumberTables: Sendable {
    static let sections: [DictionaryFormat.Section] = [
        .blocks, .residenceKeys, .residencePoints, .residenceIDs, .parcelKeys, .parcelPoints, .parcelIDs, .oddNumbers,
        .residenceSources, .parcelSources,
    ]

    let blocks: SectionView
    let residenceKeys: SectionView
    let residencePoints: SectionView
    let residenceIDs: SectionView
    let parcelKeys: SectionView
    let parcelPoints: SectionView
    let parcelIDs: SectionView
    let oddNumbers: SectionView
    let residenceSources: SectionView
    let parcelSources: SectionView

    /// 0 before the check, 1 when all are intact, 2 when one is damaged.
    private let state = Atomic<UInt8>(0)

    init(_ storage: DictionaryStorage) {
        blocks = storage.view(.blocks)
        residenceKeys = storage.view(.residenceKeys)
        residencePoints = storage.view(.residencePoints)
        residenceIDs = storage.view(.residenceIDs)
        parcelKeys = storage.view(.parcelKeys)
        parcelPoints = storage.view(.parcelPoints)
        parcelIDs = storage.view(.parcelIDs)
        oddNumbers = storage.view(.oddNumbers)
        residenceSources = storage.view(.residenceSources)
        parcelSources = storage.view(.parcelSources)
    }

    /// Whether every table's checksum is right; asked for every address, so the answer is kept.
    func areIntact(in storage: DictionaryStorage) -> Bool {
        let known = state.load(ordering: .acquiring)
        if known != 0 { return known == 1 }
        let areIntact = Self.sections.allSatisfy { storage.isIntact($0) }
        state.store(areIntact ? 1 : 2, ordering: .releasing)
        return areIntact
    }
}
