import ArgumentParser

/// Feeds the readers of untrusted bytes with what no file should hold; see `Docs/fuzzing.md`.
@main
enum EngoFuzz {
    static func main() {
        #if ENGO_LIBFUZZER
            CoverageFuzzing.main()
        #else
            FuzzCommand.main()
        #endif
    }
}
