#if ENGO_LIBFUZZER
    import Foundation

    /// Fuzzes one target guided by coverage: `engo-fuzz TARGET [options of libFuzzer] [folders]`.
    enum CoverageFuzzing {
        static func main() {
            var arguments = Array(CommandLine.arguments.dropFirst())
            guard let target = FuzzTarget.all.first(where: { $0.name == arguments.first }),
                let dictionary = try? Self.dictionary(of: target)
            else {
                refuse("engo-fuzz TARGET [options of libFuzzer] [folders]")
            }
            arguments[0] = CommandLine.arguments[0]
            arguments.insert(contentsOf: ["-max_len=\(target.longest)", "-dict=\(dictionary)"], at: 1)
            var count = Int32(arguments.count)
            // libFuzzer keeps them until the process ends.
            var pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = .allocate(capacity: arguments.count + 1)
            for (index, argument) in arguments.enumerated() { pointers?[index] = strdup(argument) }
            pointers?[arguments.count] = nil
            // A function for libFuzzer captures nothing, so there is one for each target.
            let function: LibFuzzer.Function =
                switch target.name {
                case "csv": { LibFuzzer.check(.csv, $0, $1) }
                case "date": { LibFuzzer.check(.date, $0, $1) }
                case "geojson": { LibFuzzer.check(.geoJSON, $0, $1) }
                case "wkt": { LibFuzzer.check(.wellKnownText, $0, $1) }
                case "shapefile": { LibFuzzer.check(.shapefile, $0, $1) }
                case "geopackage": { LibFuzzer.check(.geoPackage, $0, $1) }
                case "flatgeobuf": { LibFuzzer.check(.flatGeobuf, $0, $1) }
                case "condition": { LibFuzzer.check(.condition, $0, $1) }
                case "cql2": { LibFuzzer.check(.cql2, $0, $1) }
                case "profile": { LibFuzzer.check(.profile, $0, $1) }
                case "pmtiles": { LibFuzzer.check(.tilePack, $0, $1) }
                case "field": { LibFuzzer.check(.field, $0, $1) }
                default: refuse("no function for the target \(target.name)")
                }
            exit(LibFuzzer.run(&count, &pointers, function))
        }

        private static func refuse(_ reason: String) -> Never {
            FileHandle.standardError.write(Data((reason + "\n").utf8))
            exit(64)
        }

        /// A file with the target's tokens as libFuzzer reads them.
        private static func dictionary(of target: FuzzTarget) throws -> String {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("engo-fuzz-\(target.name).dict")
            let lines = target.tokens.map { token in
                "\"" + token.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\"\n"
            }
            try Data(lines.joined().utf8).write(to: file)
            return file.path
        }
    }

    /// What the toolchain's libFuzzer takes and calls.
    enum LibFuzzer {
        typealias Function = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

        /// Ends the process where a promise is broken, which libFuzzer takes for a crash.
        static func check(_ target: FuzzTarget, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
            do {
                _ = try target.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            } catch {
                FileHandle.standardError.write(Data("broken promise: \(error.promise)\n".utf8))
                abort()
            }
        }

        static func run(
            _ count: inout Int32, _ arguments: inout UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
            _ function: Function
        ) -> Int32 {
            runDriver(&count, &arguments, function)
        }
    }

    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ function: LibFuzzer.Function
    ) -> Int32

    /// libFuzzer's own `main` wants this name; the one of this program runs instead and names the target's function.
    @_cdecl("LLVMFuzzerTestOneInput")
    func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 { 0 }
#endif
