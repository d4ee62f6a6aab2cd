import FieldSheets
import Testing

@Suite struct QuickResponseCodeTests {
    /// As another encoder makes it, with the same mask.
    private static let golden = """
        #######.##.####...#######
        #.....#.#..#..#...#.....#
        #.###.#.#....#..#.#.###.#
        #.###.#..#...##...#.###.#
        #.###.#.#..#......#.###.#
        #.....#..#.###....#.....#
        #######.#.#.#.#.#.#######
        .........#...#...........
        #..######..##.####..#.###
        ##..##...##...##.#..###.#
        .####.#.....#######.#.#.#
        #......#.#..#.#.#.#..###.
        ..##..#.##..#.##.##..##..
        ##.##...##..##.#.#.####.#
        ##.#..##....####.####..##
        #.##...#.####.#..##.#.###
        #...#.#.#.##.#..#######.#
        ........#...#...#...##.##
        #######.##.#.#..#.#.#.#.#
        #.....#.#.#.###.#...#....
        #.###.#.##.....######....
        #.###.#.##.#####..##..###
        #.###.#..#.#.....#..#.###
        #.....#.....#.##......###
        #######.##.#.#.##.###...#
        """

    @Test func isTheCodeThatAnotherEncoderMakes() throws {
        let code = try #require(QuickResponseCode("ENGO-302015-7-1a2b3c4d-S12"))
        let rows = (0..<code.side).map { row in
            String((0..<code.side).map { code.isDark(row: row, column: $0) ? "#" : "." })
        }
        #expect(rows.joined(separator: "\n") == Self.golden)
    }

    @Test func takesTheSmallestVersion() {
        #expect(QuickResponseCode("A")?.side == 21)
        #expect(QuickResponseCode(String(repeating: "a", count: 14))?.side == 21)
        #expect(QuickResponseCode(String(repeating: "a", count: 15))?.side == 25)
        #expect(QuickResponseCode(String(repeating: "a", count: 42))?.side == 29)
        #expect(QuickResponseCode(String(repeating: "a", count: 62))?.side == 33)
        #expect(QuickResponseCode(String(repeating: "a", count: 63)) == nil)
    }

    /// Reads codes back by the rules of the standard, mask and order of modules included.
    @Test(arguments: [
        "", "ENGO-992011-1-00000000-I", "ENGO-302015-123456-ffffffff-S1234", String(repeating: "Z9", count: 31),
    ])
    func canBeReadBack(text: String) throws {
        let code = try #require(QuickResponseCode(text))
        #expect(PlainCodeReader(code).text == text)
    }
}

/// Reads a QR code of versions 1 to 4, level M, without correcting anything.
private struct PlainCodeReader {
    let text: String

    init(_ code: QuickResponseCode) {
        let side = code.side
        let version = (side - 17) / 4
        // The format: bits 10 to 12 tell the mask; it stands beside the upper left finder.
        var format = 0
        for bit in 10..<13 where code.isDark(row: 8, column: 14 - bit) { format |= 1 << (bit - 10) }
        let mask = format ^ (0x5412 >> 10 & 7)
        func isData(_ row: Int, _ column: Int) -> Bool {
            if row == 6 || column == 6 { return false }
            if row < 9, column < 9 || column >= side - 8 { return false }
            if row >= side - 8, column < 9 { return false }
            return version == 1 || abs(row - (side - 7)) > 2 || abs(column - (side - 7)) > 2
        }
        func isInverted(_ r: Int, _ c: Int) -> Bool {
            [
                (r + c) % 2, r % 2, c % 3, (r + c) % 3, (r / 2 + c / 3) % 2, r * c % 2 + r * c % 3,
                (r * c % 2 + r * c % 3) % 2, ((r + c) % 2 + r * c % 3) % 2,
            ][mask] == 0
        }
        var bits: [Bool] = []
        var isUpwards = true
        for right in [side - 1] + Array(stride(from: side - 3, to: 6, by: -2)) + [5, 3, 1] {
            for row in isUpwards ? Array((0..<side).reversed()) : Array(0..<side) {
                for column in [right, right - 1] where isData(row, column) {
                    bits.append(code.isDark(row: row, column: column) != isInverted(row, column))
                }
            }
            isUpwards.toggle()
        }
        let bytes = (0..<bits.count / 8).map { byte in
            bits[byte * 8..<byte * 8 + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        let data =
            version == 4
            ? stride(from: 0, to: 64, by: 2).map { bytes[$0] } + stride(from: 1, to: 64, by: 2).map { bytes[$0] }
            : bytes
        let count = Int(data[0] & 15) << 4 | Int(data[1] >> 4)
        text = String(decoding: (0..<count).map { data[$0 + 1] << 4 | data[$0 + 2] >> 4 }, as: UTF8.self)
    }
}
