import Disclosure
import FeatureServer
import Foundation

/// What the program says: where it serves on standard output, what is wrong on standard error.
enum Report {
    /// Tells what is wrong and ends the program with the code of the first.
    static func exit(_ faults: [ConfigurationFault]) -> Never {
        for fault in faults { error(fault.sentence) }
        Foundation.exit(faults.first?.exitCode ?? 70)
    }

    /// Tells why nobody may look as was said, and ends the program.
    static func exit(_ refusal: DisclosureError) -> Never {
        error(refusal.text)
        Foundation.exit(77)
    }

    /// Tells where requests are taken.
    static func started(_ url: String, _ desk: LoginDesk) {
        line("受付中 / serving: \(url)/")
        if let path = desk.entrancePath {
            line("一度だけ開けるアドレス / open once, in a browser: \(url)\(path)")
        }
    }

    /// Tells what a start would do.
    static func tell(_ configuration: ServerConfiguration, _ limits: ServerLimits, _ desk: LoginDesk) {
        line("設定に問題はありません / the configuration is sound")
        line("アドレス / address: \(configuration.url(port: configuration.port))/")
        line("暗号化 / encryption: \(encryption(configuration))")
        line("接続の上限 / connections: \(limits.connections)")
        line("入り方 / way in: \(desk.entrancePath == nil ? "ログイン / login" : "一度だけ開けるアドレス / an address that opens once")")
    }

    private static func encryption(_ configuration: ServerConfiguration) -> String {
        if configuration.certificate != nil { return "TLS" }
        return configuration.proxy == nil ? "なし（この計算機だけ） / none, this machine alone" : "プロキシが受け持つ / by the proxy"
    }

    private static func error(_ sentence: Bilingual) {
        FileHandle.standardError.write(
            Data("engo: 誤り: \(sentence.japanese)\nengo: error: \(sentence.english)\n".utf8))
    }

    private static func line(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }
}
