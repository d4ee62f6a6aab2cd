import ArgumentParser
import Foundation

/// `engo serve`: starts `engo-server`, which stands beside `engo`, with the same arguments.
struct ServeCommand: ParsableCommand {
    /// The program that serves; a product of its own, so that building `engo` does not wait for a server to be built.
    static let program = "engo-server"

    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "作業ファイルを、ブラウザやQGISから見られるようにする / serves a workspace to browsers, QGIS and other programs.",
        discussion: """
            例 / example:
              engo serve W.engo
            選択肢は engo-server --help と Docs/cli.md にある / options are those of engo-server: see engo-server --help
            """)

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("engo-server に渡すもの / what engo-server is given", valueName: "arguments"))
    var arguments: [String] = []

    func run() throws {
        guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            throw UsageError(sentence: Self.missing)
        }
        let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(Self.program).path
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        // The server waits for signals by itself.
        Interruption.unblock()
        execv(path, &words)
        throw UsageError(sentence: Self.missing)
    }

    private static let missing = Bilingual(
        "engo-server が engo と同じフォルダにありません。swift build -c release --static-swift-stdlib --product engo-server で作ってください。",
        "engo-server is not in the folder of engo: build it with swift build -c release --static-swift-stdlib "
            + "--product engo-server.")
}
