import GRDB
import Geospatial
package import Residents

extension RegistryTransaction {
    /// Compares a register with the stored one, person by person by resident number.
    ///
    /// The line in the file is no part of a person. A household's surveyed position is: who lives there has moved with it.
    /// - Parameters:
    ///   - departed: the numbers of whom the file says that they moved out.
    ///   - deceased: the numbers of whom the file says that they died.
    /// - Complexity: O(residents), one pass over the stored ones.
    package func changes(
        to residents: [Resident], departed: Set<ResidentNumber>, deceased: Set<ResidentNumber>
    ) throws -> RegisterChanges {
        var places: [ResidentNumber: Int] = Dictionary(minimumCapacity: residents.count)
        for (index, resident) in residents.enumerated() { places[resident.residentNumber] = index }
        let surveys = RegisterOrder(residents).surveyPositions(of: residents)
        var changes = RegisterChanges()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT r.resident_number, h.household_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex,
                    r.relationship, r.address, r.building, r.postal_code, r.phone, r.place_of_stay, r.floor, r.build_year,
                    r.structure, h.survey_longitude, h.survey_latitude
                FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id
                """)
        while let row = try rows.next() {
            let number = try ResidentNumber(row[0])
            guard let place = places[number] else {
                if departed.contains(number) {
                    changes.departed += 1
                } else if deceased.contains(number) {
                    changes.deceased += 1
                } else {
                    changes.missing += 1
                }
                continue
            }
            let new = residents[place]
            let survey = surveys[new.householdNumber]
            if !new.address.isStored(as: row[8]) || !survey.isAt(longitude: row[16], latitude: row[17]) {
                changes.moved += 1
            } else if try hasSameFacts(new, row) {
                changes.unchanged += 1
            } else {
                changes.changed += 1
            }
        }
        changes.added = residents.count - (changes.before - changes.gone)
        return changes
    }

    /// Whether everything but the address is as stored.
    private func hasSameFacts(_ new: Resident, _ row: Row) throws -> Bool {
        let birthDate = try snapshot.birthDate(row[4], isKnown: row[5])
        return new.householdNumber.isStored(as: row[1]) && new.name.isStored(as: row[2])
            && isSame(new.kana?.text, row[3]) && new.birthDate == birthDate && new.sex.rawValue == row[6] as String
            && isSame(new.relationship.text, row[7]) && isSame(new.building?.text, row[9])
            && isSame(new.postalCode, row[10]) && isSame(new.phone, row[11]) && isSame(new.placeOfStay?.text, row[12])
            && new.floor == row[13] as Int? && new.buildYear == row[14] as Int? && isSame(new.structure, row[15])
    }

    private func isSame(_ new: String?, _ stored: String?) -> Bool {
        switch (new, stored) {
        case (nil, nil): true
        case (let new?, let stored?): new.utf8.elementsEqual(stored.utf8)
        default: false
        }
    }
}

extension RecordedText {
    /// Whether the stored text has the same bytes.
    fileprivate func isStored(as stored: String) -> Bool { text.utf8.elementsEqual(stored.utf8) }
}

extension Coordinate? {
    fileprivate func isAt(longitude: Double?, latitude: Double?) -> Bool {
        self?.longitude == longitude && self?.latitude == latitude
    }
}
