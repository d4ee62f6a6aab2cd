import Foundation

/// PostGIS behind `psql`: points stored in the order of its own curve, a GiST index, the area cut into pieces of at most 64
/// vertices, no parallel workers and no compilation of queries.
///
/// What is measured is the server's process for a fresh connection, from its start to the end of the answer, as it tells itself:
/// the role must be allowed to read the server's files.
struct PostGISPeer: Peer {
    let client: String
    /// A connection string; empty without a database, in which case the peer is not there.
    let connection: String
    /// Takes what the server's process tells of itself.
    let costFile: String

    let name = "PostGIS"

    /// Processor nanoseconds of the process so far come first in it.
    private static let clock = "pg_read_file('/proc/self/schedstat')"

    /// Ends every script.
    private var tell: String { "\\o \(costFile.quotedForSQL)\nSELECT \(Self.clock);\n" }

    /// Everything stands in a schema of this name, which a load makes anew.
    private static let start = """
        SET client_min_messages = error;
        SET search_path = engo_peers, public;
        SET jit = off;
        SET max_parallel_workers_per_gather = 0;
        SET work_mem = '256MB';

        """

    var versionScript: String {
        """
        SELECT postgis_lib_version() || ', shared buffers ' || current_setting('shared_buffers')
            WHERE \(Self.clock) <> '';

        """ + tell
    }

    func loadScript(households: String, persons: String) -> String {
        Self.start + """
            DROP SCHEMA IF EXISTS engo_peers CASCADE;
            CREATE SCHEMA engo_peers;
            CREATE TABLE loaded(id integer, number text COLLATE "C", score integer, member_count integer,
                longitude double precision, latitude double precision);
            \\copy loaded FROM \(households.quotedForSQL) CSV
            CREATE TABLE household AS
                SELECT *, ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geometry(Point, 4326) AS position
                FROM loaded ORDER BY position;
            DROP TABLE loaded;
            CREATE INDEX ON household USING gist(position);
            CREATE TABLE person(household integer);
            \\copy person FROM \(persons.quotedForSQL) CSV
            CREATE INDEX ON person(household);
            VACUUM (ANALYZE) household;
            VACUUM (ANALYZE) person;

            """ + tell
    }

    /// A point on a cut lies in two pieces. Persons are counted in the index, one hit after the other: to group those of all hits
    /// at once took longer.
    func question(_ area: RiverArea, _ counts: MemberCounts) -> String {
        let members =
            switch counts {
            case .column: "member_count"
            case .persons: "(SELECT count(*) FROM person WHERE person.household = household.id) AS member_count"
            }
        return Self.start + """
            COPY (
                WITH piece AS MATERIALIZED (
                    SELECT ST_Subdivide(ST_GeomFromText('\(area.wellKnownText)', 4326), 64) AS piece)
                SELECT DISTINCT number, score, \(members), longitude, latitude
                FROM piece JOIN household ON ST_Intersects(piece, position)
                ORDER BY score DESC, number
            ) TO STDOUT CSV;

            """ + tell
    }

    func run(script: String, output: String) -> Double? {
        guard !connection.isEmpty else { return nil }
        let options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", connection]
        guard MeasuredProcess.run(client, options, input: script, output: output) != nil else { return nil }
        let told = try? String(contentsOfFile: costFile, encoding: .utf8)
        return told?.split(separator: " ").first.flatMap { Double($0) }.map { $0 / 1e9 }
    }
}
