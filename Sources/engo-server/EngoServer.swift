import ArgumentParser
import FeatureServer

/// `engo-server`: the program that `engo serve` starts.
@main
struct EngoServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "engo-server")
    func run() async throws {}
}
