/// What is about to be released, in counts and references; never a personal value.
package struct DisclosureEvent: Sendable {
    /// The verb that releases (`list`, `export`, `report`, `predict`, `explain`, `unresolved`, `corrections`, `locate`, `backup`, `restore`).
    package let verb: String
    /// The operating-system account that runs the program.
    package let operatorName: String
    /// When, from the caller's clock, as an ISO 8601 UTC time.
    package let time: String
    /// The generation that is read.
    package let generation: Int64
    /// Households released.
    package let households: Int
    /// Persons released.
    package let persons: Int
    /// What was asked: the area file's name and checksum, a household's number, or which list; no name, address or birth date.
    package let query: String
    /// The form of the output (`geojson`, `csv`, `table`, `json`, `text`, `html`, `backup`, `workspace`).
    package let format: String
    /// Households that were left out because somebody in them is protected; nil where nobody counted.
    package let withheld: Int?

    /// Gathers what the audit entry needs.
    package init(
        verb: String, operatorName: String, time: String, generation: Int64, households: Int, persons: Int,
        query: String, format: String, withheld: Int? = nil
    ) {
        self.verb = verb
        self.operatorName = operatorName
        self.time = time
        self.generation = generation
        self.households = households
        self.persons = persons
        self.query = query
        self.format = format
        self.withheld = withheld
    }
}
