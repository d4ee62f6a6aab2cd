import Foundation
import Testing

/// Every output path for every audience, on people who agreed, refused, were not asked, are protected, or died: planted names are
/// looked for in every byte that comes out.
@Suite struct DisclosureMatrixTests {
    /// One audience on one basis, whom it may see, and which of their facts.
    struct Reader: Sendable, CustomStringConvertible {
        let audience: String
        let basis: String
        let people: Set<String>
        let facts: Set<Fact>
        /// Data sets by the names of the rules.
        let data: Set<String>
        /// Whether it leaves as a package only.
        var isSealedOnly = false

        var description: String { "\(audience) on \(basis)" }
        var options: [String] { ["--audience", audience, "--basis", basis, "--reason", "点検"] }
    }

    enum Fact: CaseIterable, Sendable { case name, kana, birth, number, phone, address, diagnosis }

    struct Person: Sendable {
        let key: String
        let number: String
        let household: String
        let name: String
        let kana: String
        let birth: String
        let phone: String
        let address: String
        let position: String
        let diagnosis: String

        func token(_ fact: Fact) -> String {
            switch fact {
            case .name: name
            case .kana: kana
            case .birth: birth
            case .number: number
            case .phone: phone
            case .address: address
            case .diagnosis: diagnosis
            }
        }
    }

    static let people = [
        person("agreed", 1, "甲野同意", "コウノドウイ", "要介護,要介護3", "要介護3"),
        person("spouse", 2, household: 1, "甲野同居", "コウノドウキョ", "", "無し無し無し"),
        person("refused", 3, "乙川拒否", "オツカワキョヒ", "精神,3級", "精神3級"),
        person("unanswered", 4, "丙山未答", "ヘイヤマミトウ", "療育,A", "療育A"),
        person("protected", 5, "丁田保護", "テイダホゴ", "身体,1級", "身体1級"),
        person("child", 6, household: 5, "丁田同居", "テイダドウキョ", "", "無し無し無し"),
        person("well", 7, "戊谷健康", "ボタニケンコウ", "", "無し無し無し"),
        person("dead", 8, "己島故人", "キジマコジン", "", "無し無し無し"),
        person("nowhere", 9, "庚岡不明", "コウオカフメイ", "精神,2級", "精神2級", located: false),
    ]

    private static func person(
        _ key: String, _ n: Int, household: Int? = nil, _ name: String, _ kana: String, _ need: String,
        _ diagnosis: String, located: Bool = true
    ) -> (person: Person, need: String) {
        let home = household ?? n
        return (
            Person(
                key: key, number: "7770000\(n)", household: "8880000\(home)", name: name, kana: kana,
                birth: "19\(30 + n)-0\(n)-1\(n)", phone: "070-5550-990\(n)", address: "試験町\(home)丁目77\(home)番",
                position: located ? "135.1\(home),34.2\(home)" : ",", diagnosis: diagnosis), need
        )
    }

    private static let all = Set(people.map(\.person.key)).subtracting(["dead"])
    private static let outside = all.subtracting(["protected", "child"])
    static let readers = [
        Reader(
            audience: "headquarters", basis: "act-49-11-1", people: all, facts: Set(Fact.allCases),
            data: ["lists", "explanations", "counts", "addresses", "changes", "policies", "workspace"]),
        Reader(
            audience: "welfare-office", basis: "act-49-11-1", people: outside, facts: Set(Fact.allCases),
            data: ["lists", "explanations", "counts"]),
        Reader(
            audience: "peacetime-partner", basis: "act-49-11-2", people: ["agreed", "nowhere"],
            facts: [.name, .kana, .birth, .phone, .address, .diagnosis], data: ["lists"]),
        Reader(
            audience: "peacetime-partner", basis: "ordinance", people: ["agreed", "nowhere", "unanswered"],
            facts: [.name, .kana, .birth, .phone, .address, .diagnosis], data: ["lists"]),
        Reader(
            audience: "disaster-reserve", basis: "act-49-11-1", people: ["refused", "unanswered"],
            facts: [.name, .kana, .phone, .address], data: ["lists"], isSealedOnly: true),
        Reader(
            audience: "disaster-responder", basis: "act-49-11-3", people: outside,
            facts: [.name, .kana, .phone, .address], data: ["lists"]),
        Reader(
            audience: "shelter-desk", basis: "act-49-11-3", people: outside, facts: [.name, .kana], data: ["lists"]),
        Reader(audience: "public", basis: "act-49-11-1", people: [], facts: [], data: ["counts"]),
    ]

