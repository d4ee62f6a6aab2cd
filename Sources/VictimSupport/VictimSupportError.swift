package import Interchange
package import SupportScoring

/// Why a use case cannot be carried out; facts only, never a resident's data.
package enum VictimSupportError: Error, Equatable, Sendable {
    /// The file's content cannot be read as what it should be.
    case unreadableContent(file: String, InterchangeError)
    /// The file's header lacks columns that the import needs; names as the header should spell them.
    case missingColumns(file: String, columns: [String])
    /// The file has a header and no rows; a register is never emptied by accident.
    case noRows(file: String)
    /// Rows that cannot be accepted; nothing was changed.
    case badRows(file: String, faults: RowFaults)
    /// The file would take more persons or needs away than is usual; nothing was changed.
    case shrinks(file: String, before: Int, after: Int, limitPercent: Int)
    /// Nobody in the file has what people in the register have, as when a column was renamed; fields by their Japanese
    /// headings. Nothing was changed.
    case fieldsVanish(file: String, fields: [String])
    /// The file lacks needs that are there, and nobody said whether it is full; nothing was changed.
    case wouldClearNeeds(file: String, count: Int)
    /// Nobody is scored yet.
    case notScored
    /// The daytime was asked for, and the policy of the scores has no rule for it.
    case noDaytimeScores
    /// The policy gives a household or person more than 2,147,483 points.
    case scoreTooLarge
    /// The file, or the policy of this name, is no valid policy or no valid cases.
    case unreadablePolicy(file: String, ScoringPolicyError)
    /// The workspace has used no policy whose hash begins like this, or more than one.
    case noSuchPolicy(hash: String)
    /// Nobody is registered yet.
    case noRegister
    /// Nobody was registered in the generation that is to be brought back.
    case emptyGeneration(Int64)
    /// The workspace has no address dictionary to ask.
    case noDictionary(path: String)
    /// A dictionary was to be written over a file that is none.
    case outputIsNoDictionary(path: String)
    /// A restore would replace a workspace, and nobody said that it may.
    case wouldReplace(path: String)
    /// What a restore should replace is damaged, or no workspace; whose it is cannot be told.
    case cannotReplace(path: String)
    /// The register was restored, and the address dictionary beside it could not be written.
    case dictionaryNotRestored(path: String)
    /// A correction cannot be accepted; nothing was changed.
    case correctionRefused(RowErrorCode)
    /// Nothing was taught about the address that is to be forgotten.
    case noSuchCorrection
    /// No row of the file says what is right: spelling, longitude and latitude are empty in all of them.
    case nothingToTeach(file: String)
    /// The header is none of those that shelter files have.
    case unknownShelterForm(file: String)
    /// No feature has an attribute that tells what the layer is about, and nobody said.
    case unknownHazardKind(file: String)
    /// The attributes tell of several things, and nobody said which is meant.
    case ambiguousHazardKind(file: String, attributes: [String])
    /// The attributes tell of something else than was said.
    case otherHazardKind(file: String, attributes: [String])
    /// A feature, counted from 1, reaches beyond Japan.
    case outsideJapan(file: String, feature: Int)
    /// There is a layer of that name, with other zones, and nobody said to replace it.
    case hazardLayerExists
    /// A list by hazard was asked for, and there is no layer.
    case noHazardLayer
    /// There is no layer of that name.
    case noSuchHazardLayer
    /// There is a layer of the ground of that name, of another file or read in another way, and nobody said to replace it.
    case groundLayerExists
    /// There is no layer of the ground of that name.
    case noSuchGroundLayer
    /// The file's lines and polygons have more positions than a layer of the ground may have.
    case groundTooDetailed(file: String, positions: Int, limit: Int)
    /// No declaration of a disaster of that number holds; those that do are named.
    case noSuchActivation(holding: [Int64])
}

/// Runs the reading of one file, and puts its name on errors that know only a line and column of it.
func namingFile<Result>(_ path: String, _ read: () throws(InterchangeError) -> Result) throws -> Result {
    do {
        return try read()
    } catch {
        switch error {
        case .missingFile, .changedWhileRead, .notARegularFile, .emptyFile, .tooLarge, .unreadable, .cannotWrite:
            throw error
        default:
            throw VictimSupportError.unreadableContent(file: String(path.split(separator: "/").last ?? ""), error)
        }
    }
}
