import Glibc

/// One open conversion descriptor of the system, used by one thread while the table of an encoding is made.
final class SystemConverter {
    private let descriptor: iconv_t

    /// Nil when the system lacks the conversion.
    init?(from source: String, to target: String) {
        guard let opened = iconv_open(target, source), Int(bitPattern: opened) != -1 else { return nil }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// Up to two output bytes for one to three input bytes; count 0 when they are not one whole character.
    func convert(
        _ first: UInt8, _ second: UInt8? = nil, _ third: UInt8? = nil
    ) -> (count: Int, first: UInt8, second: UInt8) {
        var input = (CChar(bitPattern: first), CChar(bitPattern: second ?? 0), CChar(bitPattern: third ?? 0))
        var output: (CChar, CChar, CChar, CChar) = (0, 0, 0, 0)
        var inputLeft = second == nil ? 1 : third == nil ? 2 : 3
        var outputLeft = 4
        let result = withUnsafeMutableBytes(of: &input) { source in
            withUnsafeMutableBytes(of: &output) { target in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                return iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
            }
        }
        guard result != -1, inputLeft == 0 else {
            _ = iconv(descriptor, nil, nil, nil, nil)
            return (0, 0, 0)
        }
        return (4 - outputLeft, UInt8(bitPattern: output.0), UInt8(bitPattern: output.1))
    }
}
