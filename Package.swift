// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 as strict as it goes; a warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
/// All but Postgres, which talks to C, also have every unsafe expression marked.
let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "kodan",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Kodan",
            targets: [
                "KodanDomain", "KodanMatching", "KodanImport", "KodanExport", "KodanText", "KodanStore",
                "KodanService", "Postgres", "PostgresCluster", "SQL",
            ]
        ),
        .executable(name: "kodan", targets: ["kodan"]),
    ],
    dependencies: [
        // The HTTP server: routing, back-pressure, graceful shutdown.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Subcommands, their help and their refusals.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The pages' templates, with everything in them escaped.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // The logging interface that every library of the server shares.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Settings from the environment, typed, secrets kept out of logs.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        // Starts and stops server and pool in order on signals.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // AES-GCM for bank accounts, HMAC and SHA-256; never our own cryptography.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CPostgres",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // What glibc has and Swift's own module of it leaves out.
        .systemLibrary(name: "CMalloc"),
        .target(
            name: "SQL",
            path: "SQL",
            resources: [.embedInCode("core")],
            swiftSettings: strict
        ),
        .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),
        .target(name: "PostgresCluster", swiftSettings: strict),
        .target(name: "CSV", swiftSettings: safe),
        // Not libxlsxwriter: writing row by row it says "no error" on a full disk and leaves rows out.
        .target(name: "XLSX", dependencies: ["CZlib"], swiftSettings: safe),
        .target(name: "KodanDomain", swiftSettings: safe),
        .target(name: "KodanMatching", dependencies: ["KodanDomain"], swiftSettings: safe),
        .target(
            name: "KodanText",
            dependencies: ["KodanDomain", "KodanMatching", "KodanExport"],
            swiftSettings: safe
        ),
        .target(name: "KodanImport", dependencies: ["KodanDomain", "CSV", "CZlib"], swiftSettings: safe),
        .target(name: "KodanExport", dependencies: ["KodanDomain", "CSV", "XLSX"], swiftSettings: safe),
        .target(
            name: "KodanStore",
            dependencies: ["KodanDomain", "Postgres", "SQL"],
            swiftSettings: safe
        ),
        .target(
            name: "KodanService",
            dependencies: [
                "CSV", "KodanDomain", "KodanMatching", "KodanImport", "KodanExport", "KodanStore",
                "KodanText", "KodanMail", "Postgres",
                .product(name: "Crypto", package: "swift-crypto"),
                // scrypt for passwords.
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: safe
        ),
        .target(name: "KodanMail", dependencies: ["KodanDomain", "KodanText"], swiftSettings: safe),
        .target(
            name: "KodanDemo",
            dependencies: [
                "CSV", "KodanDomain", "KodanExport", "KodanImport", "KodanMail", "KodanMatching",
                "KodanService",
                "KodanStore", "KodanText", "Postgres", "PostgresCluster",
            ],
            swiftSettings: safe
        ),
        .target(
            name: "KodanPages",
            dependencies: [
                "KodanDomain", "KodanText", .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Assets")],
            swiftSettings: safe
        ),
        .target(
            name: "KodanWeb",
            dependencies: [
                "KodanDomain", "KodanPages", "KodanService", "KodanText",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe
        ),
        .executableTarget(
            name: "kodan",
            dependencies: [
                "KodanDomain", "KodanMatching", "KodanImport", "KodanExport", "KodanStore", "KodanText",
                "KodanMail", "KodanService", "KodanDemo", "KodanWeb", "Postgres", "PostgresCluster",
                "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: safe
        ),
        .executableTarget(
            name: "kodan-bench",
            dependencies: [
                "CSV", "KodanDomain", "KodanMatching", "KodanService", "KodanStore", "Postgres",
                "PostgresCluster",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: safe
        ),
        .target(
            name: "KodanTestSupport",
            dependencies: [
                "CZlib", "KodanDomain", "KodanImport", "KodanStore", "KodanService", "Postgres",
                "PostgresCluster",
            ],
            path: "Tests/KodanTestSupport",
            swiftSettings: strict
        ),
        tests("Postgres", ["PostgresCluster"]),
        tests("PostgresCluster", []),
        tests("CSV", []),
        tests("XLSX", ["KodanTestSupport"]),
        tests("KodanDomain", ["CSV"]),
        tests("KodanMatching", ["KodanDomain", "KodanImport", "CSV"]),
        tests("KodanImport", ["KodanDomain", "CSV"]),
        tests("KodanText", ["KodanDomain", "KodanMatching", "KodanExport"]),
        tests("KodanMail", ["KodanDomain", "KodanText"]),
        tests(
            "KodanDemo",
            [
                "KodanDomain", "KodanImport", "KodanMail", "KodanMatching", "KodanService", "KodanStore",
                "Postgres",
                "PostgresCluster", "KodanTestSupport",
            ]
        ),
        tests("KodanExport", ["KodanDomain", "KodanImport", "CSV", "KodanTestSupport"]),
        tests("KodanStore", ["KodanDomain", "KodanService", "Postgres", "SQL", "KodanTestSupport"]),
        tests(
            "KodanService",
            [
                "CSV", "KodanDomain", "KodanImport", "KodanStore", "KodanMail", "Postgres", "KodanExport",
                "KodanTestSupport",
            ]
        ),
        tests("KodanPages", ["KodanDomain", .product(name: "Mustache", package: "swift-mustache")]),
        tests(
            "KodanWeb",
            [
                "KodanDomain", "KodanService", "Postgres", "KodanTestSupport",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
        tests("kodan", ["KodanDomain", "KodanService", "Postgres", "KodanTestSupport"]),
        tests("kodan-bench", []),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ]
)

/// The tests of the target `name`, in `Tests/<name>Tests`.
func tests(_ name: String, _ others: [Target.Dependency]) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name)] + others,
        resources: ["KodanDomain", "KodanExport", "KodanMatching"].contains(name) ? [.copy("Golden")] : [],
        swiftSettings: strict
    )
}

// `KODAN_ONLY=Postgres,CSV` trims the package to these targets, their tests and what they stand on: the
// thread sanitizer then need not rebuild the world.
if let only = Context.environment["KODAN_ONLY"] {
    let wanted = only.split(separator: ",").map(String.init)
    var names = Set(wanted + wanted.map { $0 + "Tests" })
    var packages: Set<String> = []
    var pending = Array(names)
    while let name = pending.popLast() {
        for dependency in package.targets.first(where: { $0.name == name })?.dependencies ?? [] {
            switch dependency {
            case .byNameItem(let other, _), .targetItem(let other, _):
                if names.insert(other).inserted { pending.append(other) }
            case .productItem(_, let other, _, _):
                packages.insert(other ?? "")
            @unknown default:
                break
            }
        }
    }
    package.targets.removeAll { !names.contains($0.name) }
    package.products = []
    package.dependencies.removeAll { dependency in
        guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
        return !packages.contains { location.hasSuffix("/" + $0) }
    }
}
