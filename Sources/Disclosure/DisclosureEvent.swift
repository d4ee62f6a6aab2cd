/// What is about to be released, in counts and references; never a personal value.
package struct DisclosureEvent: Sendable {
    /// Who releases it, and by which verb.
    package let acting: Acting
    /// The generation that is read.
    package let generation: Int64
    /// Households released.
    package let households: Int
    /// Persons released.
    package let persons: Int
    /// Whose records; nil where only counts leave.
    package let records: RecordedPeople?
    /// What was asked: the area file's name and checksum, a household's number, or which list; no name, address or birth date.
    package let query: String
    /// The form of the output (`geojson`, `csv`, `table`, `json`, `text`, `html`, `backup`, `workspace`).
    package let format: String
    /// Households that were left out because somebody in them is protected; nil where nobody counted.
    package let withheld: Int?

    /// Gathers what the audit entry needs.
    package init(
        by acting: Acting, generation: Int64, households: Int, persons: Int, records: RecordedPeople?, query: String,
        format: String, withheld: Int? = nil
    ) {
        self.acting = acting
        self.generation = generation
        self.households = households
        self.persons = persons
        self.records = records
        self.query = query
        self.format = format
        self.withheld = withheld
    }
}
