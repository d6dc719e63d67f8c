/// What lives where.
///
/// An exception needs a reason that a reader would accept.
enum Rules {
    static func libpq() throws -> Rule {
        Rule(
            name: "libpq and its pointers live in Postgres",
            place: .code,
            pattern: try Pattern(#"\bOpaquePointer\b|\bPQ[a-zA-Z]+\(|\bimport CPostgres\b"#),
            rooms: ["Sources/Postgres/"]
        )
    }

    static func statements() throws -> Rule {
        Rule(
            name: "SQL lives in KodanStore",
            place: .literals,
            pattern: try Pattern(#"\bSELECT\s|\bINSERT INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE FROM\b"#),
            rooms: ["Sources/KodanStore/", "Sources/Postgres/", "SQL/", "Tests/"],
            exceptions: [
                "Sources/kodan-bench/Export/ExportFixture.swift":
                    "a month of a million lectures is put in at once, past all use cases",
                "Sources/kodan-bench/HTTP/RequestFixture.swift":
                    "an office of twenty thousand requests is put in at once, past all use cases",
                "Sources/kodan-bench/HTTP/RequestFixture+SQL.swift":
                    "an office of twenty thousand requests is put in at once, past all use cases",
            ]
        )
    }

    static func clockAndChance() throws -> Rule {
        let clocks = #"\bDate\(\)|\bDate\.now\b|Clock(\(\))?\.now\b|\bclock_gettime\(|\bgettimeofday\("#
        let chance =
            #"\bSystemRandomNumberGenerator\b|\.random\(|\.randomElement\(\)|\.shuffled\(\)|\bUUID\(\)"#
        return Rule(
            name: "clock and randomness come in as values, from kodan",
            place: .code,
            pattern: try Pattern(clocks + "|" + chance),
            rooms: ["Sources/kodan/", "Tests/"],
            exceptions: [
                "Sources/kodan-bench/Measure/": "measuring time is what the benchmark is for",
                "Sources/Postgres/": "deadlines of the pool run on a monotonic clock; no value comes of it",
                "Sources/KodanMail/Delivery/ChildProgram.swift":
                    "how long a mail program may take runs on a monotonic clock; no value comes of it",
            ]
        )
    }

    static func japanese() throws -> Rule {
        Rule(
            name: "Japanese sentences live in KodanText, templates and exporters' headers",
            place: .literals,
            pattern: try Pattern(#"[\u3005\u3007\u3040-\u30FA\u30FD-\u30FF\u3400-\u9FFF\uFF66-\uFF9F]+"#),
            rooms: [
                "Sources/KodanText/", "Sources/KodanExport/", "Sources/KodanImport/",
                "Sources/KodanPages/",
                "Tests/",
            ],
            exceptions: [
                "Sources/KodanDomain/Banks/": "tables of kana and of legal forms are rules, not sentences",
                "Sources/KodanWeb/Contract/":
                    "the contract's examples, and its chapters with their Japanese names",
                "Sources/KodanDomain/Calendar/": "names of holidays and eras are data of the calendar",
                "Sources/kodan-bench/Export/ExportFixture.swift": "rows as wide as real ones",
                "Sources/kodan-bench/HTTP/RequestFixture+SQL.swift": "rows as wide as real ones",
            ]
        )
    }

    static func status() throws -> Rule {
        let names = "internalServerError|unprocessableContent|tooManyRequests|preconditionFailed|seeOther"
        return Rule(
            name: "status codes live in KodanWeb",
            place: .code,
            pattern: try Pattern(#"\bHTTPResponse\b|\bHTTPError\b|\bstatusCode\b|\.(\#(names))\b"#),
            rooms: ["Sources/KodanWeb/", "Tests/"]
        )
    }

    static func lastResorts() throws -> Rule {
        Rule(
            name: "no last resorts",
            place: .code,
            pattern: try Pattern(#"\bnonisolated\(unsafe\)|\btry!|\bas!|\bfatalError\("#)
        )
    }

    /// Postgres may vouch for what the compiler cannot see; `unexplainedClaims` wants the reason beside it.
    static func unchecked() throws -> Rule {
        Rule(
            name: "@unchecked lives in Postgres",
            place: .code,
            pattern: try Pattern(#"@unchecked\b"#),
            rooms: ["Sources/Postgres/"]
        )
    }

    static func leftovers() throws -> Rule {
        Rule(
            name: "nothing left to do",
            place: .text,
            pattern: try Pattern(
                ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"].map { #"\b\#($0)\b"# }
                    .joined(separator: "|")
            )
        )
    }

    static func machinePaths() throws -> Rule {
        Rule(
            name: "no path of one machine",
            place: .text,
            pattern: try Pattern(#"(?<![\w.~*}])/(work|root|home|Users)/[\w.]+"#)
        )
    }

    static func databaseClock() throws -> Rule {
        let words = "current_(date|time|timestamp)|localtime|localtimestamp"
        let calls = "now|random|gen_random_uuid|(clock|statement|transaction)_timestamp|timeofday"
        return Rule(
            name: "the database's clock and dice are not used: a year can be replayed",
            place: .literals,
            pattern: try Pattern(#"\b(\#(words))\b|\b(\#(calls))\s*\("#, ignoringCase: true)
        )
    }
}
