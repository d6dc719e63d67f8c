import Testing

@Suite("The sources keep to their rooms")
struct RoomTests {
    @Test("and are found at all")
    func found() {
        #expect(Checkout.sources.count > 20)
        #expect(Checkout.files.contains { $0.path == "Makefile" })
        #expect(Checkout.files.contains { $0.path == ".ci/run" })
        #expect(Checkout.files.contains { $0.path == "Config/Dockerfile" })
        #expect(!Checkout.files.contains { $0.path.hasPrefix(".build") })
    }

    @Test("in code and literals")
    func rules() throws {
        let rules = try [
            Rules.libpq(), Rules.statements(), Rules.clockAndChance(), Rules.japanese(), Rules.status(),
            Rules.lastResorts(), Rules.unchecked(),
        ]
        #expect(Checkout.swift.flatMap { file in rules.flatMap { $0.strays(in: file) } } == [])
    }

    @Test("without leftovers and paths of one machine, in any file")
    func text() throws {
        let rules = try [Rules.leftovers(), Rules.machinePaths()]
        let files = Checkout.files.filter { !$0.isIn(["Tests/TidyTests/"]) }
        #expect(files.flatMap { file in rules.flatMap { $0.strays(in: file) } } == [])
    }

    @Test("with a reason beside each unchecked claim")
    func claims() throws {
        let faults = try Checkout.sources.flatMap { file in
            try unexplainedClaims(in: file).map { "\(file.path):\($0)" }
        }
        #expect(faults == [])
    }

    @Test("without the database's clock and dice")
    func databaseClock() throws {
        let rule = try Rules.databaseClock()
        let store = Checkout.sources.filter { $0.isIn(["Sources/KodanStore/"]) }
        #expect(store.flatMap(rule.strays(in:)) == [])
        let strays = try Checkout.sql.flatMap { file in
            rule.pattern.matches(in: try withoutComments(file.text)).map {
                "\(file.path):\($0.line): \($0.text)"
            }
        }
        #expect(strays == [])
    }

    @Test("with files of at most 400 lines")
    func fileLength() {
        let long = Checkout.swift.map {
            ($0.path, $0.text.split(separator: "\n", omittingEmptySubsequences: false))
        }
        #expect(long.filter { $0.1.count > 401 }.map(\.0) == [])
    }

    @Test("with comments of at most 120 characters in a line")
    func commentWidth() {
        let wide = Checkout.swift.flatMap { file in
            file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                // A row of a table cannot be broken.
                .filter { $1.count > 120 && $1.contains(/^ *\/\/\/? [^|]/) }
                .map { "\(file.path):\($0.offset + 1)" }
        }
        #expect(wide == [])
    }

    @Test("with functions of at most 70 lines")
    func functionLength() throws {
        let long = try Checkout.swift.flatMap { file in
            try functionLengths(in: file).filter { $0.lines > 70 }.map {
                "\(file.path):\($0.line): \($0.lines) lines"
            }
        }
        #expect(long == [])
    }

    @Test("with migrations numbered from 1 without gaps")
    func migrations() throws {
        let names = Checkout.sql.filter { $0.isIn(["SQL/core/"]) }.map {
            String($0.path.dropFirst("SQL/core/".count))
        }
        #expect(!names.isEmpty)
        #expect(try numberingFaults(names) == [])
    }
}

@Suite("Imports")
struct ImportTests {
    @Test("go from left to right only")
    func direction() throws {
        let strays = try Checkout.sources.filter {
            !$0.path.hasPrefix("Sources/C") || $0.path.hasPrefix("Sources/CSV")
        }
        .flatMap { try Graph.strays(in: $0) }
        #expect(strays == [])
    }

    @Test("are those of the manifest", arguments: Graph.order)
    func manifest(target: String) throws {
        let manifest = try #require(Checkout.files.first { $0.path == "Package.swift" })
        let entry = try Graph.manifestEntry(target, in: manifest.text)
        #expect(entry.own == Graph.rooms[target])
        #expect(entry.foreign == Graph.foreign[target, default: []])
        let right = Graph.order.drop { $0 != target }.dropFirst()
        #expect(entry.own.isSubset(of: right))
    }

    @Test("are known for every target that has sources")
    func complete() {
        let folders = Set(
            Checkout.files.filter { $0.isIn(["Sources/"]) }.map { $0.path.split(separator: "/")[1] }
        )
        #expect(folders.union(["SQL"]) == Set(Graph.order.map { $0[...] }))
    }
}
