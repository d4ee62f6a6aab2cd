/// A PDF that a browser made, freed of when it was made: the only thing in which two prints of one document differ.
package enum PrintedPages {
    private static let names = ["/CreationDate (D:", "/ModDate (D:"]
    private static let digits = 14

    /// The same file with midnight of a day, `YYYY-MM-DD`, as both of its dates; no byte is moved, so that its table of places holds.
    ///
    /// - Throws: ``PrintingError/unknownDocument`` when it is no PDF, or tells its dates in another way.
    package static func dated(_ file: [UInt8], day: String) throws(PrintingError) -> [UInt8] {
        let time = Array((day.filter { $0 != "-" } + "000000").utf8)
        guard file.starts(with: Array("%PDF-".utf8)), time.count == digits else { throw .unknownDocument }
        var file = file
        for name in names {
            guard let start = place(of: Array(name.utf8), in: file), start + digits <= file.count,
                file[start..<start + digits].allSatisfy({ (0x30...0x39).contains($0) })
            else { throw .unknownDocument }
            file.replaceSubrange(start..<start + digits, with: time)
        }
        return file
    }

    /// Where the bytes behind the first occurrence of others begin.
    private static func place(of name: [UInt8], in file: [UInt8]) -> Int? {
        guard file.count >= name.count else { return nil }
        for start in 0...file.count - name.count where file[start] == name[0] {
            if file[start..<start + name.count].elementsEqual(name) { return start + name.count }
        }
        return nil
    }
}
