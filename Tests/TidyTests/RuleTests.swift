import Testing

/// A file with this text that lies where nothing is allowed.
private func file(_ text: String, at path: String = "Sources/KodanDomain/Example.swift") -> TextFile {
    TextFile(path: path, text: text)
}

@Suite("A rule")
struct RuleTests {
    @Test(
        "finds libpq outside Postgres",
        arguments: ["var p: OpaquePointer?", "let s = PQexec(c, q)", "internal import CPostgres"]
    )
    func libpq(code: String) throws {
        #expect(try Rules.libpq().strays(in: file("\n" + code)).count == 1)
        #expect(try Rules.libpq().strays(in: file(code, at: "Sources/Postgres/A.swift")) == [])
    }

    @Test(
        "finds statements outside the store",
        arguments: [
            #""SELECT id FROM a""#, "\"\"\"\n  SELECT\n  1\n\"\"\"", #""INSERT INTO a""#,
            #""UPDATE \(table) SET b = 1""#,
            ##"#"DELETE FROM a"#"##,
        ]
    )
    func statements(code: String) throws {
        #expect(try Rules.statements().strays(in: file("let q = " + code)).count == 1)
        #expect(try Rules.statements().strays(in: file(code, at: "Sources/KodanStore/A.swift")) == [])
    }

    @Test("leaves statements in comments and words in sentences alone")
    func notStatements() throws {
        let text =
            "// SELECT a FROM b\n/* DELETE FROM /* c */ */ let q = \"SELECTED; please UPDATE it\""
        #expect(try Rules.statements().strays(in: file(text)) == [])
    }

    @Test(
        "finds clocks and dice",
        arguments: [
            "let d = Date()", "ContinuousClock.now", "let c = ContinuousClock().now", "Int.random(in: 1...6)",
            "SystemRandomNumberGenerator()", "[1].shuffled()", "UUID()", #"print("\(Date())")"#,
        ]
    )
    func clockAndChance(code: String) throws {
        #expect(try Rules.clockAndChance().strays(in: file(code)).count == 1)
        #expect(try Rules.clockAndChance().strays(in: file(code, at: "Sources/kodan/A.swift")) == [])
    }

    @Test("takes dates that are given for no clock")
    func noClock() throws {
        #expect(
            try Rules.clockAndChance().strays(in: file("Date(timeIntervalSince1970: 1); LocalDate(1)")) == []
        )
    }

    @Test("finds Japanese in literals, not in comments", arguments: ["申込", "ひ", "カ", "ｶﾅ", "々"])
    func japanese(text: String) throws {
        #expect(try Rules.japanese().strays(in: file(#"let a = "x \#(text)" // \#(text)"#)).count == 1)
        #expect(try Rules.japanese().strays(in: file("// \(text)\nlet a = 1")) == [])
        #expect(try Rules.japanese().strays(in: file(#""\#(text)""#, at: "Sources/KodanText/A.swift")) == [])
    }

    @Test(
        "finds status codes",
        arguments: ["HTTPResponse.Status", "throw HTTPError(.gone)", "return .tooManyRequests"]
    )
    func status(code: String) throws {
        #expect(try Rules.status().strays(in: file(code)).count == 1)
        #expect(try Rules.status().strays(in: file("throw OfferError.notFound(id)")) == [])
    }

    @Test(
        "finds last resorts",
        arguments: ["try! f()", "fatalError()", "a as! B", "nonisolated(unsafe) var a = 1"]
    )
    func lastResorts(code: String) throws {
        #expect(try Rules.lastResorts().strays(in: file(code)).count == 1)
        #expect(try Rules.lastResorts().strays(in: file("// " + code)) == [])
    }

    @Test("finds unchecked claims outside Postgres and unexplained ones inside")
    func unchecked() throws {
        let claim = "final class A: @unchecked Sendable {}"
        #expect(try Rules.unchecked().strays(in: file(claim)).count == 1)
        #expect(try unexplainedClaims(in: file("import B\n\n" + claim)) == [3])
        #expect(try unexplainedClaims(in: file("// The lock guards it.\n" + claim)) == [])
    }

    @Test("finds what is left to do", arguments: ["// TODO: later", "-- FIXME", "XXX", "HACK around"])
    func leftovers(text: String) throws {
        #expect(try Rules.leftovers().strays(in: file(text)).count == 1)
        #expect(try Rules.leftovers().strays(in: file("// Hacking is what they do")) == [])
    }

    @Test(
        "finds paths of a machine",
        arguments: ["/home/ana/kodan", "see /root/x", #""/Users/ana""#, "(/work/kodan)"]
    )
    func machinePaths(text: String) throws {
        #expect(try Rules.machinePaths().strays(in: file(text)).count == 1)
        #expect(
            try Rules.machinePaths().strays(in: file("https://a.jp/home/b, ./work/x, /homes, /var/lib/kodan"))
                == []
        )
    }

    @Test(
        "finds the database's clock and dice",
        arguments: [
            "now()", "CURRENT_DATE", "current_timestamp", "random()", "gen_random_uuid()",
            "clock_timestamp ( )",
        ]
    )
    func databaseClock(sql: String) throws {
        let rule = try Rules.databaseClock()
        #expect(rule.pattern.matches(in: "a date DEFAULT \(sql)").count == 1)
        #expect(rule.pattern.matches(in: try withoutComments("a date -- never \(sql)")).isEmpty)
        #expect(rule.strays(in: file(#""at = \#(sql)""#, at: "Sources/KodanStore/A.swift")).count == 1)
        #expect(rule.pattern.matches(in: "known, randomised, current_dates").isEmpty)
    }

    @Test("names file and line")
    func names() throws {
        let text = "let a = 1\nlet b = \"\"\"\n    x\n    SELECT 1\n    \"\"\"\n"
        #expect(
            try Rules.statements().strays(in: file(text)).first?.hasPrefix(
                "Sources/KodanDomain/Example.swift:4: "
            ) == true
        )
    }
}

