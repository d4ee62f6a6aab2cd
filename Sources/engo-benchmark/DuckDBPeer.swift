/// DuckDB with its spatial extension: points stored along a Hilbert curve, the area cut along a grid, all threads.
///
/// Scripts are SQL on the standard input alone, so that any program that reads them there can stand in for the shell.
struct DuckDBPeer: Peer {
    let program: String
    /// The file, made by the load.
    let database: String

    let name = "DuckDB"

    /// Cells of the grid along each side of the area's box: with 16 and 64 it took as long or longer.
    private static let gridLength = 32
    private static let toText = "TO '/dev/stdout' (FORMAT csv, HEADER false);\n"

    var versionScript: String { "LOAD spatial;\nCOPY (SELECT version()) " + Self.toText }

    func loadScript(households: String, persons: String) -> String {
        """
        LOAD spatial;
        ATTACH \(database.quotedForSQL) AS peer;
        USE peer;
        CREATE TABLE household AS
            SELECT *, ST_Point(longitude, latitude) AS position
            FROM read_csv(\(households.quotedForSQL), header = false, columns = {'id': 'INTEGER', 'number': 'VARCHAR',
                'score': 'INTEGER', 'member_count': 'INTEGER', 'longitude': 'DOUBLE', 'latitude': 'DOUBLE'});
        CREATE TABLE person AS
            SELECT * FROM read_csv(\(persons.quotedForSQL), header = false, columns = {'household': 'INTEGER'});
        CREATE INDEX person_household ON person(household);
        CHECKPOINT;

        """
    }

    /// A point on a line of the grid lies in two pieces. Persons are joined to the hits and grouped: a count for each hit took longer.
    func question(_ area: RiverArea, _ counts: MemberCounts) -> String {
        let answer =
            switch counts {
            case .column: "SELECT number, score, member_count, longitude, latitude FROM hit"
            case .persons:
                """
                SELECT number, score, count(person.household), longitude, latitude
                        FROM hit LEFT JOIN person ON person.household = hit.id GROUP BY ALL
                """
            }
        return """
            LOAD spatial;
            ATTACH \(database.quotedForSQL) AS peer (READ_ONLY);
            USE peer;
            COPY (
                WITH whole AS MATERIALIZED (SELECT ST_GeomFromText('\(area.wellKnownText)') AS area),
                part AS MATERIALIZED (SELECT UNNEST(ST_Dump(area), max_depth := 2) FROM whole),
                box AS (
                    SELECT ST_XMin(area) AS west, (ST_XMax(area) - ST_XMin(area)) / \(Self.gridLength) AS width,
                        ST_YMin(area) AS south, (ST_YMax(area) - ST_YMin(area)) / \(Self.gridLength) AS height
                    FROM whole),
                cell AS MATERIALIZED (
                    SELECT ST_MakeEnvelope(west + x * width, south + y * height, west + (x + 1) * width,
                        south + (y + 1) * height) AS cell
                    FROM box, range(0, \(Self.gridLength)) a(x), range(0, \(Self.gridLength)) b(y)),
                piece AS MATERIALIZED (
                    SELECT ST_Intersection(geom, cell) AS piece FROM part JOIN cell ON ST_Intersects(geom, cell)),
                hit AS (
                    SELECT DISTINCT id, number, score, member_count, longitude, latitude
                    FROM household JOIN piece ON ST_Intersects(position, piece))
                \(answer)
                ORDER BY score DESC, number
            ) \(Self.toText)
            """
    }

    func run(script: String, output: String) -> Double? {
        MeasuredProcess.run(program, [], input: script, output: output)?.seconds
    }
}
