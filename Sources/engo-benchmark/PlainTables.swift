import Foundation

/// The baseline of an import: the `sqlite3` shell takes the same CSV into tables of text and indexes them.
///
/// It checks, locates, scores and remembers nothing; what it does is the least of an import that can be asked questions
/// afterwards. Each file is one transaction, brought to disk as SQLite does by default.
struct PlainTables {
    /// The `sqlite3` shell.
    let shell: String
    /// The database, made by the first import.
    let path: String
    /// With a write-ahead log, as the workspace has it; without, with SQLite's default journal.
    let hasWriteAheadLog: Bool

    /// The `sqlite3` of the search path, or nil.
    static var installedShell: String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/sqlite3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    func importResidents(_ file: RegisterFile) throws -> ProcessCost {
        try importFile(
            file, into: "residents",
            indexes: [
                #"CREATE UNIQUE INDEX resident_number ON residents("宛名番号")"#,
                #"CREATE INDEX household_number ON residents("世帯番号")"#,
            ])
    }

    func importNeeds(_ file: RegisterFile) throws -> ProcessCost {
        try importFile(file, into: "needs", indexes: [#"CREATE INDEX need_of_resident ON needs("宛名番号")"#])
    }

    private func importFile(_ file: RegisterFile, into table: String, indexes: [String]) throws -> ProcessCost {
        // Left to itself, the shell makes columns that turn numbers into integers and lose their leading zeros.
        let columns = file.columns.map { "\"\($0)\" TEXT" }.joined(separator: ", ")
        let cost = try sql(
            ["PRAGMA journal_mode = \(hasWriteAheadLog ? "WAL" : "DELETE")", "CREATE TABLE \(table)(\(columns))"]
                + [".import --csv --skip 1 \"\(file.path)\" \(table)"] + indexes)
        // The shell goes on after a row that it cannot take, so the rows are counted.
        _ = try sql([
            "CREATE TEMP TABLE expected(rows CHECK (rows = \(file.rows)))",
            "INSERT INTO expected SELECT count(*) FROM \(table)",
        ])
        return cost
    }

    private func sql(_ commands: [String]) throws -> ProcessCost {
        guard let cost = MeasuredProcess.run(shell, ["-batch", "-bail", path] + commands) else {
            throw BenchmarkError.baselineFailed
        }
        return cost
    }
}
