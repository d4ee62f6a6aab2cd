import HTTPTypes
import HummingbirdTesting
import Testing

extension PlacesFixture {
    /// What a form without a script sends.
    static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

    /// Opens an incident on the saved area, with whatever else the form says.
    @discardableResult
    func openIncident(_ more: String = "") async throws -> TestResponse {
        try await answer(
            "/incidents", .post, headers: Self.form, body: "name=%E5%8F%B0%E9%A2%A8&area=%E9%A7%85%E5%89%8D" + more)
    }

    /// A household of incident 1 as its status has it.
    func household(_ number: Int) async throws -> Document {
        let households = try await json("/incidents/1?f=json")["households"].all
        return try #require(households.first { $0["incident_number"].number == Double(number) })
    }
}
