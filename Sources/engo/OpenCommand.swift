import ArgumentParser
import Foundation
import Interchange
import VictimSupport

/// `engo open`: what was sealed, an ordinary file or a package.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "封をしたファイルを開く（age形式） / opens a sealed file or package, of engo or of the age program.",
        discussion: """
            例 / examples:
              engo open households.csv.age --identity key.txt --output households.csv
              engo open list.age --identity key.txt --output 名簿（渡し用ファイルはフォルダになる / a package becomes a folder）
              engo open list.age --identity key.txt --manifest
            --identity がなければパスフレーズを尋ねる / asks for the passphrase when no identity is given
            """)

    @Argument(help: "封をしたファイル / the sealed file", completion: .file()) var file: String
    @Option(help: "中身のファイルかフォルダ。既にあれば書かない / the file or folder to make; what exists stays", completion: .file())
    var output: String?
    @Flag(help: "渡し用ファイルの目録だけを表示 / print the facts of a package, unpack nothing") var manifest = false
    @OptionGroup var opening: OpeningOptions

    func validate() throws {
        guard manifest == (output == nil) else {
            throw ValidationError("--output か --manifest のどちらかです / give --output or --manifest.")
        }
    }

    func run() throws {
        if let output { try OutputTarget(output).refuse([file] + opening.files) }
        let package = try FileSealing.open(file, with: try opening.keys()) {
            guard let output else { throw PackageError.notAPackage }
            return try OutputFile.open(output)
        }
        if let package {
            if let output { try package.unpack(into: output) }
            try tell(package)
        }
        if let output { StandardError.line("開きました: \(output)", "opened") }
    }

    private func tell(_ package: PackageReader) throws {
        try StandardOutput.write(whole: PackageText.text(package.manifest))
        if package.isExpired(on: try SystemMoment.now().today) {
            StandardError.line(
                "注意: 利用期限 \(package.manifest.handOver.expiresOn) が過ぎています。使わずに廃棄し、渡した市区町村に知らせてください",
                "warning: the last day of use has passed; do not use it, destroy it and tell the municipality")
        }
    }
}
