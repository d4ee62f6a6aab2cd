import AddressDictionary
import Registry
import SpatialQuery

/// How sure it is that a household stands inside an area.
///
/// One rule: a household is listed when the circle in which it stands reaches the area. It is *certain* when its address has
/// one reading and either its whole circle lies inside, or the point is its own (residence, parcel, survey) and lies
/// inside; everything else that is reached is *possible*. In a town a household is by its address: *certain* when the address has
/// one reading, else *possible*, wherever its point is and without one too.
package enum Certainty: String, CaseIterable, Sendable {
    /// It is inside.
    case certain
    /// It may be inside.
    case possible
    /// It has no position, its address is in no town that was asked for, and it may be anywhere.
    case unlocated

    /// Nil when the circle does not reach the area.
    init?(_ place: CirclePlace, level: PackedLevel) {
        switch place {
        case .outside: return nil
        case .touching: self = .possible
        case .overhanging: self = level.isCertain && level.coordinateLevel >= .residence ? .certain : .possible
        case .inside: self = level.isCertain ? .certain : .possible
        }
    }
}
