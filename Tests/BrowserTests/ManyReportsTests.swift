import Foundation
import Testing

/// Two people at two browsers and a command line record on the same households at once: nothing is lost, nothing is there twice, and
/// all three see one order.
///
/// Few reports at a time; ten thousand by hand, on release builds:
/// `ENGO_BROWSER_REPORTS=10000 ENGO_SERVER=.build/release/engo-server swift test --filter ManyReportsTests`.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct ManyReportsTests {
    /// A report that was sent: by its own name when a page gave it one, else by its time.
    private struct Report: Hashable {
        let name: String
        let number: Int
        let state: String
    }

    /// A line of the incident, as somebody sees it.
    private struct Line: Hashable {
        let number: Int
        let stage: String
        let last: Int
    }

    /// What both pages are told beforehand: to note what they send, and to insist where somebody else was first.
    private static let preparation = """
        globalThis.sent = [];
        globalThis.asked = 0;
        globalThis.confirm = () => { asked += 1; return true; };
        let pressed = null;
        document.addEventListener("submit", (event) => {
          pressed = { number: Number(event.target.elements.namedItem("number").value), state: event.submitter.value };
        }, true);
        const uuid = crypto.randomUUID.bind(crypto);
        crypto.randomUUID = () => {
          const id = uuid();
          sent.push({ name: `page-${id}`, ...pressed });
          return id;
        };
        """

    /// Sends the page's own forms, of some households one after the other, as pressing their buttons does.
    private static let forms = """
        const [from, count, person] = arguments;
        const rows = [...document.querySelectorAll("#households tbody tr")];
        for (let index = from; index < from + count; index += 1) {
          const row = rows[(index * 7 + person) % rows.length];
          const buttons = row.querySelectorAll("form.report button[name=state]");
          row.querySelector("form.report").requestSubmit(buttons[(index + person) % buttons.length]);
        }
        """

    /// Sends reports from four lanes at once, more than the server lets wait: what is refused as busy is sent again as it was.
    private static let lanes = """
        const [count, person] = arguments;
        const form = document.querySelector("form.report");
        const states = [...form.querySelectorAll("button[name=state]")].map((button) => button.value);
        const households = document.querySelectorAll("#households tbody tr").length;
        const token = form.elements.namedItem("form_token").value;
        globalThis.busy = 0;
        globalThis.refused = [];
        let next = 0;
        const lane = async () => {
          while (next < count) {
            const index = next++;
            const report = {
              incident_number: (index * 11 + person) % households + 1, state: states[index % states.length], seen: 0,
              id: `lane-${crypto.getRandomValues(new BigUint64Array(2)).join("-")}`,
            };
            for (;;) {
              let answer = null;
              try {
                answer = await fetch("/incidents/1/reports", {
                  method: "POST", headers: { "Content-Type": "application/json", "Engo-Form-Token": token },
                  body: JSON.stringify({ reports: [report], insist: true }),
                });
              } catch { /* no connection: again */ }
              if (answer !== null && answer.status < 500) {
                if (answer.ok) sent.push({ name: report.id, number: report.incident_number, state: report.state });
                else refused.push(answer.status);
                break;
              }
              busy += 1;
              await new Promise((done) => setTimeout(done, 50));
            }
          }
        };
        globalThis.lanesDone = false;
        Promise.all([lane(), lane(), lane(), lane()]).then(() => { lanesDone = true; });
        """

    /// What one person does: presses real buttons, then all the others by the page's own script, while lanes send beside it.
    private static func work(_ person: Int, _ reports: Int, in browser: WebDriver) async throws {
        let pressed = 6
        let (laned, formed) = (reports / 2, reports - reports / 2 - pressed)
        try await browser.run(preparation)
        for index in 0..<pressed {
            let number = index * 13 + person + 1
            let state = IncidentSite.states[(index + person) % IncidentSite.states.count]
            try await press(number, state, in: browser)
        }
        try await browser.run(lanes, [laned, person])
        for from in stride(from: 0, to: formed, by: 100) {
            try await browser.run(forms, [from, min(100, formed - from), person])
        }
        try await patiently(browser, "sent.length", "lanesDone")
    }

    /// Presses a button, again when the rows moved under the mouse: what others record makes them taller.
    private static func press(_ number: Int, _ state: String, in browser: WebDriver) async throws {
        let isSent = "sent.some((report) => report.number === \(number))"
        for _ in 0..<100 {
            try await browser.run("document.querySelector('#h\(number) details').open = true")
            try await browser.click("#h\(number) button[value='\(state)']")
            for _ in 0..<10 {
                if try await browser.run("return \(isSent)").bool { return }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        throw WebDriver.Refusal(message: "nothing was sent of \(number)")
    }

    /// Waits for a condition for as long as a number grows at least once in two minutes.
    private static func patiently(_ browser: WebDriver, _ progress: String, _ condition: String) async throws {
        while try await !browser.run("return Boolean(\(condition))").bool {
            let now = try await browser.run("return \(progress)").number
            try await browser.until("\(progress) !== \(Int(now)) || \(condition)")
        }
    }

    /// Tables that are merged, and single reports, from the command line.
    private static func commands(_ reports: Int, on site: IncidentSite) throws -> Set<Report> {
        let singles = max(6, reports / 100)
        let rows = max(15, reports / 22)
        let start = Date(timeIntervalSinceNow: -86_400 * 7)
        let all = (0..<reports).map { index in
            Report(
                name: start.addingTimeInterval(TimeInterval(index)).formatted(.iso8601),
                number: index * 17 % IncidentSite.households + 1,
                state: IncidentSite.states[index % IncidentSite.states.count])
        }
        for report in all.prefix(singles) {
            try site.engo(
                "incident", "record", "w.engo", "1", "--number", "\(report.number)", "--state", report.state, "--at",
                report.name)
        }
        for from in stride(from: singles, to: reports, by: rows) {
            let table = all[from..<min(from + rows, reports)].map { "\($0.number),\($0.state),\($0.name)\n" }
            try Data(("incident_number,report,report_time\n" + table.joined()).utf8)
                .write(to: site.folder.appendingPathComponent("t.csv"))
            try site.engo("incident", "merge", "w.engo", "1", "t.csv")
        }
        return Set(all)
    }

    private static func sent(_ browser: WebDriver) async throws -> [Report] {
        try await browser.run("return sent").all.map {
            Report(name: $0["name"].string, number: Int($0["number"].number), state: $0["state"].string)
        }
    }

    /// The lines that a page shows.
    private static func lines(_ browser: WebDriver) async throws -> [Line] {
        try await browser.run(
            """
            return [...document.querySelectorAll("#households tbody tr")].map((row) => (
              { number: Number(row.dataset.number), stage: row.dataset.stage, last: Number(row.dataset.last) }));
            """
        ).all.map {
            Line(number: Int($0["number"].number), stage: $0["stage"].string, last: Int($0["last"].number))
        }
    }

    @Test func nothingIsLostOrThereTwiceAndAllSeeOneOrder() async throws {
        try await IncidentSite.test { site in
            let reports = Browser.reports
            let share = reports / 3
            let start = ContinuousClock.now
            async let commands = Self.commands(reports - 2 * share, on: site)
            try await withThrowingTaskGroup { group in
                for (person, browser) in site.browsers.enumerated() {
                    group.addTask { try await Self.work(person, share, in: browser) }
                }
                try await group.waitForAll()
            }
            let table = try await commands
            var pages: [Report] = []
            for browser in site.browsers {
                #expect(try await browser.run("return refused.length").number == 0)
                pages += try await Self.sent(browser)
            }
            #expect(Set(pages).count == pages.count && table.count == reports - 2 * share)
            // A mouse that missed its row has reported of another.
            #expect(pages.count >= 2 * share)
            let total = table.count + pages.count
            // Both pages hear of the last record by themselves.
            let last =
                "Math.max(...[...document.querySelectorAll('#households tbody tr')].map((row) => Number(row.dataset.last)))"
            for browser in site.browsers { try await Self.patiently(browser, last, "\(last) >= \(total)") }
            let seconds = (ContinuousClock.now - start) / .seconds(1)

            let history = JSONAnswer(
                try JSONSerialization.jsonObject(
                    with: Data(site.engo("incident", "history", "w.engo", "1", "--json").utf8)))["records"].all
            #expect(history.map { Int($0["record"].number) } == Array(1...total))
            let recorded = history.map {
                Report(
                    name: $0["source"].string == "server" ? $0["report_id"].string : $0["observed_at"].string,
                    number: Int($0["incident_number"].number), state: $0["state"].string)
            }
            #expect(Set(recorded) == table.union(pages))
            #expect(Set(history.map { $0["recorded_by"].string }) == Set(IncidentSite.people))

            // What stands is told by the order of the history alone, and all who look see the same.
            let status = JSONAnswer(
                try JSONSerialization.jsonObject(
                    with: Data(site.engo("incident", "status", "w.engo", "1", "--format", "json").utf8)))
            let lines = status["households"].all.map {
                Line(
                    number: Int($0["incident_number"].number), stage: $0["stage"].string,
                    last: Int($0["last_record"].number))
            }
            let lastRecords = Dictionary(
                history.map { (Int($0["incident_number"].number), Int($0["record"].number)) }, uniquingKeysWith: max)
            #expect(lines.allSatisfy { $0.last == lastRecords[$0.number] ?? 0 })
            for browser in site.browsers { #expect(try await Set(Self.lines(browser)) == Set(lines)) }
            try Browser.engo(["audit", "verify", "w.engo"], in: site.folder)
            if Browser.isServerNamed {
                var counts: [Double] = []
                for browser in site.browsers {
                    counts += try await browser.run("return [asked, busy]").numbers
                }
                print(
                    "\(total) reports in \(Int(seconds)) s; asked whether to insist, refused as busy, by browser: \(counts)"
                )
            }
        }
    }
}
