/// Who may import whom.
enum Graph {
    /// Left may import right, and nothing else.
    static let order = [
        "kodan", "kodan-bench", "KodanWeb", "KodanDemo", "KodanService", "KodanStore", "KodanImport",
        "KodanMail", "KodanPages",
        "KodanText", "KodanExport", "KodanMatching",
        "KodanDomain", "SQL", "PostgresCluster", "Postgres", "CSV", "XLSX", "CZlib", "CPostgres", "CMalloc",
    ]

    /// The modules of this package that each target may import.
    static let rooms: [String: Set<String>] = [
        "CPostgres": [],
        "CMalloc": [],
        "CZlib": [],
        "CSV": [],
        "XLSX": ["CZlib"],
        "SQL": [],
        "Postgres": ["CPostgres"],
        "PostgresCluster": [],
        "KodanDomain": [],
        "KodanMatching": ["KodanDomain"],
        "KodanText": ["KodanDomain", "KodanMatching", "KodanExport"],
        "KodanMail": ["KodanDomain", "KodanText"],
        "KodanImport": ["KodanDomain", "CSV", "CZlib"],
        "KodanExport": ["KodanDomain", "CSV", "XLSX"],
        "KodanStore": ["KodanDomain", "Postgres", "SQL"],
        "KodanService": [
            "CSV", "KodanDomain", "KodanMatching", "KodanImport", "KodanExport", "KodanStore", "KodanText",
            "KodanMail", "Postgres",
        ],
        "KodanDemo": [
            "CSV", "KodanDomain", "KodanExport", "KodanImport", "KodanMail", "KodanMatching", "KodanService",
            "KodanStore", "KodanText", "Postgres", "PostgresCluster",
        ],
        "KodanPages": ["KodanDomain", "KodanText"],
        "KodanWeb": ["KodanDomain", "KodanPages", "KodanService", "KodanText"],
        "kodan-bench": [
            "CSV", "KodanDomain", "KodanMatching", "KodanService", "KodanStore", "Postgres",
            "PostgresCluster",
        ],
        "kodan": [
            "KodanDomain", "KodanMatching", "KodanImport", "KodanExport", "KodanStore", "KodanText",
            "KodanMail", "KodanService",
            "KodanDemo", "KodanWeb", "Postgres", "PostgresCluster", "CMalloc",
        ],
    ]

    /// The modules of other packages that each target may import; the toolchain's own are free for all.
    static let foreign: [String: Set<String>] = [
        "KodanService": ["Crypto", "CryptoExtras"],
        "KodanPages": ["Mustache"],
        "KodanWeb": ["Hummingbird", "Logging", "ServiceLifecycle"],
        "kodan-bench": ["ArgumentParser"],
        "kodan": ["ArgumentParser", "Configuration", "ServiceLifecycle", "UnixSignals", "Logging"],
    ]

    /// Modules of other packages that come with the one that is named in the manifest.
    static let companions: [String: Set<String>] = [
        "Hummingbird": ["HTTPTypes", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTPTypes", "HummingbirdCore"]
    ]

    /// What comes with the compiler.
    static let toolchain: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Glibc", "Dispatch",
    ]

    /// The modules that a Swift file imports, with the line of each.
    static func imports(of file: TextFile) throws -> [(line: Int, text: String)] {
        let access = "public|package|internal|fileprivate|private|@testable|@preconcurrency|@_exported"
        let kinds = "struct|class|enum|protocol|func|var|let|typealias"
        return try Pattern(#"^[ \t]*((\#(access))[ \t]+)*import[ \t]+((\#(kinds))[ \t]+)?(\w+)"#)
            .matches(in: file.swift.code, group: 5)
    }

    /// One line for each import that a file of a target may not have.
    static func strays(in file: TextFile) throws -> [String] {
        let parts = file.path.split(separator: "/").map(String.init)
        let target = parts[0] == "SQL" ? "SQL" : parts[1]
        let named = foreign[target, default: []]
        let companions = named.flatMap { Self.companions[$0, default: []] }
        let allowed = rooms[target, default: []].union(named).union(companions).union(toolchain)
        return try imports(of: file).filter { !allowed.contains($0.text) }
            .map { "\(file.path):\($0.line): \(target) may not import \($0.text)" }
    }

    /// What the manifest says a target depends on: modules of the package, and of others.
    static func manifestEntry(_ target: String, in manifest: String) throws -> (
        own: Set<String>, foreign: Set<String>
    ) {
        let entry = try Pattern(
            #"(?:target|executableTarget|systemLibrary)\(\s*name: "\#(target)"(?:,\s*dependencies: \[((?:[^\[\]])*)\])?"#
        )
        let list = entry.matches(in: manifest, group: 1).first?.text ?? ""
        let products = Set(try Pattern(#"\.product\(name: "(\w+)""#).matches(in: list, group: 1).map(\.text))
        let all = try Pattern(#"(?<![:] )"(\w+)""#).matches(in: list, group: 1).map(\.text)
        return (Set(all).subtracting(products), products)
    }
}
