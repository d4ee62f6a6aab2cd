/// What one look at a piece of text tells, sixteen bytes at a step: most files are sound UTF-8 without anything to look at
/// more closely, and every byte of a register passes here before anything is read.
struct UTF8Survey {
    private typealias Block = SIMD16<UInt8>

    /// Whether all of the piece is well-formed; see ``UTF8Validation`` for where it is not.
    private(set) var isWellFormed = true
    /// Whether a byte pair occurs that begins a character which Unicode leaves to its users.
    private(set) var mayHoldPrivateUse = false
    /// Line feeds in the piece, and carriage returns without one behind them.
    private(set) var lineBreaks = 0

    private var wrong = Block()
    private var privateUse = Block()
    /// Line breaks by place in the block; each step adds at most one.
    private var lineBreakCounts = Block()
    private var steps = 0

    /// - Complexity: O(n).
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawBufferPointer(bytes)
        let count = raw.count
        // Each step looks three bytes back; the first block and the last ones have zeros for what is not there.
        var at = min(count, 16)
        lookAtEnds(raw, from: 0, to: at, pad: count <= 16 ? 32 : 16)
        while at &+ 16 <= count {
            look(raw, at)
            at &+= 16
        }
        if count > 16 { lookAtEnds(raw, from: at, to: count, pad: 32) }
        collectLineBreaks()
        isWellFormed = wrong == Block()
        mayHoldPrivateUse = privateUse != Block()
    }

    /// Looks at the bytes of a range, with zeros behind them up to a length.
    private mutating func lookAtEnds(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, pad length: Int) {
        withUnsafeTemporaryAllocation(byteCount: 3 + 32, alignment: 16) { padded in
            padded.initializeMemory(as: UInt8.self, repeating: 0)
            for place in max(0, start - 3)..<end { padded[place - start + 3] = bytes[place] }
            for place in stride(from: 0, to: length, by: 16) { look(UnsafeRawBufferPointer(padded), place + 3) }
        }
    }

    @inline(__always)
    private mutating func look(_ bytes: UnsafeRawBufferPointer, _ at: Int) {
        let this = bytes.loadUnaligned(fromByteOffset: at, as: Block.self)
        let one = bytes.loadUnaligned(fromByteOffset: at &- 1, as: Block.self)
        let two = bytes.loadUnaligned(fromByteOffset: at &- 2, as: Block.self)
        let three = bytes.loadUnaligned(fromByteOffset: at &- 3, as: Block.self)
        // Operators on two blocks are instructions; those on a block and a byte are calls.
        @inline(__always) func all(_ byte: UInt8) -> Block { Block(repeating: byte) }
        let continues = (this & all(0xC0)) .== all(0x80)
        let mustContinue = (one .>= all(0xC2)) .| (two .>= all(0xE0)) .| (three .>= all(0xF0))
        // Overlong forms, surrogates, and values above U+10FFFF.
        let overlong =
            ((this & all(0xFE)) .== all(0xC0)) .| ((one .== all(0xE0)) .& (this .< all(0xA0)))
            .| ((one .== all(0xF0)) .& (this .< all(0x90)))
        let outside =
            (this .>= all(0xF5)) .| ((one .== all(0xED)) .& (this .>= all(0xA0)))
            .| ((one .== all(0xF4)) .& (this .>= all(0x90)))
        wrong |= Self.bits((continues .^ mustContinue) .| overlong .| outside)
        // Lead bytes EE, EF before A4, and F3 and F4.
        privateUse |= Self.bits(
            (this .== all(0xEE)) .| ((one .== all(0xEF)) .& (this .< all(0xA4))) .| (this .>= all(0xF3)))
        let lineFeeds = this .== all(0x0A)
        lineBreakCounts &-= Self.bits(lineFeeds .| ((one .== all(0x0D)) .& .!lineFeeds))
        steps &+= 1
        if steps == 255 { collectLineBreaks() }
    }

    private mutating func collectLineBreaks() {
        for place in 0..<16 { lineBreaks &+= Int(lineBreakCounts[place]) }
        lineBreakCounts = Block()
        steps = 0
    }

    /// All bits of a byte where the mask holds.
    @inline(__always)
    private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> Block { unsafeBitCast(mask, to: Block.self) }
}
