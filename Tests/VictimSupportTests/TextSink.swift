import Foundation
import VictimSupport

/// Everything that is written, as text.
final class TextSink: OutputSink {
    private var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func write(_ more: UnsafeRawBufferPointer) throws { bytes += more }
}
