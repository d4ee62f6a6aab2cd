import Testing

@testable import Registry

@Suite struct RowBytesTests {
    @Test func valuesAndTextsComeBackInTheirOrder() {
        let texts: [String?] = [nil, "", "a", "神\u{FA19}𠮷", String(repeating: "長い", count: 50_000), nil]
        // Room for some, for none, and for all of it.
        for room in [64, 0, 1 << 21] {
            var bytes = RowBytes(room: room)
            for (place, text) in texts.enumerated() {
                func add(_ text: UnsafeRawBufferPointer?) {
                    bytes.append(atMost: 10 + RowBytes.length(of: text)) {
                        $0.add(Int?.some(place - room))
                        $0.add(place % 2 == 0)
                        $0.add(text: text)
                    }
                }
                if var text { text.withUTF8 { add(UnsafeRawBufferPointer($0)) } } else { add(nil) }
            }
            #expect(bytes.count <= bytes.bytes.count)
            bytes.bytes.withUnsafeBytes { all in
                var reader = RowBytesReader(all, at: 0)
                for (place, text) in texts.enumerated() {
                    #expect(reader.value(as: Int?.self) == place - room)
                    #expect(reader.value(as: Bool.self) == (place % 2 == 0))
                    #expect(reader.text().map { Array($0.utf8) } == text.map { Array($0.utf8) })
                }
            }
        }
    }
}
