import Accounts
import AddressDictionary
import ArgumentParser
import Disclosure
import Drill
import Foundation
import Incidents
import Interchange
import Printing
import Registry
import Residents
import Sealing
import SpatialQuery
import SupportScoring
import VictimSupport

/// The one place where an error becomes sentences (Japanese, then English) and an exit code.
///
/// No sentence holds a name, address, birth date or cell of a file: errors carry lines, columns and codes only.
struct ErrorReport {
    let sentences: [Bilingual]
    let exitCode: ProgramExitCode
    private let parserError: (any Error)?

    init(_ error: any Error) {
        var parserError: (any Error)?
        switch error {
        case let error as UsageError: (sentences, exitCode) = ([error.sentence], .usage)
        case let error as InterchangeError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as VictimSupportError: (sentences, exitCode) = (error.sentences, error.exitCode)
        case let error as AreaError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as RegistryError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as AddressDictionaryError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as ScoringPolicyError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as ImportProfileError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as SpatialQueryError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as DrillError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as DisclosureError: (sentences, exitCode) = ([error.sentence], .refused)
        case let error as DisclosureRulesError: (sentences, exitCode) = ([error.sentence], .badData)
        case let error as SealingError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as IncidentError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as AccountError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as PackageError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as AtlasError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as PrintingError: (sentences, exitCode) = ([error.sentence], error.exitCode)
        case let error as PlainOutputRefused: (sentences, exitCode) = ([error.sentence], .refused)
        default:
            sentences = []
            exitCode = .software
            parserError = error
        }
        self.parserError = parserError
    }

    /// Prints to standard error and ends the program.
    func printAndExit() -> Never {
        if let parserError {
            // A verb that has told everything itself and ends with a code.
            if let code = parserError as? ExitCode { exit(code.rawValue) }
            let code = EngoCommand.exitCode(for: parserError)
            if code.isSuccess || code == .validationFailure { EngoCommand.exit(withError: parserError) }
            StandardError.write("engo: 予期しない誤り / unexpected error: \(type(of: parserError))\n")
            exit(ProgramExitCode.software.rawValue)
        }
        for sentence in sentences {
            StandardError.write(TableLine.harmless("engo: 誤り: \(sentence.japanese)") + "\n")
            StandardError.write(TableLine.harmless("engo: error: \(sentence.english)") + "\n")
        }
        exit(exitCode.rawValue)
    }
}

/// A sentence in both languages.
struct Bilingual {
    let japanese: String
    let english: String

    init(_ japanese: String, _ english: String) {
        self.japanese = japanese
        self.english = english
    }
}

/// A wrong use of the command line found after parsing.
struct UsageError: Error {
    let sentence: Bilingual
}

/// Exit codes, after `sysexits.h`; listed in `Docs/cli.md`.
enum ProgramExitCode: Int32, CaseIterable {
    /// Wrong verb, option or value.
    case usage = 64
    /// A file's content cannot be accepted.
    case badData = 65
    /// An input file is missing or cannot be read.
    case noInput = 66
    /// The workspace lacks something that the verb needs first.
    case notReady = 69
    /// A fault of the program or a damaged workspace.
    case software = 70
    /// An output cannot be created or written.
    case cannotCreate = 73
    /// Another process is writing to the workspace, or too many log in; try again.
    case busy = 75
    /// The disclosure gate, a login or the rules of accounts refuse.
    case refused = 77
}
