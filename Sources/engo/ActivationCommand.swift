import ArgumentParser
import Disclosure
import Interchange
import Registry
import VictimSupport

/// `engo activation`: that a disaster was declared, which is what allows the disaster basis.
struct ActivationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activation",
        abstract: "災害の発令を記録する（災害時の提供の前提） / records that a disaster was declared.",
        subcommands: [Declare.self, End.self, List.self])

    /// `engo activation declare`.
    struct Declare: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "declare",
            abstract: "発令を記録する。期限が来ると自然に終わる / records a declaration; it ends by itself.",
            discussion: "例 / example: engo activation declare W.engo --event 洪水 --by 市長 --hours 48")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Option(help: "何の災害か / what it is about") var event: String
        @Option(help: "発令した職（市長など） / who declared it, by office") var by: String
        @Option(help: "何時間で終わるか（1〜720） / after how many hours it ends") var hours = 72
        @Option(help: "保存した区域に限る / limit it to a saved area") var area: HazardText?

        func validate() throws {
            for text in [event, by] {
                guard (1...200).contains(text.unicodeScalars.count), !text.contains(where: \.isNewline) else {
                    throw ValidationError("--event と --by は1〜200文字の1行です / --event and --by take one line each.")
                }
            }
            guard (1...720).contains(hours) else {
                throw ValidationError("--hours は 1〜720 です / --hours takes 1 to 720.")
            }
        }

        func run() throws {
            let activation = try DisclosureKeeping(
                workspace.paths, moment: try SystemMoment.now(), operatorName: try acting.name(in: workspace.paths)
            ).declare(event, by: by, hours: hours, area: area?.text)
            StandardError.line(
                "発令 \(activation.id) を記録しました。\(activation.until) に終わります",
                "recorded activation \(activation.id); it ends by itself at \(activation.until)")
        }
    }

    /// `engo activation end`.
    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "発令を今終える / ends a declaration now.",
            discussion: "例 / example: engo activation end W.engo 1")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Argument(help: "発令の番号 / its number") var number: Int64

        func run() throws {
            let activation = try DisclosureKeeping(
                workspace.paths, moment: try SystemMoment.now(), operatorName: try acting.name(in: workspace.paths)
            ).end(number)
            StandardError.line("発令 \(activation.id) を終えました", "ended activation \(activation.id)")
        }
    }

    /// `engo activation list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "発令の一覧 / the declarations.",
            discussion: "例 / example: engo activation list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (activations, mode) = try RegistryReader(workspace.paths).read { snapshot in
                (try snapshot.activations(), try snapshot.info().mode)
            }
            let now = try SystemMoment.now().utc
            let output = StandardOutput()
            try output.write(json ? Self.json(activations, mode, now) : Self.text(activations, mode, now))
            try output.flush()
        }

        private static func text(_ activations: [Activation], _ mode: WorkspaceMode, _ now: String) -> String {
            let lines = activations.map { activation in
                TableLine([
                    (String(activation.id), 4), (activation.holds(at: now) ? "発令中 holds" : "終了 over", 14),
                    (activation.from, 22), (activation.ended ?? activation.until, 22), (activation.declaredBy, 12),
                    (activation.event, 16), (activation.area ?? "", 0),
                ]).text + "\n"
            }
            return (mode == .drill ? "【訓練 DRILL】\n" : "") + lines.joined()
        }

        private static func json(_ activations: [Activation], _ mode: WorkspaceMode, _ now: String) -> String {
            var json = JSONWriter()
            json.beginObject()
            json.member("drill", mode == .drill)
            json.member("drill_mark", mode == .drill ? WorkspaceMode.drillMark : nil)
            json.name("activations")
            json.beginArray()
            for activation in activations {
                json.beginObject()
                json.member("number", Int(activation.id))
                json.member("holds", activation.holds(at: now))
                json.member("event", activation.event)
                json.member("declared_by", activation.declaredBy)
                json.member("from", activation.from)
                json.member("until", activation.until)
                json.member("ended", activation.ended)
                json.member("area", activation.area)
                json.endObject()
            }
            json.endArray()
            json.endObject()
            return String(decoding: json.bytes, as: UTF8.self) + "\n"
        }
    }
}