    /// One way out: the verb with its options, and the kind of data that it gives.
    struct Path: Sendable {
        let data: String
        let arguments: [String]
        /// Whether every visible person stands in it.
        let isWhole: Bool
        /// Whether it goes to a phone in the field, on which no protected person must be.
        var isForThePhone: Bool { arguments.prefix(2) == ["incident", "field"] }
        /// Whether it is for those alone who may see everybody but the protected.
        var isOfEverybody: Bool { arguments[0] == "incident" && data == "lists" }

        /// The package that it writes; nil when nothing is sealed.
        var package: String? { arguments.first { $0.hasSuffix(".age") } }
        var isSealed: Bool { package != nil || isSealedBackup }
        var isSealedBackup: Bool { arguments.contains("out.sealed") }
        /// Whether it takes the word for unencrypted output.
        var takesPlain: Bool { data != "counts" && !isSealed && arguments.prefix(2) != ["dictionary", "correct"] }

        init(_ data: String, _ line: String, isWhole: Bool = false) {
            self.data = data
            arguments = line.split(separator: " ").map(String.init)
            self.isWhole = isWhole
        }
    }

    static var paths: [Path] {
        let area = "--area area.geojson"
        var paths = ["table --rows members", "csv --rows members --encoding utf-8", "json", "geojson"].map {
            Path("lists", "list w.engo \(area) --include all --format \($0)", isWhole: true)
        }
        paths += ["table", "csv", "csv --encoding cp932", "csv --lang en"].map {
            Path("lists", "list w.engo \(area) --format \($0)")
        }
        paths += [
            Path("lists", "list w.engo --bbox 135,34,136,35 --limit 1 --time daytime"),
            Path("lists", "list w.engo \(area) --reasons --format json"),
            Path("lists", "export w.engo \(area) --output out.geojson --include all"),
            Path("lists", "export w.engo \(area) --output out.csv --rows members --include all"),
            Path(
                "lists", "export w.engo \(area) --output out.age --seal-passphrase-file pass --include all",
                isWhole: true),
            Path("lists", "export w.engo \(area) --output out.gpkg --include all", isWhole: true),
            Path("lists", "print w.engo \(area) --include all --output out.html", isWhole: true),
            Path("lists", "print w.engo \(area) --paper a3 --lang en --output out.html"),
            Path(
                "lists", "print w.engo \(area) --include all --output out.html.age --seal-passphrase-file pass",
                isWhole: true),
            Path("lists", "incident status w.engo 1"),
            Path("lists", "incident status w.engo 1 --format json"),
            Path("lists", "incident status w.engo 1 --output out.csv"),
            Path("lists", "incident history w.engo 1"),
            Path("lists", "incident history w.engo 1 --json"),
            Path("lists", "incident field w.engo 1 --team A班 --output out.html"),
            Path("lists", "incident field w.engo 1 --team A班 --output out.age --seal-passphrase-file pass"),
            Path("lists", "incident merge w.engo 1 back.csv"),
            Path("addresses", "dictionary unresolved w.engo"),
            Path("addresses", "dictionary unresolved w.engo --format csv --output out.csv"),
            Path("addresses", "dictionary corrections w.engo --format json"),
            Path("addresses", "locate w.engo --dry-run --moved out.csv"),
            Path("changes", "generations diff w.engo --from 2 --to 3 --output out.csv"),
            Path("changes", "import residents w.engo before.csv --dry-run --changes out.csv"),
            Path("changes", "import needs w.engo fewer.csv --dry-run --full --shrink-limit 100 --changes out.csv"),
            Path("workspace", "audit records w.engo --line 10"),
            Path("policies", "policy compare w.engo current shipped:sayama --format csv"),
            Path("policies", "policy sensitivity w.engo --list --format json"),
            Path("workspace", "backup w.engo --output out.backup"),
            Path("workspace", "backup w.engo --output out.sealed --seal-passphrase-file pass"),
        ]
        for format in ["table", "csv", "json"] {
            paths.append(Path("counts", "report w.engo \(area) --format \(format)"))
        }
        for format in ["table", "csv", "html"] {
            paths.append(Path("counts", "incident report w.engo 1 --format \(format)"))
        }
        for format in ["table", "csv", "json", "geojson", "html", "markdown"] {
            paths.append(Path("counts", "predict w.engo --format \(format)"))
        }
        for household in Set(people.map(\.person.household)).sorted() {
            for format in ["text", "json"] {
                paths.append(Path("explanations", "explain w.engo --household \(household) --format \(format)"))
            }
        }
        // It asks for the address of a household, and changes the workspace: last.
        paths.append(Path("addresses", "dictionary correct w.engo --household 88800009 --point 135.14,34.24"))
        return paths
    }

