/// The modules of a QR code while it is made: fixed patterns, then data, then a mask.
struct ModuleGrid {
    let side: Int
    private(set) var modules: [Bool]
    /// Patterns and places of the format, which take no data and no mask.
    private var isFixed: [Bool]

    /// The fixed patterns alone.
    init(side: Int, alignment: Int?) {
        self.side = side
        modules = [Bool](repeating: false, count: side * side)
        isFixed = modules
        for index in 0..<side {
            fix(6, index, index.isMultiple(of: 2))
            fix(index, 6, index.isMultiple(of: 2))
        }
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] { square(row, column, reach: 4, rings: [2, 4]) }
        if let alignment { square(alignment, alignment, reach: 2, rings: [1]) }
        for bit in 0..<15 { setFormat(bit, false) }
        fix(side - 8, 8, true)
    }

    /// A square pattern around a middle; light where the distance is one of the rings.
    private mutating func square(_ row: Int, _ column: Int, reach: Int, rings: Set<Int>) {
        for down in -reach...reach {
            for right in -reach...reach {
                let (r, c) = (row + down, column + right)
                guard (0..<side).contains(r), (0..<side).contains(c) else { continue }
                fix(r, c, !rings.contains(max(abs(down), abs(right))))
            }
        }
    }

    private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
        modules[row * side + column] = isDark
        isFixed[row * side + column] = true
    }

    /// Both places of one bit of the format.
    private mutating func setFormat(_ bit: Int, _ isDark: Bool) {
        switch bit {
        case 0..<6: fix(bit, 8, isDark)
        case 6, 7: fix(bit + 1, 8, isDark)
        case 8: fix(8, 7, isDark)
        default: fix(8, 14 - bit, isDark)
        }
        if bit < 8 { fix(8, side - 1 - bit, isDark) } else { fix(side - 15 + bit, 8, isDark) }
    }

    /// The data in pairs of columns from the right, up and down in turn; what is left over stays light.
    func filled(with codewords: [UInt8]) -> ModuleGrid {
        var grid = self
        var bit = 0
        var isUpwards = true
        for right in stride(from: side - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for step in 0..<side {
                let row = isUpwards ? side - 1 - step : step
                for column in [right, right - 1] where !isFixed[row * side + column] {
                    guard bit < codewords.count * 8 else { continue }
                    grid.modules[row * side + column] = codewords[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            isUpwards.toggle()
        }
        return grid
    }

    /// With a mask over the data, and the format that tells it.
    func masked(_ mask: Int) -> ModuleGrid {
        var grid = self
        for row in 0..<side {
            for column in 0..<side where !isFixed[row * side + column] && Self.inverts(mask, row, column) {
                grid.modules[row * side + column].toggle()
            }
        }
        // Level M is 00; five bits and their BCH code, masked.
        var remainder = mask
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        let format = (mask << 10 | remainder) ^ 0x5412
        for bit in 0..<15 { grid.setFormat(bit, format >> bit & 1 == 1) }
        return grid
    }

    private static func inverts(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        let product = row * column
        return switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: product % 2 + product % 3 == 0
        case 6: (product % 2 + product % 3) % 2 == 0
        default: ((row + column) % 2 + product % 3) % 2 == 0
        }
    }

    /// How hard the code is to read: long runs, blocks, what looks like a finder, and too much of one shade.
    var penalty: Int {
        var sum = 0
        let lines =
            (0..<side).map { row in (0..<side).map { modules[row * side + $0] } }
            + (0..<side).map { column in (0..<side).map { modules[$0 * side + column] } }
        let finder: [Bool] = [true, false, true, true, true, false, true]
        let border = [Bool](repeating: false, count: 4)
        for line in lines {
            var run = 1
            for index in 1...side {
                if index < side, line[index] == line[index - 1] {
                    run += 1
                } else {
                    if run >= 5 { sum += run - 2 }
                    run = 1
                }
            }
            for start in 0...side - 11 {
                let part = Array(line[start..<start + 11])
                if part == finder + border || part == border + finder { sum += 40 }
            }
        }
        for row in 1..<side {
            for column in 1..<side {
                let place = row * side + column
                let shade = modules[place]
                if shade == modules[place - 1], shade == modules[place - side], shade == modules[place - side - 1] {
                    sum += 3
                }
            }
        }
        let dark = modules.count { $0 } * 100 / modules.count
        return sum + abs(dark - 50) / 5 * 10
    }
}
