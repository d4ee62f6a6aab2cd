/// SpatiaLite in the `sqlite3` shell: points stored from south to north, an R*Tree, the area cut into pieces of at most 64 vertices.
struct SpatiaLitePeer: Peer {
    /// The `sqlite3` shell.
    let shell: String
    /// What the shell loads, by name or path.
    let extensionName: String
    /// The file, made by the load.
    let database: String

    let name = "SpatiaLite"

    /// Memory for the file instead of reads, none for a journal; what the statements say of it is not part of an answer.
    private var start: String {
        """
        .load "\(extensionName)"
        .output /dev/null
        PRAGMA mmap_size = 8000000000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -262144;
        .output

        """
    }

    var versionScript: String { start + "SELECT spatialite_version();\n" }

    func loadScript(households: String, persons: String) -> String {
        start + """
            .output /dev/null
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TEMP TABLE loaded(id INTEGER, number TEXT, score INTEGER, member_count INTEGER, longitude REAL,
                latitude REAL);
            CREATE TEMP TABLE loaded_person(household INTEGER);
            .import --csv "\(households)" loaded
            .import --csv "\(persons)" loaded_person
            CREATE TABLE household(place INTEGER PRIMARY KEY, id INTEGER, number TEXT, score INTEGER,
                member_count INTEGER, longitude REAL, latitude REAL, position BLOB);
            INSERT INTO household(id, number, score, member_count, longitude, latitude, position)
                SELECT *, MakePoint(longitude, latitude, 4326) FROM loaded ORDER BY latitude, longitude, id;
            CREATE TEMP TABLE renumbered(id INTEGER PRIMARY KEY, place INTEGER);
            INSERT INTO renumbered SELECT id, place FROM household ORDER BY id;
            CREATE TABLE person(household INTEGER);
            INSERT INTO person SELECT place FROM loaded_person JOIN renumbered ON id = household ORDER BY place;
            CREATE INDEX person_household ON person(household);
            CREATE VIRTUAL TABLE household_tree USING rtree(place, west, east, south, north);
            INSERT INTO household_tree
                SELECT place, longitude, longitude, latitude, latitude FROM household ORDER BY place;
            ANALYZE;

            """
    }

    /// A point on a cut lies in two pieces: places are gathered as a set, which also fetches the rows in their order.
    func question(_ area: RiverArea, _ counts: MemberCounts) -> String {
        let cuts = area.wellKnownPolygons.map { polygon in
            "INSERT INTO part SELECT ST_Subdivide(GeomFromText('POLYGON\(polygon)', 4326), 64);\n"
        }
        let members =
            switch counts {
            case .column: "member_count"
            case .persons: "(SELECT count(*) FROM person WHERE person.household = household.place)"
            }
        return start + "CREATE TEMP TABLE part(geometry BLOB);\nBEGIN;\n" + cuts.joined() + """
            COMMIT;
            CREATE TEMP TABLE piece AS
                WITH numbered(part, number, count) AS (
                    SELECT rowid, 1, NumGeometries(geometry) FROM part
                    UNION ALL
                    SELECT part, number + 1, count FROM numbered WHERE number < count)
                SELECT GeometryN(geometry, number) AS piece FROM numbered JOIN part ON part.rowid = numbered.part;
            SELECT number, score, \(members), longitude, latitude FROM household
                WHERE place IN (
                    SELECT candidate.place FROM piece
                        CROSS JOIN household_tree tree ON tree.west <= MbrMaxX(piece) AND tree.east >= MbrMinX(piece)
                            AND tree.south <= MbrMaxY(piece) AND tree.north >= MbrMinY(piece)
                        CROSS JOIN household candidate ON candidate.place = tree.place
                        WHERE ST_Intersects(piece, candidate.position))
                ORDER BY score DESC, number;

            """
    }

    func run(script: String, output: String) -> Double? {
        MeasuredProcess.run(shell, ["-batch", "-bail", "-csv", database], input: script, output: output)?.seconds
    }
}
