/// A fictional person before numbers, names and address are given out.
struct PersonDraft {
    /// Sex as the register writes it.
    enum Sex: String {
        case male = "男"
        case female = "女"
    }

    /// Which surname the person bears.
    enum Surname {
        /// The household's.
        case household
        /// Another one: spouse's parents, people living together without kinship.
        case other
    }

    /// Completed years on the as-of date.
    let age: Int
    let sex: Sex
    /// 続柄 as the register writes it.
    let relationship: String
    var surname = Surname.household
    /// Lives in a care home that is the registered address.
    var isInCareHome = false
    var isForeign = false

    var isSpouse: Bool { relationship.hasPrefix("妻") || relationship.hasPrefix("夫") }
}
