import Geospatial

/// The options behind a subcommand: pairs of a name and a value.
struct BenchmarkOptions {
    private var values: [String: String] = [:]

    /// - Throws: ``BenchmarkError/usage`` for anything but `--name value` with a name from the list.
    init(_ arguments: some Sequence<String>, names: Set<String>) throws {
        var iterator = arguments.makeIterator()
        while let name = iterator.next() {
            guard names.contains(name), let value = iterator.next() else { throw BenchmarkError.usage }
            values[name] = value
        }
    }

    func text(_ name: String) throws -> String {
        guard let value = values[name] else { throw BenchmarkError.usage }
        return value
    }

    func text(_ name: String, default fallback: String) -> String { values[name] ?? fallback }

    /// Two values that come together; nil when neither is given.
    func pair(_ first: String, _ second: String) throws -> (String, String)? {
        if values[first] == nil, values[second] == nil { return nil }
        return (try text(first), try text(second))
    }

    /// A comma-separated list of numbers that are not smaller than `least`.
    func numbers(_ name: String, default fallback: [Int], least: Int) throws -> [Int] {
        guard let value = values[name] else { return fallback }
        let numbers = value.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? .min }
        guard numbers.allSatisfy({ $0 >= least && $0 <= 100_000_000 }) else { throw BenchmarkError.usage }
        return numbers
    }

    func number(_ name: String, default fallback: Int, least: Int) throws -> Int {
        let numbers = try numbers(name, default: [fallback], least: least)
        guard numbers.count == 1 else { throw BenchmarkError.usage }
        return numbers[0]
    }

    /// `W,S,E,N` in degrees; without it, a city of 22 by 18 kilometres.
    func box(_ name: String) throws -> BoundingBox {
        let parts = (values[name] ?? "135.05,34.15,135.29,34.31").split(separator: ",").map { Double($0) ?? .nan }
        guard parts.count == 4, parts[0] < parts[2], parts[1] < parts[3] else { throw BenchmarkError.usage }
        return BoundingBox(try Coordinate(longitude: parts[0], latitude: parts[1]))
            .union(BoundingBox(try Coordinate(longitude: parts[2], latitude: parts[3])))
    }
}
