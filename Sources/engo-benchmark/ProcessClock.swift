#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Processor time of this process, all threads: unlike wall time, it does not count what other programs take.
enum ProcessClock {
    /// Seconds since the process started.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// What one run of `body` takes: the median of at least `least` runs, repeated for about `duration` seconds.
    static func median(least: Int = 3, for duration: Double = 0.3, _ body: () throws -> Void) rethrows -> Double {
        var samples: [Double] = []
        let start = seconds
        while samples.count < least || seconds - start < duration {
            let begin = seconds
            try body()
            samples.append(seconds - begin)
        }
        samples.sort()
        return samples[samples.count / 2]
    }
}
