package import Interchange

/// Where the bytes of an answer go: a file that appears whole or not at all, or standard output.
package protocol OutputSink {
    /// Takes the next bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws
}

extension AtomicFileWriter: OutputSink {}
