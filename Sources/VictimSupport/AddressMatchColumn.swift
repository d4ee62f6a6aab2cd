/// The columns of `engo address match`, in their order in TSV and CSV; in JSON Lines the names of the members.
package enum AddressMatchColumn: String, CaseIterable, Sendable {
    /// The line as it was read.
    case input
    /// The registered prefecture.
    case prefecture
    /// County, city and ward together, as registered.
    case city
    /// The registered 大字 or 町 with its 丁目 in kanji numerals.
    case town
    /// The number as parsed, digits joined by `-`, registered or not.
    case number
    /// What is left of the text, untouched.
    case rest
    /// How much of the text was found.
    case matchLevel = "match_level"
    /// Which kind of record gave the point.
    case coordinateLevel = "coordinate_level"
    /// Degrees, JGD2011, nine decimals; empty without a point.
    case longitude
    /// Degrees, JGD2011, nine decimals; empty without a point.
    case latitude
    /// Radius around the point in metres, one decimal; empty without a point.
    case uncertaintyMetres = "uncertainty_m"
    /// Whether the text has exactly one reading and every number in it was found.
    case certain
    /// The municipality's six-digit code.
    case lgCode = "lg_code"
    /// The seven-digit machi-aza id.
    case machiazaID = "machiaza_id"
    /// The record's id within its town.
    case recordID = "record_id"
    /// The readings between which the text does not decide, joined by `|`.
    case candidates
    /// The ids of the rules that fired, joined by `|`.
    case rules
    /// The registered 小字, or the written one where none of that name is registered.
    case koaza
}

/// How `engo address match` writes its rows.
package enum AddressMatchFormat: String, CaseIterable, Sendable {
    /// A header line, then fields parted by tabs; tab, line feed, carriage return and backslash within a field are written
    /// as `\t`, `\n`, `\r` and `\\`.
    case tsv
    /// A header line, then RFC 4180 with LF line ends.
    case csv
    /// One JSON object a line, no header.
    case jsonl
}
