/// Why a benchmark stops.
enum BenchmarkError: Error, CustomStringConvertible {
    case usage
    case resultsDiffer
    case cannotWrite(path: String)
    case programFailed(verb: String)
    case baselineFailed
    case workspaceFailed
    case notADrill
    case peerFailed(peer: String, script: String)

    var description: String {
        switch self {
        case .usage:
            """
            usage: engo-benchmark city --program FILE --folder NEW [--households N] [--vertices N]
                   engo-benchmark register --program FILE --folder NEW --households N [--abr DIR --code CODE] [--seed S] [--runs R]
                   engo-benchmark lists --program FILE --workspace W.engo [--vertices N,N,…] [--bbox W,S,E,N] [--limit N] [--seed S] [--runs R]
                   engo-benchmark peers --program FILE --workspace W.engo --folder NEW [--vertices N,N,…] [--bbox W,S,E,N] [--seed S] [--runs R]
                          [--sqlite3 FILE] [--spatialite EXTENSION] [--duckdb FILE] [--psql FILE --database CONNINFO]
                   engo-benchmark server --program FILE --server FILE --workspace W.engo --bbox W,S,E,N [--limit N] [--runs R]
                   engo-benchmark gate --workspace W.engo [--bbox W,S,E,N] [--audience NAME] [--runs R]
                   engo-benchmark audit --workspace NEW.engo [--entries N] [--seed S]
                   engo-benchmark packed --program FILE --workspace NEW.engo --households N [--bbox W,S,E,N] [--seed S]
                   engo-benchmark spatial [--households N] [--vertices N,N,…] [--bbox W,S,E,N] [--seed S]
                   engo-benchmark address --abr DIR [--geolonia FILE] [--records N] [--seed S]
                   engo-benchmark scoring [--persons N] [--seed S] [--program FILE --workspace W.engo]
                   engo-benchmark tiles [--vertices N,N,…] [--bbox W,S,E,N] [--seed S]
                   engo-benchmark area --vertices N --output FILE [--bbox W,S,E,N] [--seed S]
            """
        case .resultsDiffer: "two methods counted differently"
        case .cannotWrite(let path): "cannot write \(path)"
        case .programFailed(let verb): "engo \(verb) failed"
        case .workspaceFailed: "the tables of the workspace are not those of this benchmark"
        case .notADrill: "only the workspace of a drill is written out for other programs"
        case .peerFailed(let peer, let script): "\(peer) did not run \(script) to its end; run it by hand to see why"
        case .baselineFailed: "sqlite3 did not take the files"
        }
    }
}
