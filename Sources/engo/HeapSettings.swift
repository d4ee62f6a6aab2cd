import CHeap

/// Settings of the C library's heap for a program that runs for a second and ends.
///
/// By themselves, large arrays are mapped and unmapped one by one, and each costs its page faults anew: a tenth of the processor time of a
/// large list ([performance.md](../../Docs/performance.md)).
enum HeapSettings {
    /// Keeps freed memory for the next array, and joins freed pieces at once. To be called before any thread is started.
    static func apply() {
        mallopt(M_MMAP_THRESHOLD, 8 << 20)
        mallopt(M_TRIM_THRESHOLD, 32 << 20)
        mallopt(M_TOP_PAD, 4 << 20)
        mallopt(M_MXFAST, 0)
    }
}
