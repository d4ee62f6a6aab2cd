import Foundation
import GRDB
import Geospatial
package import Residents

extension RegistryTransaction {
    /// Replaces the register as a whole; locations, scores and current needs of the old one go with it, and what it ends goes
    /// into history.
    ///
    /// Households get ids in byte order of their number, members in listing order, so the order of the input has no
    /// influence on what is stored.
    /// - Complexity: O(n log n) in the residents.
    package func replaceResidents(_ residents: [Resident], source: SourceFile) throws {
        let since = try archiveResidents(replacedBy: residents)
        try db.execute(
            sql: """
                DELETE FROM packed_column; DELETE FROM packed_position; DELETE FROM current_need; DELETE FROM score_run;
                DELETE FROM location; DELETE FROM location_run; DELETE FROM resident; DELETE FROM household;
                """)
        try storeSource(source, kind: "residents")
        let order = RegisterOrder(residents).places
        let insertHousehold = try db.makeStatement(
            sql: """
                INSERT INTO household (id, household_number, address, building, postal_code, first_resident,
                    member_count, survey_longitude, survey_latitude) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let insertResident = try db.makeStatement(
            sql: """
                INSERT INTO resident (id, household_id, resident_number, name, kana, birth_date, birth_date_is_known,
                    sex, relationship, address, building, postal_code, phone, place_of_stay, floor, build_year,
                    structure, source_line, first_generation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var start = 0
        var household: Int64 = 0
        while start < order.count {
            var end = start + 1
            let first = residents[order[start]]
            while end < order.count, residents[order[end]].householdNumber == first.householdNumber { end += 1 }
            household += 1
            let survey = order[start..<end].lazy.compactMap { residents[$0].surveyPosition }.first
            insertHousehold.setUncheckedArguments([
                household, first.householdNumber.text, first.address.text, first.building?.text, first.postalCode,
                start + 1, end - start, survey?.longitude, survey?.latitude,
            ])
            try insertHousehold.execute()
            for index in start..<end {
                let resident = residents[order[index]]
                var birthIsKnown = false
                if case .day = resident.birthDate { birthIsKnown = true }
                insertResident.setUncheckedArguments([
                    index + 1, household, resident.residentNumber.text, resident.name.text, resident.kana?.text,
                    resident.birthDate.text, birthIsKnown, resident.sex.rawValue, resident.relationship.text,
                    resident.address.text, resident.building?.text, resident.postalCode, resident.phone,
                    resident.placeOfStay?.text, resident.floor, resident.buildYear, resident.structure,
                    resident.sourceLine, since[resident.residentNumber] ?? generation,
                ])
                try insertResident.execute()
            }
            start = end
        }
    }

    func storeSource(_ source: SourceFile, kind: String) throws {
        try db.execute(
            sql: """
                INSERT INTO source_file (kind, generation_id, name, encoding, byte_count, row_count)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind) DO UPDATE SET generation_id = excluded.generation_id, name = excluded.name,
                    encoding = excluded.encoding, byte_count = excluded.byte_count, row_count = excluded.row_count
                """,
            arguments: [kind, generation, source.name, source.encoding, source.byteCount, source.rowCount])
    }
}
