import Testing

@testable import Residents

@Suite struct NeedTests {
    @Test(
        arguments: [
            (nil, nil, true), ("2024-04-01", nil, true), (nil, "2024-04-01", true), ("2024-04-01", "2024-04-01", true),
            ("2024-04-02", nil, false), (nil, "2024-03-31", false), ("2023-01-01", "2025-01-01", true),
        ] as [(String?, String?, Bool)])
    func countsBothEndsOfItsValidity(from: String?, until: String?, isValid: Bool) throws {
        let need = Need(
            residentNumber: try ResidentNumber("1"), kind: .careLevel, grade: NeedGrade(.care3),
            validFrom: from.flatMap { CalendarDate(iso: $0) }, validUntil: until.flatMap { CalendarDate(iso: $0) },
            sourceLine: 2)
        let day = try CalendarDate(year: 2024, month: 4, day: 1)
        #expect(need.isValid(on: day) == isValid)
    }
}
