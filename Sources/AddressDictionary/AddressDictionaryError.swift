package import Interchange

/// Why a dictionary cannot be built or opened; cases carry file names, lines and codes, never an address.
package enum AddressDictionaryError: Error, Equatable, Sendable {
    /// A municipality code is not five digits, or six with a right check digit.
    case invalidLocalGovernmentCode
    /// A source file cannot be read as text.
    case unreadableSource(file: String, InterchangeError)
    /// A folder holds none of the files that were looked for, or cannot be listed.
    case noSourceFiles(directory: String)
    /// A source file lacks a column that its kind must have.
    case missingColumn(file: String, column: String)
    /// A source file's header fits none of the known kinds.
    case unknownHeader(file: String)
    /// A zipped source holds no CSV file, or several.
    case unexpectedArchiveContent(file: String, entries: Int)
    /// A row names a reference system that is not supported.
    case unsupportedReferenceSystem(file: String, line: Int, code: String)
    /// A row needs PROJ, which is not installed.
    case projectionUnavailable
    /// Most coordinates of a file are not what they are declared to be: `line` is the first row of `count` such.
    case wrongCoordinates(file: String, line: Int, count: Int, CoordinateFault)
    /// The points of a file stand where Tokyo-datum coordinates stand when they are declared as JGD: `metres` from where other
    /// sources have the same places, by the median of `count` of them.
    case tokyoDatum(file: String, count: Int, metres: Int)
    /// A file has plane coordinates (`x`, `y`), and no reference system was given.
    case missingReferenceSystem(file: String)
    /// A file's columns say degrees and the given reference system is a plane, or the reverse.
    case wrongReferenceSystem(file: String, code: String)
    /// No source was added, or none held a usable row; the first row that was refused, if any was.
    case nothingToCompile(CompilationReport.Refusal?)
    /// The sources hold more than the format can count.
    case tooLarge(table: String)
    /// The compiled file cannot be written.
    case cannotWrite(InterchangeError)
    /// The compiled file cannot be opened; `errno` is the system's number.
    case cannotOpen(path: String, errno: Int32)
    /// The file is not a compiled dictionary.
    case foreignFile
    /// The file was compiled by another version of the format.
    case unsupportedVersion(found: UInt32, expected: UInt32)
    /// The file is shorter or longer than it says.
    case truncated(expected: UInt64, found: UInt64)
    /// A checksum differs.
    case corrupt(section: String)
}

/// What coordinates look like that cannot be what they are declared to be.
package enum CoordinateFault: String, CaseIterable, Sendable {
    /// Longitude and latitude are exchanged.
    case swappedAxes
    /// Lengths on a plane are declared as degrees.
    case metresAsDegrees
    /// Degrees are declared as lengths on a plane.
    case degreesAsMetres
    /// They lie outside Japan.
    case outsideJapan
    /// They lie in Japan, far from the towns that the addresses name.
    case farFromAddresses
}
