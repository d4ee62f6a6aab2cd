import AddressDictionary
import Foundation
import Geospatial
import TestSupport

/// Accuracy and speed of the address dictionary on registered records written in the ways of registers.
///
/// Every record is written once by ``AddressRenderer`` and matched without a register's municipality. An answer is exact when
/// all ids are the record's and its point, where it has one, lies within 10⁻⁶ degrees.
struct AddressBenchmark {
    let directory: String
    let towns: [String]
    let limit: Int
    let seed: UInt64

    private struct Tally {
        var count = 0
        var exact = 0
        var candidate = 0
        var wrongTown = 0
        var wrongRecord = 0
        var wrongAndCertain = 0
    }

    func run() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let building = ProcessClock.seconds
        var compiler = DictionaryCompiler()
        try compiler.addABR(directory: directory)
        for file in towns { try compiler.addGeolonia(file: file) }
        let report = try compiler.compile(to: path)
        print(
            "built in \(Self.text(ProcessClock.seconds - building)) s: \(report.townCount) towns, \(report.residenceCount) "
                + "residences, \(report.parcelCount) parcels, \(report.byteCount) bytes")
        let opening = ProcessClock.seconds
        let dictionary = try AddressDictionary(path: path)
        let afterOpening = ProcessClock.seconds
        _ = dictionary.match("東京都", within: nil)
        print(
            "opened in \(Self.text((afterOpening - opening) * 1e3)) ms, first answer after "
                + "\(Self.text((ProcessClock.seconds - opening) * 1e3)) ms")
        let registered = try RegisteredRecords(directory: directory, limit: limit)
        var generator = SeededGenerator(seed: seed)
        var addresses: [String] = []
        print(
            "\nsource                              records   exact %  in candidates %  wrong town  wrong record  certain"
        )
        for source in registered.sources {
            var tally = Tally()
            for record in source.records {
                let address = AddressRenderer.render(record.address, using: &generator)
                addresses.append(address)
                judge(dictionary.match(address, within: nil), record, &tally)
            }
            print(Self.line(source.name, tally))
        }
        for file in towns {
            // As many as all records together, so that the whole country is in play.
            let country = try RegisteredRecords.towns(file, limit: addresses.count, using: &generator)
            var right = 0
            for town in country {
                let address = AddressRenderer.render(town, using: &generator)
                addresses.append(address)
                let match = dictionary.match(address, within: nil)
                let name = town.oaza + (town.chome > 0 ? KanjiName.chome(town.chome) : "") + town.koaza
                if match.matchLevel >= .town, (match.town + match.koaza).contains(name) || name.contains(match.town) {
                    right += 1
                }
            }
            print(
                "towns of the country: \(country.count), right town \(Self.text(100 * Double(right) / Double(country.count))) %"
            )
        }
        addresses.shuffle(using: &generator)
        speed(dictionary, addresses, registered)
    }

    private func judge(_ match: AddressMatch, _ record: RegisteredRecords.Record, _ tally: inout Tally) {
        tally.count += 1
        let isTown = match.lgCode == record.lgCode && match.machiazaID == record.machiazaID
        var isPoint = true
        if let point = record.point {
            isPoint =
                match.position.map {
                    abs($0.longitude - point.longitude) <= 1e-6 && abs($0.latitude - point.latitude) <= 1e-6
                } ?? false
        }
        if isTown, match.recordID == record.recordID, isPoint {
            tally.exact += 1
            return
        }
        if !match.candidates.isEmpty { tally.candidate += 1 }
        if !isTown, !match.machiazaID.isEmpty { tally.wrongTown += 1 }
        if !match.recordID.isEmpty, match.recordID != record.recordID, match.matchLevel >= .residence {
            tally.wrongRecord += 1
        }
        if match.isCertain, match.matchLevel >= .town { tally.wrongAndCertain += 1 }
    }

    private static func line(_ name: String, _ tally: Tally) -> String {
        func share(_ count: Int) -> String { text(100 * Double(count) / Double(max(tally.count, 1))) }
        return name.padding(toLength: 34, withPad: " ", startingAt: 0)
            + [
                (String(tally.count), 9), (share(tally.exact), 10), (share(tally.candidate), 17),
                (String(tally.wrongTown), 12), (String(tally.wrongRecord), 14), (String(tally.wrongAndCertain), 9),
            ].map { String(repeating: " ", count: max(1, $1 - $0.count)) + $0 }.joined()
    }

    // MARK: Speed

    private func speed(_ dictionary: AddressDictionary, _ addresses: [String], _ registered: RegisteredRecords) {
        guard !addresses.isEmpty else { return }
        let count = Double(addresses.count)
        let matching = ProcessClock.median { for address in addresses { _ = dictionary.match(address, within: nil) } }
        var latencies: [Double] = []
        latencies.reserveCapacity(addresses.count)
        for address in addresses {
            let start = ProcessClock.seconds
            _ = dictionary.match(address, within: nil)
            latencies.append(ProcessClock.seconds - start)
        }
        latencies.sort()
        let folding = ProcessClock.median {
            for address in addresses { _ = address.precomposedStringWithCompatibilityMapping.utf8.count }
        }
        let plain = PlainMatcher(
            registered.sources.flatMap(\.records).map {
                let short = $0.address.city + $0.address.oaza
                return ($0.address.prefecture + $0.address.county + short, short)
            })
        var found = 0
        let naive = ProcessClock.median(least: 1, for: 0) {
            found = addresses.count { plain.match($0)?.number.isEmpty == false }
        }
        print("\n\(addresses.count) addresses in random order, one thread (seed \(seed))")
        print(
            "matched: \(Int(count / matching)) a second, \(Self.text(matching / count * 1e6)) µs each;", terminator: " "
        )
        print("median \(Self.text(latencies[latencies.count / 2] * 1e6)) µs,", terminator: " ")
        print("p99 \(Self.text(latencies[latencies.count * 99 / 100] * 1e6)) µs,", terminator: " ")
        print("slowest \(Self.text((latencies.last ?? 0) * 1e6)) µs")
        print(
            "NFKC by Foundation alone: \(Self.text(folding / count * 1e6)) µs each, "
                + "\(Self.text(folding / matching)) times a whole match")
        print(
            "longest prefix by look-up, no rules: \(Self.text(naive / count * 1e6)) µs each, "
                + "\(Self.text(naive / matching)) times a whole match; reads a town and a number in "
                + "\(Self.text(100 * Double(found) / count)) %")
    }

    private static func text(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String((value * 100).rounded() / 100)
    }
}

/// Chome as registered names write them.
private enum KanjiName {
    static func chome(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        let tens = number / 10
        return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens % 10]) + "十") + digits[number % 10] + "丁目"
    }
}
