package import Residents

/// A disaster that is worked on (事案): what groups area, activation, teams, households and what is known of them.
package struct Incident: Hashable, Sendable {
    /// Its number in the workspace, from 1.
    package let id: Int64
    /// What it is called, such as 台風第10号 紀の川.
    package let name: StoredText
    /// The saved area whose households it is about.
    package let area: StoredText
    /// The CRC-32 of that area when the incident was opened, eight hexadecimal digits.
    package let areaChecksum: String
    /// Which households of the area it counts, by the name that lists have for it: `certain`, `possible` or `all`.
    package let inclusion: String
    /// The number of the declaration of a disaster that it follows; nil when nobody said.
    package let activation: Int64?
    /// When it was opened.
    package let openedAt: WorkTime
    /// Who opened it.
    package let openedBy: String
    /// When and by whom it was closed; nil while it is open.
    package let closed: Closing?

    /// The end of an incident.
    package struct Closing: Hashable, Sendable {
        /// When.
        package let at: WorkTime
        /// By whom.
        package let by: String

        /// States the end.
        package init(at: WorkTime, by: String) {
            self.at = at
            self.by = by
        }
    }

    /// Describes an incident.
    package init(
        id: Int64, name: StoredText, area: StoredText, areaChecksum: String, inclusion: String,
        activation: Int64?, openedAt: WorkTime, openedBy: String, closed: Closing? = nil
    ) {
        self.id = id
        self.name = name
        self.area = area
        self.areaChecksum = areaChecksum
        self.inclusion = inclusion
        self.activation = activation
        self.openedAt = openedAt
        self.openedBy = openedBy
        self.closed = closed
    }

    /// The same with the number that the workspace gave it.
    package func numbered(_ id: Int64) -> Incident {
        Incident(
            id: id, name: name, area: area, areaChecksum: areaChecksum, inclusion: inclusion, activation: activation,
            openedAt: openedAt,
            openedBy: openedBy, closed: closed)
    }

    /// The same with its end.
    package func closed(_ closing: Closing) -> Incident {
        Incident(
            id: id, name: name, area: area, areaChecksum: areaChecksum, inclusion: inclusion, activation: activation,
            openedAt: openedAt,
            openedBy: openedBy, closed: closing)
    }
}
