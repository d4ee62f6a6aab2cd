import ArgumentParser
import Disclosure
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

extension PolicyCommand {
    /// `engo policy history`: counts only, no person.
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "どの配点表でいつ援護度を求めたか / which policy made which scores, when.",
            discussion: """
                例 / example: engo policy history W.engo
                前の配点表は engo policy show W.engo --hash SHA-256 で取り出せます / an earlier policy's text comes back by its hash
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (info, runs, policies) = try RegistryReader(workspace.paths).read { snapshot in
                (try snapshot.info(), try snapshot.policyRuns(), try snapshot.usedPolicies())
            }
            let isDrill = info.mode == .drill
            let text = json ? Self.json(runs, policies, isDrill: isDrill) : PolicyText.history(runs, isDrill: isDrill)
            let screen = StandardOutput()
            try screen.write(text)
            try screen.flush()
        }

        private static func json(_ runs: [PolicyRun], _ policies: [UsedPolicy], isDrill: Bool) -> String {
            var json = JSONWriter()
            json.beginObject()
            json.member("drill", isDrill)
            json.member("drill_mark", isDrill ? WorkspaceMode.drillMark : nil)
            json.name("policies")
            json.beginArray()
            for policy in policies {
                json.beginObject()
                json.member("sha256", policy.hash.text)
                json.member("first_used_at", policy.firstUsedAt)
                json.endObject()
            }
            json.endArray()
            json.name("runs")
            json.beginArray()
            for run in runs {
                json.beginObject()
                json.member("generation", Int(run.generation))
                json.member("scored_at", run.scoredAt)
                json.member("operator", run.operatorName)
                json.member("as_of", run.asOf.iso)
                json.member("sha256", run.hash.text)
                json.member("title", run.title)
                json.member("version", run.version)
                json.name("by_band")
                if let bands = run.byBand {
                    json.beginObject()
                    for band in SupportBand.allCases { json.member(band.label, bands[band] ?? 0) }
                    json.endObject()
                } else {
                    json.null()
                }
                json.endObject()
            }
            json.endArray()
            json.endObject()
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }
}
