import CHeap
import SpatialQuery

/// Settings of the C library's heap for a program that runs for a second and ends.
///
/// By themselves, large arrays are mapped and unmapped one by one, and each costs its page faults anew: a tenth of the processor time of a
/// large list ([performance.md](../../Docs/performance.md)).
enum HeapSettings {
    /// What the heap is given at a time. Until it is used it is only addresses.
    private static let step = 64 << 20

    /// Keeps freed memory for the next array, joins freed pieces at once, and asks for large pages. To be called before any thread is
    /// started.
    static func apply() {
        mallopt(M_MMAP_THRESHOLD, 8 << 20)
        mallopt(M_TRIM_THRESHOLD, 32 << 20)
        mallopt(M_TOP_PAD, Int32(step))
        mallopt(M_MXFAST, 0)
        useLargePages()
    }

    /// Backs the heap's next step with large pages: it is then fetched some dozen times instead of some thousand times.
    private static func useLargePages() {
        guard let start = sbrk(0) else { return }
        // More than the heap has left, so that it takes its next step.
        var block: UnsafeMutableRawPointer?
        guard posix_memalign(&block, 16, 1 << 20) == 0 else { return }
        defer { free(block) }
        guard let end = sbrk(0), start < end else { return }
        UnsafeMutableRawBufferPointer(start: start, count: end - start).useLargePages()
    }
}
