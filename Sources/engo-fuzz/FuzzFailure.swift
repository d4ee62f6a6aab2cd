/// Why a run ends before its time; no case carries bytes of an input.
package enum FuzzFailure: Error, Equatable, Sendable {
    /// A promise of the reader does not hold.
    case broken(promise: String, input: String)
    /// An input took longer than any may; `input` is the file with it.
    case slow(milliseconds: Int, input: String)
    /// Memory grew beyond its bound.
    case memory(mebibytes: Int, input: String)
    /// A folder of inputs that holds none.
    case emptyCorpus(path: String)
    /// The system refused a file.
    case file(path: String)
}

extension FuzzFailure: CustomStringConvertible {
    /// A sentence for whoever runs it.
    package var description: String {
        switch self {
        case .broken(let promise, let input): "broken promise: \(promise); the input is in \(input)"
        case .slow(let milliseconds, let input): "an input took \(milliseconds) ms; it is in \(input)"
        case .memory(let mebibytes, let input): "memory grew to \(mebibytes) MiB; the last input is in \(input)"
        case .emptyCorpus(let path): "no input in \(path)"
        case .file(let path): "cannot read or write \(path)"
        }
    }
}
