/// What the register tells of the house that a person lives in.
package struct HouseFacts: Hashable, Sendable {
    /// A house of which nothing is known.
    package static let unknown = HouseFacts(floor: nil, buildYear: nil, structure: .unknown)
    /// The floors that a register can hold.
    package static let floors = -20...200
    /// The years that a register can hold.
    package static let buildYears = 1_000...2_200

    /// 階, 1 at ground level; nil when unknown.
    package let floor: Int?
    /// 建築年; nil when unknown.
    package let buildYear: Int?
    /// 構造.
    package let structure: BuildingStructure

    /// Takes the facts as they are.
    package init(floor: Int?, buildYear: Int?, structure: BuildingStructure) {
        self.floor = floor
        self.buildYear = buildYear
        self.structure = structure
    }
}
