import Interchange

/// A CSV file of a register, and what is cut from it; read piece by piece, so that this program stays small.
struct RegisterFile {
    let path: String
    let columns: [String]
    let rows: Int

    /// Reads the whole file once to count its rows.
    init(_ path: String) throws {
        var reader = try DelimitedReader(TextStream(path: path))
        var rows = 0
        while try reader.next() != nil { rows += 1 }
        self.path = path
        self.columns = reader.header
        self.rows = rows
    }

    /// Writes the address of every household, one a line, as often as an import asks the dictionary.
    ///
    /// The rows of a household stand together, its head first. Returns how many households there are.
    func writeAddresses(to target: String) throws -> Int {
        var reader = try DelimitedReader(TextStream(path: path))
        let (household, address) = (try column("世帯番号"), try column("住所"))
        let writer = try AtomicFileWriter(path: target)
        var last: [UInt8] = []
        var count = 0
        while let row = try reader.next() {
            guard !row.bytes(household).elementsEqual(last) else { continue }
            last = Array(row.bytes(household))
            try writer.write(Array(row.bytes(address)) + [0x0A])
            count += 1
        }
        try writer.commit()
        return count
    }

    /// Writes the needs of so many persons, spread evenly over all who have any. Returns how many persons they are: fewer where
    /// there are not so many.
    ///
    /// The rows of a person stand together.
    func writeNeeds(ofPersons wanted: Int, to target: String) throws -> Int {
        let number = try column("宛名番号")
        func forEachRow(_ body: (_ row: DelimitedRow, _ person: Int) throws -> Void) throws {
            var reader = try DelimitedReader(TextStream(path: path))
            var last: [UInt8] = []
            var person = -1
            while let row = try reader.next() {
                if !row.bytes(number).elementsEqual(last) {
                    last = Array(row.bytes(number))
                    person += 1
                }
                try body(row, person)
            }
        }
        var persons = 0
        try forEachRow { persons = $1 + 1 }
        let kept = min(wanted, persons)
        let output = try AtomicFileWriter(path: target)
        var writer = try DelimitedWriter(encoding: .utf8, guardsFormulas: false)
        writer.row(columns)
        try forEachRow { row, person in
            guard (person + 1) * kept / persons > person * kept / persons else { return }
            writer.row(columns.indices.map { row[$0] })
            if writer.byteCount >= 1 << 16 { try writer.drain { try output.write($0) } }
        }
        try writer.drain { try output.write($0) }
        try output.commit()
        return kept
    }

    /// Writes the file with one row in a thousand changed: the person has moved to the address of the row changed before,
    /// or, every second time, their building has another name. Returns how many rows differ.
    func writeChanged(to target: String) throws -> Int {
        var reader = try DelimitedReader(TextStream(path: path))
        let (address, building) = (try column("住所"), try column("方書"))
        let output = try AtomicFileWriter(path: target)
        var writer = try DelimitedWriter(encoding: .utf8, guardsFormulas: false)
        writer.row(columns)
        var former = ""
        var (row, changed) = (0, 0)
        while let fields = try reader.next() {
            var texts = columns.indices.map { fields[$0] }
            if row.isMultiple(of: 1000) {
                let own = texts[address]
                // By bytes, as an import compares.
                if changed.isMultiple(of: 2) || own.utf8.elementsEqual(former.utf8) {
                    texts[building] += "別棟"
                } else {
                    texts[address] = former
                }
                former = own
                changed += 1
            }
            writer.row(texts)
            if writer.byteCount >= 1 << 16 { try writer.drain { try output.write($0) } }
            row += 1
        }
        try writer.drain { try output.write($0) }
        try output.commit()
        return changed
    }

    private func column(_ name: String) throws -> Int {
        guard let index = columns.firstIndex(of: name) else { throw BenchmarkError.resultsDiffer }
        return index
    }
}
