import AddressDictionary
import ArgumentParser
import Foundation
import Interchange
import VictimSupport

/// `engo address`: the address dictionary as a filter, without a workspace.
struct AddressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address",
        abstract: "住所を辞書で調べる（作業ファイル不要） / match addresses against a dictionary, without a workspace.",
        subcommands: [Match.self, Explain.self])

    /// `engo address match`.
    struct Match: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "match",
            abstract: "1行1件の住所を照合する / match addresses, one a line, in input order.",
            discussion: """
                例 / examples:
                  engo address match addresses.txt --dictionary japan.dictionary > matched.tsv
                  cut -f3 list.tsv | engo address match - --dictionary W.engo-dictionary --format jsonl
                """)

        @Argument(help: "住所のファイル、- は標準入力 / file of addresses, - for standard input")
        var file = "-"

        @OptionGroup var dictionary: DictionaryOption

        @Option(help: "出力形式 / output format: tsv, csv, jsonl")
        var format = AddressMatchFormat.tsv

        @Option(help: "出力ファイル / file to write (default: standard output)")
        var output: String?

        @Option(help: "入力の文字コード / encoding of the input: utf-8, cp932")
        var encoding = TextEncoding.utf8

        @Option(help: "並列数（結果は変わりません） / threads; the output does not depend on it (default: all cores)")
        var threads: Int?

        func validate() throws {
            if let threads, !(1...256).contains(threads) {
                throw ValidationError("--threads は1〜256です / --threads takes 1 to 256.")
            }
        }

        func run() throws {
            if let output { try OutputTarget(output).refuse([dictionary.dictionary] + (file == "-" ? [] : [file])) }
            let opened = try dictionary.opened()
            let matching = AddressMatching(
                opened, municipality: try dictionary.code, format: format, encoding: encoding,
                threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount)
            let input = file == "-" ? ByteStream() : try ByteStream(path: file)
            let summary: AddressMatching.Summary
            if let output {
                let writer = try AtomicFileWriter(path: output)
                summary = try matching.run(input, to: writer) {}
                try writer.commit()
            } else {
                let screen = StandardOutput()
                summary = try matching.run(input, to: screen) { try screen.flush() }
            }
            Summaries.matching(summary)
        }
    }

    /// `engo address explain`.
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "1件の住所の照合の根拠を示す / show how one address was matched, rule by rule.",
            discussion: "例 / example: engo address explain \"狭山市入間川1の23の5\" --dictionary japan.dictionary")

        @Argument(help: "住所 / the address")
        var address: String

        @OptionGroup var dictionary: DictionaryOption

        func run() throws {
            let opened = try dictionary.opened()
            let match = opened.match(address, within: try dictionary.code)
            let screen = StandardOutput()
            try screen.write(AddressExplanationText.text(address, match, opened))
            try screen.flush()
        }
    }
}

/// The dictionary that an address is looked up in.
struct DictionaryOption: ParsableArguments {
    @Option(help: "住所辞書（W.engo-dictionary など） / dictionary file, such as W.engo-dictionary")
    var dictionary: String

    @Option(help: "住所に市区町村名がないときの市区町村コード / code of the municipality that is meant when none is written")
    var municipality: String?

    func validate() throws {
        guard municipality == nil || (try? code) != nil else {
            throw ValidationError("--municipality は6桁の全国地方公共団体コードです / --municipality takes a six-digit code.")
        }
    }

    /// The municipality, if one is given.
    var code: LocalGovernmentCode? {
        get throws { try municipality.map { try LocalGovernmentCode($0) } }
    }

    /// The dictionary, its number tables found intact: half a dictionary gives no answers.
    func opened() throws -> AddressDictionary {
        let opened = try AddressDictionary(path: dictionary)
        try opened.verify()
        return opened
    }
}

extension AddressMatchFormat: ExpressibleByArgument {}