@Suite("A Swift file taken apart")
struct SwiftTextTests {
    @Test(
        "gives literals with interpolations and escapes taken out",
        arguments: [
            (#"let a = "b""#, ["b"]), (#"f("a\"b", "c")"#, [#"a b"#, "c"]),
            (#""a\(f("b"))c""#, ["b", "a_c"]),
            (##"#"a"\n\#(x)"#"##, [#"a"\n_"#]), ("\"\"\"\n a \"b\"\n\"\"\"", ["\n a \"b\"\n"]),
            (#"// "a""#, []),
            (#"/* "a" /* "b" */ "c" */ "d""#, ["d"]),
        ]
    )
    func literals(code: String, texts: [String]) {
        #expect(SwiftText(code).literals.map(\.text) == texts)
    }

    @Test("keeps the code of interpolations and the lines")
    func code() {
        let text = SwiftText("a // b\n\"c \\(d(1)) e\"\n/* f\n */ g")
        #expect(text.code == "a     \n\"   (d(1))  \"\n    \n    g")
    }
}

@Suite("Measures")
struct MeasureTests {
    @Test("count a function from its first line to its closing brace")
    func functions() throws {
        let text = """
            protocol A {
                func a()
                func b(_ c: () -> Void)
            }
            struct B {
                init(d: () -> Void = {}) { e = "}" }
                @discardableResult
                public static func f(
                    g: Int
                ) -> Int {
                    if g > 0 { return 1 }
                    // }
                    return 2
                }
                var h: Int { 1 }
                deinit { }
            }
            """
        let lengths = try functionLengths(in: file(text))
        #expect(lengths.map(\.line) == [6, 8, 16])
        #expect(lengths.map(\.lines) == [1, 7, 1])
    }

    @Test("find gaps, twins and odd names among migrations")
    func numbering() throws {
        #expect(try numberingFaults(["0002_b.sql", "0001_a.sql"]) == [])
        #expect(try numberingFaults(["0001_a.sql", "0003_c.sql"]).count == 1)
        #expect(try numberingFaults(["0001_a.sql", "0001_b.sql"]).count == 1)
        #expect(try numberingFaults(["0001-A.sql"]).count == 1)
    }

    @Test(
        "find imports in the wrong direction",
        arguments: [
            "import KodanStore", "public import KodanWeb", "import struct KodanService.A",
            "@testable import Postgres",
            "import Hummingbird",
        ]
    )
    func imports(code: String) throws {
        #expect(try Graph.strays(in: file("import Foundation\n" + code)).count == 1)
        #expect(try Graph.strays(in: file("// " + code)) == [])
    }
}
