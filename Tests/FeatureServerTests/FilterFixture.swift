import Disclosure
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Registry
import Testing
import VictimSupport

@testable import FeatureServer

/// Sixty households on a line, with needs and two protected, and the service over them.
struct FilterFixture {
    let fixture: ServerFixture
    /// Somebody's name, which must never come out of anything but documents.
    static let planted = "試験花子"

    init() throws {
        fixture = try ServerFixture()
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for household in 0..<60 {
            let place = household % 6 == 0 ? "," : "\(135.1 + Double(household) / 1_000),34.2"
            for member in 0...(household % 2) {
                text += "\(household * 10 + member),H\(household),\(Self.planted),\(1930 + household)-01-01,女,"
                text += "\(member == 0 ? "世帯主" : "子"),試験町,\(place)\n"
            }
        }
        try fixture.importResidents(text)
        var needs = "宛名番号,区分,程度\n"
        for household in stride(from: 0, to: 60, by: 4) { needs += "\(household * 10),車椅子,\n" }
        for household in stride(from: 0, to: 60, by: 10) { needs += "\(household * 10),要介護,要介護5\n" }
        _ = try NeedsImport(fixture.paths, moment: fixture.moment, options: ImportOptions())
            .needs(file: fixture.write("needs.csv", needs))
        // Households 4 and 20: both in a wheelchair.
        _ = try SharingImport(fixture.paths, moment: fixture.moment, encoding: nil, isDryRun: false)
            .protection(file: fixture.write("p.csv", "宛名番号,措置\n40,支援措置\n200,支援措置\n"))
    }

    func session(_ audience: String) -> Session {
        fixture.session(Audience(rawValue: audience) ?? .headquarters)
    }

    /// What the service answers to somebody.
    func answer(
        _ address: String, as audience: String = "headquarters", body: String? = nil,
        type: String? = "application/json", headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, let type { headers[.contentType] = type }
        return try await fixture.test(as: session(audience)) { [headers] client in
            try await client.execute(
                uri: address, method: body == nil ? .get : .post, headers: headers,
                body: body.map { ByteBuffer(string: $0) })
        }
    }

    /// The document of the households that pass a filter.
    func items(_ query: String, as audience: String = "headquarters") async throws -> Document {
        let response = try await answer("/collections/households/items?limit=1000&" + query, as: audience)
        #expect(response.status == .ok, "\(query)")
        return try Document(response)
    }

    /// How many pass CQL2 text.
    func count(_ filter: String, as audience: String = "headquarters") async throws -> Int {
        let document = try await items("filter=" + Self.escaped(filter), as: audience)
        #expect(document["numberMatched"].number.map(Int.init) == document["features"].all.count)
        return document["features"].all.count
    }

    static func escaped(_ text: String) -> String { PercentText.encoded(text) }
}
