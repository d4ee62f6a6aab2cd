import Accounts
import ArgumentParser
import Foundation
import Registry
import VictimSupport

/// `--operator`: who acts, as the audit log and the histories name them.
struct OperatorOptions: ParsableArguments {
    /// What stands in for the option.
    static let environmentVariable = "ENGO_OPERATOR"

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp(
            "操作者の名前（省略時は環境変数 ENGO_OPERATOR、なければOSのアカウント） / who acts: an account of the workspace, once it has any",
            valueName: "name"))
    var operatorName: String?

    /// The operator's name.
    ///
    /// - Throws: ``AccountError/unknownOperator`` when the workspace has accounts and this is none of them.
    func name(in paths: WorkspacePaths) throws -> String {
        try OperatorNaming.name(userName(), in: paths).text
    }

    /// The same where the workspace is open already.
    func name(in reader: RegistryReader) throws -> String {
        try OperatorNaming.name(userName(), in: reader).text
    }

    /// Now, with the operator's name.
    func moment(in paths: WorkspacePaths) throws -> Moment {
        try SystemMoment.now().by(name(in: paths))
    }

    /// What was said, before the workspace is asked.
    func userName() throws -> UserName {
        let named = ProcessInfo.processInfo.environment[Self.environmentVariable].flatMap { $0.isEmpty ? nil : $0 }
        return try UserName(operatorName ?? named ?? SystemMoment.operatorName)
    }
}
