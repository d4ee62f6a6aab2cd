#if canImport(Glibc)
    import Glibc
#endif

extension UnsafeMutableRawBufferPointer {
    /// Bytes of a large page on the machines that have them in this size; elsewhere the hint is only placed less well.
    private static let pageSize = 1 << 21

    /// Asks the system to back memory that is about to be filled with large pages: a column of a city is then fetched a dozen times
    /// instead of thousands of times, which was a sixth of a list. A hint: nothing depends on it.
    package func useLargePages() {
        #if canImport(Glibc)
            let start = (Int(bitPattern: baseAddress) + Self.pageSize - 1) & -Self.pageSize
            let end = (Int(bitPattern: baseAddress) + count) & -Self.pageSize
            guard start < end, let first = UnsafeMutableRawPointer(bitPattern: start) else { return }
            madvise(first, end - start, Int32(MADV_HUGEPAGE))
        #endif
    }
}
