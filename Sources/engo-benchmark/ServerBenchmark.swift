import Foundation
import Geospatial

/// What lists cost over HTTP: a running server is asked over this machine's own network, beside the same list by a fresh process.
struct ServerBenchmark {
    let program: String
    let server: String
    let workspace: String
    let box: BoundingBox
    /// Households on a page.
    let limit: Int
    let runs: Int

    /// What one list took.
    private struct Cost {
        var firstByte = 0.0
        var seconds = 0.0
        var megabytes = 0.0
        var pages = 0
    }

    /// Prints a line for each way to ask.
    func run() throws {
        let process = try ServedProcess(program: server, workspace: workspace)
        let entered = try PlainRequest(port: process.port, path: process.entrance).send()
        guard let cookie = entered.header("set-cookie").split(separator: ";").first else {
            throw BenchmarkError.programFailed(verb: "serve")
        }
        let corners = "\(box.west),\(box.south),\(box.east),\(box.north)"
        let path = "/collections/households/items?f=geojson&bbox=\(corners)"
        var matched = 0
        func list(limit: Int, gzip: Bool) throws -> Cost {
            var cost = Cost()
            var next: String? = "\(path)&limit=\(limit)"
            let begin = process.seconds
            while let page = next {
                let headers = ["Cookie: \(cookie)"] + (gzip ? ["Accept-Encoding: gzip"] : [])
                let answer = try PlainRequest(port: process.port, path: page, headers: headers).send {
                    if cost.pages == 0 { cost.firstByte = process.seconds - begin }
                }
                cost.pages += 1
                cost.megabytes += Double(answer.bodyBytes) / 1e6
                if !gzip, let found = answer.start.firstMatch(of: /"numberMatched":(\d+)/) {
                    matched = Int(found.1) ?? 0
                }
                next = answer.header("link").firstMatch(of: /<https?:\/\/[^\/>]+([^>]*)>; *rel="next"/)
                    .map { String($0.1) }
                if limit < self.limit { break }
            }
            cost.seconds = process.seconds - begin
            return cost
        }
        let cold = try list(limit: 10, gzip: false)
        let few = try median { try list(limit: 10, gzip: false) }
        let whole = try median { try list(limit: limit, gzip: false) }
        let single = try median { try list(limit: Self.everybody, gzip: false) }
        let packed = try median { try list(limit: Self.everybody, gzip: true) }
        let file = try area()
        defer { try? FileManager.default.removeItem(atPath: file) }
        let exported = ProcessCost.median(
            try (0..<runs).map { _ in
                let output = file + ".out.geojson"
                defer { try? FileManager.default.removeItem(atPath: output) }
                guard
                    let cost = MeasuredProcess.run(
                        program,
                        ["export", workspace, "--area", file, "--output", output, "--plain"])
                else { throw BenchmarkError.programFailed(verb: "export") }
                return cost
            })
        print(
            "\(matched) households in the box; median of \(runs), processor time of the server; its peak \(Int(process.peakMegabytes)) MB"
        )
        print(
            "| answer | pages | first byte, ms | whole, s | MB sent | MB of GeoJSON per s | × engo export, the whole |")
        print("|---|---|---|---|---|---|---|")
        for (name, cost, isWhole) in [
            ("the first 10, asked for the first time", cold, false), ("the first 10", few, false),
            ("all, pages of \(limit)", whole, true), ("all on one page", single, true),
            ("all on one page, gzip", packed, true),
        ] {
            let ratio = isWhole ? Self.text(cost.seconds / exported.seconds, 100) : "–"
            // Compressed or not, it is the same GeoJSON that is made.
            let speed = isWhole ? Self.text(single.megabytes / cost.seconds, 10) : "–"
            print(
                "| \(name) | \(cost.pages) | \(Self.text(cost.firstByte * 1000, 10)) | \(Self.text(cost.seconds, 1000)) "
                    + "| \(Self.text(cost.megabytes, 100)) | \(speed) | \(ratio) |")
        }
        print("`engo export` of the same box: \(Self.text(exported.seconds, 1000)) s")
    }

    /// More than any page has.
    private static let everybody = 1_000_000

    private func median(_ body: () throws -> Cost) throws -> Cost {
        let costs = try (0..<runs).map { _ in try body() }.sorted { $0.seconds < $1.seconds }
        var middle = costs[costs.count / 2]
        middle.firstByte = costs.map(\.firstByte).sorted()[costs.count / 2]
        return middle
    }

    /// The box as a file of one polygon.
    private func area() throws -> String {
        let (west, south, east, north) = (box.west, box.south, box.east, box.north)
        let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString).geojson")
            .path
        let text = "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}"
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw BenchmarkError.cannotWrite(path: path)
        }
        return path
    }

    private static func text(_ value: Double, _ steps: Double) -> String { String((value * steps).rounded() / steps) }
}
