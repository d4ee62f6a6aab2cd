/// Age distributions that, put together by ``HouseholdModel``, give the age pyramid of Japan in 2023.
enum AgeModel {
    /// Somebody of 65 or more in a household of several; half of all elderly are 75 or more.
    static func elder(_ stream: inout RandomStream) -> Int {
        band(
            [(14, 65...69), (26, 70...74), (26, 75...79), (19, 80...84), (11, 85...89), (4, 90...99)], &stream)
    }

    /// Somebody of 65 or more who lives alone; women are older, as they outlive their husbands.
    static func elderAlone(_ sex: PersonDraft.Sex, _ stream: inout RandomStream) -> Int {
        sex == .female
            ? band([(14, 65...69), (19, 70...74), (23, 75...79), (21, 80...84), (15, 85...89), (8, 90...99)], &stream)
            : band([(25, 65...69), (27, 70...74), (21, 75...79), (14, 80...84), (9, 85...89), (4, 90...97)], &stream)
    }

    /// A resident of a care home.
    static func careHomeResident(_ stream: inout RandomStream) -> Int {
        band([(4, 65...74), (10, 75...79), (22, 80...84), (32, 85...89), (25, 90...94), (7, 95...104)], &stream)
    }

    /// Somebody of working age who lives alone.
    static func single(_ stream: inout RandomStream) -> Int {
        band([(4, 18...19), (27, 20...29), (17, 30...39), (17, 40...49), (23, 50...59), (12, 60...64)], &stream)
    }

    /// The husband of a couple of working age without children in the household.
    static func youngHusband(_ stream: inout RandomStream) -> Int {
        band([(10, 24...29), (16, 30...39), (17, 40...49), (35, 50...59), (22, 60...65)], &stream)
    }

    /// The youngest child of a family with two parents.
    static func youngestChild(_ stream: inout RandomStream) -> Int {
        band(
            [(14, 0...2), (14, 3...5), (24, 6...11), (12, 12...14), (12, 15...17), (14, 18...22), (10, 23...31)],
            &stream)
    }

    private static func band(_ bands: [(Int, ClosedRange<Int>)], _ stream: inout RandomStream) -> Int {
        stream.within(stream.weighted(bands))
    }
}
