/// What a compilation read, left out and doubts; every row is either in the dictionary or counted here.
package struct CompilationReport: Equatable, Sendable {
    /// Why a row or its point was left out.
    package enum Reason: String, CaseIterable, Sendable {
        /// The row says that it is abolished.
        case abolished
        /// A code, id or number is missing or not of the form it must have.
        case malformed
        /// A row with the same id was read before.
        case duplicate
        /// A row with the same number, but another id, was read before.
        case duplicateNumber
        /// The point belongs to no record.
        case pointWithoutRecord
        /// A field holds a control character such as NUL.
        case controlCharacter
        /// The longitude or latitude is not a number.
        case unreadablePoint
        /// Longitude and latitude are exchanged.
        case swappedAxes
        /// Lengths on a plane stand where degrees should.
        case metresAsDegrees
        /// Degrees stand where lengths on a plane should.
        case degreesAsMetres
        /// The point lies outside Japan.
        case outsideJapan
        /// PROJ refused the point.
        case notTransformable
        /// The row describes the state before a change.
        case superseded
        /// The municipality or town of the row is not known and cannot be made.
        case unknownTown

        /// The code in reports, such as `point-without-record`.
        package var code: String {
            var code = ""
            for character in rawValue {
                code += character.isUppercase ? "-" + character.lowercased() : String(character)
            }
            return code
        }

        init(_ fault: CoordinateFault) {
            switch fault {
            case .swappedAxes: self = .swappedAxes
            case .metresAsDegrees: self = .metresAsDegrees
            case .degreesAsMetres: self = .degreesAsMetres
            case .outsideJapan, .farFromAddresses: self = .outsideJapan
            }
        }
    }

    /// A transformation between reference systems that was applied.
    package struct Operation: Hashable, Sendable {
        /// The system that positions came in, such as `EPSG:4612`.
        package let from: String
        /// PROJ's name of the operation.
        package let name: String
        /// What PROJ states as its accuracy, in metres; nil when it states none.
        package let accuracyMetres: Double?
    }

    /// A row that was left out.
    package struct Refusal: Hashable, Sendable {
        /// The file's name without its folder.
        package let file: String
        /// The physical line, from 1.
        package let line: Int
        /// Why.
        package let reason: Reason
    }

    /// A registered point that stands far from the rest of its municipality or town.
    package struct Outlier: Hashable, Sendable {
        /// The file's name without its folder.
        package let file: String
        /// The physical line, from 1.
        package let line: Int
        /// The distance from the middle of the municipality (refused) or from the town's point (flagged), in metres.
        package let distanceMetres: Double
        /// Whether the point was left out; a flagged one is kept.
        package let isRefused: Bool
    }

    /// How many refusals and outliers are listed with their lines; all are counted.
    package static let listLimit = 100_000

    /// Municipalities, wards included.
    package internal(set) var cityCount = 0
    /// Towns.
    package internal(set) var townCount = 0
    /// Towns without a registered point.
    package internal(set) var townsWithoutPoint = 0
    /// Blocks.
    package internal(set) var blockCount = 0
    /// Residence numbers.
    package internal(set) var residenceCount = 0
    /// Residence numbers without a point.
    package internal(set) var residencesWithoutPoint = 0
    /// Parcels.
    package internal(set) var parcelCount = 0
    /// Parcels without a point.
    package internal(set) var parcelsWithoutPoint = 0
    /// Points of the house survey.
    package internal(set) var surveyPointCount = 0
    /// Points of the house survey whose address names no registered town.
    package internal(set) var surveyPointsWithoutTown = 0
    /// Length of the compiled file, in bytes.
    package internal(set) var byteCount = 0
    /// The edition of the compiled file.
    package internal(set) var edition = ""
    /// Rows that were left out, by reason.
    package internal(set) var refusedCounts: [Reason: Int] = [:]
    /// The first rows that were left out, by file and line.
    package internal(set) var refusals: [Refusal] = []
    /// Points that were left out because they stand too far away.
    package internal(set) var refusedPointCount = 0
    /// Points that are kept although they stand far from their town.
    package internal(set) var flaggedPointCount = 0
    /// The first outliers: refused ones before flagged ones, each by file and line.
    package internal(set) var outliers: [Outlier] = []

    /// The transformations that were applied, by code.
    package internal(set) var operations: [Operation] = []

    /// Counts and lists a point that stands far away.
    mutating func note(_ outlier: Outlier) {
        if outlier.isRefused { refusedPointCount += 1 } else { flaggedPointCount += 1 }
        if outliers.count < Self.listLimit { outliers.append(outlier) }
    }

    mutating func refuse(_ file: String, _ line: Int, _ reason: Reason) {
        refusedCounts[reason, default: 0] += 1
        if refusals.count < Self.listLimit { refusals.append(Refusal(file: file, line: line, reason: reason)) }
    }
}