    static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("tmp"), withIntermediateDirectories: false)
        func register(_ keys: Set<String>) -> String {
            "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,電話番号,経度,緯度\n"
                + people.map(\.person).filter { keys.contains($0.key) }.map {
                    "\($0.number),\($0.household),\($0.name),\($0.kana),\($0.birth),女,"
                        + ($0.key == "spouse" || $0.key == "child" ? "子" : "世帯主")
                        + ",\($0.address),\($0.phone),\($0.position)\n"
                }.joined()
        }
        _ = try folder.write("before.csv", register(all.union(["dead"])))
        _ = try folder.write("after.csv", register(all))
        _ = try folder.write(
            "needs.csv",
            "宛名番号,区分,程度\n"
                + people.filter { !$0.need.isEmpty }.map { "\($0.person.number),\($0.need)\n" }.joined())
        _ = try folder.write("fewer.csv", "宛名番号,区分,程度\n77700003,精神,2級\n")
        _ = try folder.write(
            "consent.csv", "宛名番号,同意\n77700001,同意\n77700003,不同意\n77700004,未回答\n77700009,同意\n77700008,同意\n")
        _ = try folder.write("protection.csv", "宛名番号,措置\n77700005,支援措置\n")
        _ = try folder.write("back.csv", "対応番号,報告\n1,\n")
        _ = try folder.write("pass", "correct horse battery staple\n")
        _ = try folder.write("area.geojson", Self.square(#""properties":{}"#))
        _ = try folder.write("hazard.geojson", Self.square(#""properties":{"A31a_205":"3"}"#))
        _ = try folder.write("points.csv", "住所,経度,緯度\n試験県試験市試験町1番1号,135.1,34.2\n")
        for line in [
            "init w.engo --name 試験市 --code 302015", "dictionary build w.engo --points points.csv",
            "import residents w.engo before.csv",
            "import residents w.engo after.csv --shrink-limit 100", "import needs w.engo needs.csv",
            "import consent w.engo consent.csv",
            "import protection w.engo protection.csv", "import hazard w.engo hazard.geojson --name 想定",
            "activation declare w.engo --event 洪水 --by 市長",
            // The tenth line of the log: a release whose people can be asked for.
            "list w.engo --area area.geojson --audience headquarters --basis act-49-11-1 --plain",
            "incident open w.engo --name 台風 --area area.geojson --include all --audience headquarters --basis act-49-11-1",
            "incident assign w.engo 1 --team A班 --untouched --audience headquarters --basis act-49-11-1",
            "incident record w.engo 1 --number 1 --state evacuated --audience headquarters --basis act-49-11-1",
        ] {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            try #require(run.exitCode == 0, "\(line): \(run.errors)")
        }
        return folder
    }

    private static func square(_ properties: String) -> String {
        """
        {"type":"FeatureCollection","features":[{"type":"Feature",\(properties),"geometry":{"type":"Polygon",\
        "coordinates":[[[135.05,34.15],[135.35,34.15],[135.35,34.35],[135.05,34.35],[135.05,34.15]]]}}]}
        """
    }

    @Test(arguments: readers)
    func nobodySeesMoreOrLessThanTheRulesSay(reader: Reader) throws {
        let folder = try Self.workspace()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        var released = 0
        for path in Self.paths {
            let place = "\(reader): \(path.arguments.joined(separator: " "))"
            let log = try Self.lines(folder)
            let run = try Program.run(
                path.arguments + reader.options + (path.takesPlain ? ["--plain"] : []),
                in: folder.url, environment: ["TMPDIR": folder.path("tmp")])
            let hidden = Self.people.filter { !reader.people.contains($0.person.key) }.map(\.person)
            let asksHidden =
                path.data == "explanations"
                && !Self.people.contains {
                    path.arguments.contains($0.person.household) && reader.people.contains($0.person.key)
                }
            let expected: Int32 =
                !reader.data.contains(path.data) || reader.isSealedOnly && !path.isSealed
                    || path.isOfEverybody && !reader.people.isSuperset(of: Self.outside)
                    || path.isForThePhone && reader.people == Self.all ? 77 : asksHidden ? 65 : 0
            #expect(run.exitCode == expected, "\(place): \(run.errors)")

            let written = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
                $0.hasPrefix("out")
            }
            var bytes = run.output
            for file in written { bytes += try folder.data(file) }
            if let package = path.package, written.contains(package) {
                bytes += try Self.opened(package, folder, place)
            }
            // Whoever asks for somebody unknown gets nothing and is refused nothing.
            if expected != 65 {
                #expect(try Self.lines(folder).count > log.count, "\(place) left no entry")
            }
            if expected == 0 {
                released += 1
            } else {
                #expect(bytes.isEmpty, "\(place)")
            }
            // A whole workspace and the differences of generations are for those who see everything.
            if path.data != "workspace", path.data != "changes" {
                for person in hidden {
                    // Whoever lives with somebody who is shown has the same address.
                    let isHome = Self.people.contains {
                        $0.person.household == person.household && reader.people.contains($0.person.key)
                    }
                    for fact in Fact.allCases where fact != .address || !isHome {
                        #expect(!bytes.holds(person.token(fact)), "\(place): \(fact) of \(person.key)")
                    }
                    if !isHome { #expect(!bytes.holds(person.household), "\(place)") }
                }
                for person in Self.people.map(\.person) {
                    for fact in Fact.allCases where !reader.facts.contains(fact) {
                        #expect(!bytes.holds(person.token(fact)), "\(place): \(fact) of \(person.key)")
                    }
                    if !reader.facts.contains(.number) { #expect(!bytes.holds(person.household), "\(place)") }
                }
            }
            if path.isWhole, expected == 0 {
                for person in Self.people.map(\.person) where reader.people.contains(person.key) {
                    #expect(bytes.holds(person.name), "\(place) lacks \(person.key)")
                }
            }
            if path.isSealedBackup {
                for person in Self.people.map(\.person) { #expect(!bytes.holds(person.name), "\(place)") }
            }
            for person in Self.people.map(\.person) {
                for fact in [Fact.name, .kana, .birth, .phone, .address] {
                    #expect(!run.errors.contains(person.token(fact)), "\(place): standard error")
                }
            }
            for file in written { try FileManager.default.removeItem(atPath: folder.path(file)) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("tmp")).isEmpty, "\(place)")
        }
        #expect(released > (reader.isSealedOnly ? 0 : 2))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
            !$0.hasSuffix("-audit-head")
        }
        #expect(Set(left).subtracting(files) == (files.contains("w.engo-audit") ? [] : ["w.engo-audit"]))
        let log = try folder.data("w.engo-audit")
        for person in Self.people.map(\.person) {
            for fact in [Fact.name, .kana, .birth, .phone, .address, .number] {
                #expect(!log.holds(person.token(fact)), "the log holds \(fact)")
            }
        }
        #expect(try Program.run(["audit", "verify", "w.engo"], in: folder.url).exitCode == 0)
    }

    /// A protected household shows in no number that leaves, and its absence is told to the operator alone.
    @Test func theNumbersTellNothingOfProtectedHouseholds() throws {
        let folder = try Self.workspace()
        let responder = try #require(Self.readers.first { $0.audience == "disaster-responder" })
        let run = try Program.run(
            ["list", "w.engo", "--area", "area.geojson", "--format", "json", "--plain"] + responder.options,
            in: folder.url)
        let answer = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        let summary = try #require(answer["summary"] as? [String: Any])
        #expect(summary["households_inside"] as? Int == 4 && summary["households_registered"] as? Int == 5)
        #expect(summary["persons_inside"] as? Int == 5)
        #expect(run.errors.contains("1 households with protected persons are left out"))
        let entry = try #require(try Self.lines(folder).last)
        #expect(entry.contains(#""withheld":1"#) && entry.contains(#""activation":1"#))
        // Those who see everybody see the mark.
        let headquarters = try Program.run(
            ["list", "w.engo", "--area", "area.geojson", "--format", "csv", "--encoding", "utf-8", "--plain"]
                + Self.readers[0].options,
            in: folder.url)
        #expect(headquarters.text.components(separatedBy: "要保護").count == 2)
    }

    @Test func whatIsWithheldCannotBeAskedFor() throws {
        let folder = try Self.workspace()
        let cases = [
            ("disaster-responder", "--min-score 10", Int32(77)), ("disaster-responder", "--need 要介護", 77),
            ("disaster-responder", "--hazard-order", 77), ("disaster-responder", "--band A", 0),
            ("peacetime-partner", "--band A", 77), ("shelter-desk", "--band A", 77), ("shelter-desk", "--need 車椅子", 77),
            ("welfare-office", "--min-score 10", 0),
        ]
        for (audience, question, code) in cases {
            let reader = try #require(Self.readers.first { $0.audience == audience })
            let run = try Program.run(
                ["list", "w.engo", "--area", "area.geojson", "--plain"]
                    + question.split(separator: " ").map(String.init)
                    + reader.options, in: folder.url)
            #expect(run.exitCode == code, "\(audience) \(question): \(run.errors)")
        }
    }

    @Test func theDisasterBasisEndsWithTheDeclaration() throws {
        let folder = try Self.workspace()
        let responder = try #require(Self.readers.first { $0.audience == "disaster-responder" })
        let list = ["list", "w.engo", "--area", "area.geojson", "--plain"] + responder.options
        #expect(try Program.run(list, in: folder.url).exitCode == 0)
        #expect(try Program.run(["activation", "end", "w.engo", "1"], in: folder.url).exitCode == 0)
        let run = try Program.run(list, in: folder.url)
        #expect(run.exitCode == 77 && run.errors.contains("activation declare") && run.output.isEmpty)
        #expect(try Program.run(["activation", "end", "w.engo", "1"], in: folder.url).exitCode == 65)
        // A declaration for one place opens that place.
        _ = try folder.write(
            "corner.geojson", Self.square(#""properties":{}"#).replacing("135.35", with: "135.125"))
        for line in [
            "area save w.engo 西の端 --area corner.geojson", "activation declare w.engo --event 洪水 --by 市長 --area 西の端",
        ] {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
        }
        let names = try Program.run(list + ["--rows", "members"], in: folder.url).text
        #expect(names.contains("甲野同意") && !names.contains("乙川拒否"))
        let changed = try Program.run(["area", "remove", "w.engo", "西の端"], in: folder.url)
        #expect(changed.exitCode == 65)
    }

    /// Every byte of a package.
    private static func opened(_ package: String, _ folder: TemporaryFolder, _ place: String) throws -> Data {
        let run = try Program.run(
            ["open", package, "--passphrase-file", "pass", "--output", "out.d"], in: folder.url)
        #expect(run.exitCode == 0, "\(place): \(run.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("out.d"))
        let bytes = try files.reduce(into: run.output) { $0 += try folder.data("out.d/" + $1) }
        try FileManager.default.removeItem(atPath: folder.path("out.d"))
        return bytes
    }

    private static func lines(_ folder: TemporaryFolder) throws -> [String] {
        guard let log = try? folder.data("w.engo-audit") else { return [] }
        return String(decoding: log, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

extension Data {
    /// Whether the text stands in the bytes, as UTF-8 or as Shift_JIS.
    func holds(_ text: String) -> Bool {
        if range(of: Data(text.utf8)) != nil { return true }
        return text.data(using: .shiftJIS).map { range(of: $0) != nil } ?? false
    }
}
