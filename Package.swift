// swift-tools-version: 6.2
import PackageDescription

// Continuous integration turns every warning of this package into an error; a user's newer compiler must not.
let isContinuousIntegration = Context.environment["CI"] != nil
let settings: [SwiftSetting] =
    [.enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility")]
    + (isContinuousIntegration ? [.treatAllWarnings(as: .error)] : [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto: [Target.Dependency] = [
    .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
]
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// The page of the map: `Sources/FeatureServer/Map`.
let mapFiles = [
    "map.html", "map.css", "main.js", "answer.js", "api.js", "canvas.js", "cells.js", "dialogs.js", "draw.js",
    "drawbar.js", "ground.js", "head.js", "legend.js", "lines.js", "list.js", "points.js", "question.js", "safe.js",
    "texts.js", "tiles.js", "towns.js", "views.js",
]
/// The pages of incidents: `Sources/FeatureServer/Incident`.
let incidentFiles = ["incident.js", "page.js", "returned.js"]

// One room per target; `Docs/architecture.md` says what each holds and what it may import, and
// `Tests/ArchitectureTests` compares every import with that table.
let package = Package(
    name: "engo",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "engo", targets: ["engo"]),
        // A product of its own, so that building `engo` does not wait for a server to be built.
        .executable(name: "engo-server", targets: ["engo-server"]),
        // No part of the program: `ProgramTests` start it with this preloaded.
        .library(name: "FaultInjection", type: .dynamic, targets: ["FaultInjection"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Header floods crashed servers before 2.100.0 (GHSA-rj37-6j9x-74q6).
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CProj", providers: [.apt(["libproj-dev"])]),
        // The C library's own heap, of which Swift's module of that library knows nothing.
        .systemLibrary(name: "CHeap"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Geospatial", swiftSettings: settings),
        .target(name: "Residents", dependencies: ["Geospatial"], swiftSettings: settings),
        .target(name: "Interchange", dependencies: ["Geospatial", "CZlib", yams], swiftSettings: settings),
        .target(
            name: "AreaFiles", dependencies: ["Geospatial", "Interchange", grdb, sqlite], swiftSettings: settings),
        .target(name: "Reprojection", dependencies: ["Geospatial", "CProj"], swiftSettings: settings),
        .target(
            name: "AddressDictionary", dependencies: ["Geospatial", "Interchange", "Reprojection"],
            swiftSettings: settings),
        .target(
            name: "SupportScoring", dependencies: ["Residents", "Interchange", crypto[0]],
            resources: [
                .embedInCode("Resources/default-policy.yaml"), .embedInCode("Resources/default-policy.cases.yaml"),
                .embedInCode("Resources/sayama-policy.yaml"), .embedInCode("Resources/sayama-policy.cases.yaml"),
            ], swiftSettings: settings),
        .target(name: "SpatialQuery", dependencies: ["Geospatial"], swiftSettings: settings),
        .target(name: "Places", dependencies: ["Geospatial", "Residents"], swiftSettings: settings),
        .target(name: "FieldSheets", dependencies: ["Geospatial", "Interchange"], swiftSettings: settings),
        .target(name: "Printing", swiftSettings: settings),
        .target(
            name: "Disclosure", dependencies: ["Interchange", crypto[0]],
            resources: [.embedInCode("Resources/disclosure-rules.yaml")], swiftSettings: settings),
        .target(
            name: "Incidents", dependencies: ["Residents", "SupportScoring"], swiftSettings: settings),
        .target(name: "Sealing", dependencies: crypto, swiftSettings: settings),
        .target(name: "Accounts", dependencies: crypto, swiftSettings: settings),
        .target(
            name: "Registry",
            dependencies: [
                "Geospatial", "Residents", "AddressDictionary", "SupportScoring", "SpatialQuery", "Places",
                "Disclosure", "Accounts", "Incidents", grdb, sqlite, crypto[0],
            ], swiftSettings: settings),
        .target(
            name: "VictimSupport",
            dependencies: [
                "Geospatial", "Residents", "Interchange", "AreaFiles", "Reprojection", "AddressDictionary",
                "SupportScoring", "SpatialQuery", "Places", "Disclosure", "Sealing", "Accounts", "Incidents",
                "Registry",
                "FilterLanguage", "FieldSheets",
            ],
            resources: [
                .embedInCode("Profiles/residents-usual.yaml"), .embedInCode("Profiles/residents-standard.yaml"),
                .embedInCode("Profiles/needs-usual.yaml"), .embedInCode("Profiles/needs-care-level.yaml"),
                .embedInCode("Profiles/needs-certificates.yaml"),
                .embedInCode("Field/field.css"), .embedInCode("Field/field.js"),
            ], swiftSettings: settings),
        .target(
            name: "Drill", dependencies: ["Residents", "Geospatial", "Interchange"], swiftSettings: settings),
        .executableTarget(
            name: "engo",
            dependencies: [
                "Geospatial", "Residents", "Interchange", "AreaFiles", "AddressDictionary", "SupportScoring",
                "SpatialQuery", "Places", "Disclosure", "Sealing", "Accounts", "Incidents", "Registry", "VictimSupport",
                "Drill", "FieldSheets", "Printing", "CHeap", argumentParser,
            ], swiftSettings: settings),
        .target(
            name: "FilterLanguage", dependencies: ["Geospatial", "Interchange"], swiftSettings: settings),
        .target(name: "VectorTiles", dependencies: ["Geospatial"], swiftSettings: settings),
        .target(
            name: "TilePacks", dependencies: ["Geospatial", "Interchange", grdb, sqlite], swiftSettings: settings),
        .target(
            name: "FeatureServer",
            dependencies: [
                "Geospatial", "Residents", "Interchange", "AreaFiles", "Reprojection", "SupportScoring",
                "SpatialQuery", "Places", "Disclosure", "Sealing", "Accounts", "Incidents", "Registry", "VictimSupport",
                "FilterLanguage", "VectorTiles", "TilePacks", hummingbird,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"), crypto[0],
            ],
            // The map page as it is served; a build step of its own would be one more thing to install.
            resources: mapFiles.map { .embedInCode("Map/\($0)") }
                + incidentFiles.map { .embedInCode("Incident/\($0)") },
            swiftSettings: settings),
        .executableTarget(
            name: "engo-server",
            dependencies: [
                "FeatureServer", "Disclosure", "Registry", "VictimSupport", "TilePacks", argumentParser, hummingbird,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings),
        .executableTarget(
            name: "engo-benchmark",
            dependencies: [
                "Geospatial", "Residents", "Interchange", "AddressDictionary", "SupportScoring", "SpatialQuery",
                "Disclosure", "Registry", "VictimSupport", "VectorTiles", "TestSupport", sqlite,
            ], swiftSettings: settings),
        .executableTarget(
            name: "engo-fuzz",
            dependencies: [
                "Geospatial", "Interchange", "AreaFiles", "SpatialQuery", "Residents", "Incidents", "VictimSupport",
                "FilterLanguage", "TilePacks", "TestSupport", argumentParser,
            ],
            swiftSettings: settings),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .target(name: "FaultInjection", path: "Tests/FaultInjection"),
        .testTarget(name: "GeospatialTests", dependencies: ["TestSupport", "Geospatial"], swiftSettings: settings),
        .testTarget(name: "ResidentsTests", dependencies: ["Residents"], swiftSettings: settings),
        .testTarget(
            name: "InterchangeTests", dependencies: ["TestSupport", "Interchange", "Geospatial"],
            swiftSettings: settings),
        .testTarget(
            name: "AreaFilesTests", dependencies: ["TestSupport", "AreaFiles", "Interchange", "Geospatial", grdb],
            swiftSettings: settings),
        .testTarget(name: "ReprojectionTests", dependencies: ["Reprojection", "Geospatial"], swiftSettings: settings),
        .testTarget(
            name: "AddressDictionaryTests",
            dependencies: ["TestSupport", "AddressDictionary", "Geospatial", "Interchange", "Reprojection"],
            swiftSettings: settings),
        .testTarget(
            name: "SupportScoringTests", dependencies: ["TestSupport", "SupportScoring", "Residents", "Interchange"],
            swiftSettings: settings),
        .testTarget(
            name: "SpatialQueryTests", dependencies: ["TestSupport", "SpatialQuery", "Geospatial"],
            swiftSettings: settings),
        .testTarget(name: "PlacesTests", dependencies: ["Places", "Geospatial", "Residents"], swiftSettings: settings),
        .testTarget(
            name: "FieldSheetsTests", dependencies: ["TestSupport", "FieldSheets", "Geospatial"],
            swiftSettings: settings),
        .testTarget(name: "PrintingTests", dependencies: ["Printing"], swiftSettings: settings),
        .testTarget(
            name: "DisclosureTests", dependencies: ["TestSupport", "Disclosure", "Interchange"], swiftSettings: settings
        ),
        .testTarget(
            name: "IncidentsTests", dependencies: ["TestSupport", "Incidents", "Residents", "SupportScoring"],
            swiftSettings: settings),
        .testTarget(name: "SealingTests", dependencies: ["TestSupport", "Sealing"], swiftSettings: settings),
        .testTarget(name: "AccountsTests", dependencies: ["TestSupport", "Accounts"], swiftSettings: settings),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "TestSupport",
                "Registry", "Residents", "Disclosure", "AddressDictionary", "Geospatial", "SupportScoring",
                "SpatialQuery", "Places", "Accounts",
                grdb,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "VictimSupportTests",
            dependencies: [
                "TestSupport",
                "VictimSupport", "Registry", "Disclosure", "Drill", "Residents", "Geospatial", "SpatialQuery",
                "SupportScoring", "AddressDictionary", "Interchange", "Places", "AreaFiles", "Reprojection", "Accounts",
                "Sealing", "FilterLanguage", "Incidents", "FieldSheets",
                grdb,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "DrillTests", dependencies: ["TestSupport", "Drill", "Interchange", "Geospatial"],
            swiftSettings: settings),
        .testTarget(
            name: "FilterLanguageTests", dependencies: ["TestSupport", "FilterLanguage", "Geospatial", "Interchange"],
            swiftSettings: settings),
        .testTarget(
            name: "VectorTilesTests", dependencies: ["TestSupport", "VectorTiles", "Geospatial"],
            swiftSettings: settings),
        .testTarget(
            name: "TilePacksTests", dependencies: ["TestSupport", "TilePacks", "Geospatial", "Interchange", grdb],
            swiftSettings: settings),
        .testTarget(
            name: "FeatureServerTests",
            dependencies: [
                "TestSupport", "FeatureServer", "VictimSupport", "Registry", "Disclosure", "Accounts", "Residents",
                "AddressDictionary", "Incidents", "SupportScoring",
                "Interchange", "Geospatial", "FilterLanguage", "TilePacks", hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: settings),
        // The real server and Debian's Chromium; skipped where that is not installed.
        .testTarget(
            name: "BrowserTests", dependencies: ["TestSupport", "engo", "engo-server", grdb] + crypto,
            swiftSettings: settings),
        .testTarget(
            name: "ProgramTests", dependencies: ["TestSupport", "engo", "engo-server", grdb], swiftSettings: settings),
        .testTarget(
            name: "FuzzTests", dependencies: ["TestSupport", "engo-fuzz"], exclude: ["Corpus"], swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: settings),
        .testTarget(name: "DocumentationTests", dependencies: ["TestSupport"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
