import Disclosure
import Geospatial
package import Interchange
import Places
package import Registry
import Residents
import SupportScoring

/// A whole answer as packed columns in list order: what a map and a list need of every household before anybody looks at one.
///
/// Some 16 bytes a household, little-endian, from the packed columns of the workspace; no row of a household is touched. A column
/// that the audience may not see is not there.
/// Budget: 126,000 households in 200 ms, the audit entry included.
package struct MapColumns: Sendable {
    /// One column: its name, the type of its elements (`u8`, `u16`, `i32`) and its bytes.
    package struct Column: Sendable {
        /// Its name.
        package let name: String
        /// The type of its elements.
        package let type: String
        /// All elements.
        package fileprivate(set) var bytes: [UInt8] = []

        fileprivate init(_ name: String, _ type: String) {
            self.name = name
            self.type = type
        }

        fileprivate mutating func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
    }

    /// Households.
    package let count: Int
    /// The columns, each with as many elements as there are households.
    package let columns: [Column]

    /// What stands for a longitude or latitude that is not known or not shown.
    private static let nowhere = Int32.min

    /// Records the release of an answer and packs it.
    ///
    /// Longitude and latitude (JGD2011) are in units of 10⁻⁷ degrees, scores in thousandths. A band is 1 (A) to 3 (C); certainty 0 for
    /// certain, 1 possible, 2 unlocated; action 1 (leave) to 4 (no zone), 0 where it is not known; `classes` has bit n for the nth of
    /// ``Residents/NeedClass``.
    /// - Parameter cache: remembers the register for the next question.
    /// - Throws: what the gate, the audit log and the registry throw.
    package init(
        releasing answer: AreaAnswer, _ release: ListRelease, from snapshot: RegistrySnapshot, to audit: AuditLog,
        cache: HouseholdCache? = nil
    ) throws {
        let released = try answer.released(
            release, from: snapshot, to: audit,
            parts: [.position, answer.time == .night ? .nightScore : .daytimeScore],
            " map")
        let fields = answer.clearance.fields
        let register = try snapshot.packedRegister(answer.clearance, time: answer.time, cache)
        let classes = try snapshot.needClasses(
            memberCounts: register.memberCounts, asOf: answer.scoreRun.asOf, grant: released.grant)
        var (longitude, latitude) = (Column("longitude", "i32"), Column("latitude", "i32"))
        var (score, members) = (Column("score", "i32"), Column("members", "u16"))
        var (band, certainty) = (Column("band", "u8"), Column("certainty", "u8"))
        var (action, needs) = (Column("action", "u8"), Column("classes", "u8"))
        try released.forEach(from: snapshot) { listed in
            let position = listed.household.location?.position
            longitude.append(position.map { Self.packed($0.longitude) } ?? Self.nowhere)
            latitude.append(position.map { Self.packed($0.latitude) } ?? Self.nowhere)
            score.append(listed.hit.score)
            members.append(UInt16(clamping: listed.hit.memberCount))
            band.append(listed.hit.band?.rawValue ?? 0)
            certainty.append(UInt8(listed.hit.certainty.ordinal))
            action.append(UInt8((listed.hazard?.action?.ordinal).map { $0 + 1 } ?? 0))
            needs.append(classes[Int(listed.hit.household) - 1])
        }
        count = answer.hits.count
        columns = [
            fields.contains(.mesh) ? [longitude, latitude] : [], fields.contains(.scores) ? [score] : [], [members],
            fields.contains(.band) ? [band] : [], [certainty], answer.hazards == nil ? [] : [action],
            fields.isDisjoint(with: [.needs, .age]) ? [] : [needs],
        ].flatMap(\.self)
    }

    private static func packed(_ degrees: Double) -> Int32 { Int32((degrees * 1e7).rounded()) }

    /// All of it as one text of bytes: `ENGO`, the length of the head in four bytes, the head in JSON, the columns.
    ///
    /// The head is filled up with blanks, and each column with zeros, to a multiple of eight bytes; the head's `columns` name the place of
    /// each, counted from the end of the head.
    /// - Parameter head: writes further members of the head.
    package func encoded(_ head: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("count", count)
        json.name("columns")
        json.beginArray()
        var offset = 0
        for column in columns {
            json.beginObject()
            json.member("name", column.name)
            json.member("type", column.type)
            json.member("offset", offset)
            json.endObject()
            offset += Self.padded(column.bytes.count)
        }
        json.endArray()
        head(&json)
        json.endObject()
        let headLength = Self.padded(json.byteCount)
        var bytes = Array("ENGO".utf8)
        bytes.reserveCapacity(8 + headLength + offset)
        withUnsafeBytes(of: UInt32(headLength).littleEndian) { bytes.append(contentsOf: $0) }
        bytes += json.bytes
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: headLength - json.byteCount)
        for column in columns {
            bytes += column.bytes
            bytes += [UInt8](repeating: 0, count: Self.padded(column.bytes.count) - column.bytes.count)
        }
        return bytes
    }

    private static func padded(_ length: Int) -> Int { (length + 7) / 8 * 8 }
}
