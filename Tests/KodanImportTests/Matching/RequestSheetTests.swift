import KodanDomain
import KodanImport
import Testing

/// From one moment to another, as RFC 3339 has them.
private func time(_ start: String, _ end: String) throws -> TimeRange {
    let from = try #require(Instant(start))
    let to = try #require(Instant(end))
    return try #require(TimeRange(start: from, end: to))
}

@Suite("A spreadsheet of requests")
struct RequestSheetTests {
    @Test("gives every column")
    func reads() throws {
        let row = try #require(try request([:]))
        #expect(row.id == "R1")
        #expect(row.title == "見本講演")
        #expect(row.venue?.municipality.digits == "13206")
        #expect(row.topic == "phishing")
        #expect(row.level == 1)
        #expect(
            row.slots == [
                try time("2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
                try time("2026-12-12T10:00:00+09:00", "2026-12-12T11:30:00+09:00"),
            ]
        )
        #expect(row.organization == "講壇商工会議所")
        #expect(row.allowsOnline)
    }

    @Test("gives the same with Japanese headers, and takes no to online where nothing is said")
    func japanese() throws {
        let header = "希望日時,レベル,分野,市区町村,申込番号"
        let bytes = Array("\(header)\n2026/12/5 14:00-16:00,3,フィッシング,府中市（東京）,R1\n".utf8)
        #expect(try sheet(requests: bytes).problems.map(\.expected) == [.municipality])
        let good = Array("\(header)\n2026/12/5 14:00-16:00,3,フィッシング,東京都 府中市,R1\n".utf8)
        let row = try #require(try sheet(requests: good).rows.first)
        #expect(!row.allowsOnline)
        #expect(row.organization == nil)
        #expect(row.title.isEmpty)
        #expect(row.venue?.municipality.digits == "13206")
    }

    @Test(
        "reads a slot in each of its forms",
        arguments: [
            ("2026-12-05T14:00:00+09:00/PT2H", "2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
            ("2026-12-05T05:00:00Z/PT90M", "2026-12-05T14:00:00+09:00", "2026-12-05T15:30:00+09:00"),
            ("2026-12-05T14:00+09:00/PT1H30M", "2026-12-05T14:00:00+09:00", "2026-12-05T15:30:00+09:00"),
            ("2026/12/5 14:00-16:00", "2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
            ("2026-12-05 9:00~11:00", "2026-12-05T09:00:00+09:00", "2026-12-05T11:00:00+09:00"),
            ("２０２６／１２／５　１４：００－１６：００", "2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
            ("令和8年12月5日 14時〜16時", "2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
            ("2026/12/5(土) 14:00〜16:00", "2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
            ("2026/12/5 （土）14:00ー16:00", "2026-12-05T14:00:00+09:00", "2026-12-05T16:00:00+09:00"),
            ("2026年12月5日14:00—16:30", "2026-12-05T14:00:00+09:00", "2026-12-05T16:30:00+09:00"),
        ]
    )
    func slots(text: String, start: String, end: String) throws {
        #expect(try request(["slots": text])?.slots == [try time(start, end)])
    }

    @Test(
        "names line, column, value and what was expected",
        arguments: [
            ("id", "", Expected.present), ("topic", "", .present), ("level", "-1", .integer(0...3)),
            ("slots", "", .present), ("online", "perhaps", .yesOrNo),
            ("municipality", "府中市", .oneMunicipality(["東京都府中市", "広島県府中市"])),
        ]
            + [
                "tomorrow", "2026-12-05T14:00:00/PT2H", "2026-12-05T14:00:00+09:00/PT",
                "2026/12/5 16:00-14:00", "12月5日(土) 14:00-16:00",
                "2026-12-05T14:00:00+09:00/P1D", "2026/12/5", "2026/2/30 14:00-16:00", "2026/12/5 14:00-",
                "2026-12-05T14:00:00+09:00/PT0H", "2026/12/5 14:00-16:00;x",
            ].map { ("slots", $0, .list(of: "2026/12/5 14:00-16:00")) }
            + [
                ("slots", "2026/12/5(日) 14:00-16:00", .list(of: "2026/12/5(土) 14:00-16:00")),
                ("slots", "2026/12/12 9:00-10:00;R8.12.5(日)14:00-16:00", .list(of: "R8.12.5(土)14:00-16:00")),
                ("slots", "2026/12/5(日) 16:00-14:00", .list(of: "2026/12/5 14:00-16:00")),
                ("slots", "2026/12/5 14:00-14:10", .minutes(15...720)),
                ("slots", "2026-12-05T14:00:00+09:00/PT13H", .minutes(15...720)),
                ("slots", "2026/12/5 14:00-15:00;2026-12-05T05:00:00Z/PT1H", .once),
            ]
    )
    func refuses(column: String, value: String, expected: Expected) throws {
        let sheet = try sheet(requests: file(sheetRequest, [column: value]))
        #expect(sheet.rows == [])
        let shown = value.count > 40 ? value.prefix(39) + "…" : value
        #expect(sheet.problems == [RowProblem(line: 2, column: column, value: shown, expected: expected)])
    }

    @Test("takes whom the host wishes for and does not want by the ids of the other sheet")
    func wishedPresenters() throws {
        let bytes = file(sheetRequest, ["希望講師": "Ｐ１", "希望しない講師": "P2;P3"])
        let row = try #require(try sheet(requests: bytes, of: ["P1", "P2", "P3"]).rows.first)
        #expect(row.preferred == "P1")
        #expect(row.excluded == ["P2", "P3"])
        #expect(try request([:])?.preferred == nil)
        #expect(try request([:])?.excluded == [])
        let stranger = try sheet(requests: bytes, of: ["P1", "P2"])
        #expect(
            stranger.problems == [
                RowProblem(line: 2, column: "希望しない講師", value: "P2;P3", expected: .oneOf(["P1", "P2"]))
            ]
        )
        let many = try sheet(requests: bytes, of: Set((10...30).map { "X\($0)" })).problems
        let told = (10...19).map { "X\($0)" } + ["…"]
        #expect(many.map(\.expected) == [.oneOf(told), .oneOf(told)])
        let both = file(sheetRequest, ["preferred_presenter": "P1", "excluded_presenters": "P2、P1"])
        #expect(try sheet(requests: both).problems.map(\.expected) == [.notPreferred])
    }

    @Test("parts slots by line breaks in the cell too")
    func linesOfACell() throws {
        let slots = "2026/12/5 14:00-16:00\n2026/12/12 10:00-11:30\r\n"
        #expect(try request(["slots": slots])?.slots == (try request([:])?.slots))
    }

    @Test("takes three slots and not four")
    func slotCount() throws {
        let slots = (1...4).map { "2026/12/\($0) 14:00-16:00" }
        #expect(try request(["slots": slots.prefix(3).joined(separator: ";")])?.slots.count == 3)
        let sheet = try sheet(requests: file(sheetRequest, ["slots": slots.joined(separator: ";")]))
        #expect(sheet.problems.map(\.expected) == [.entries(1...3)])
    }

    @Test("may do without a place only online", arguments: [("yes", true), ("no", false), ("", false)])
    func withoutPlace(online: String, accepted: Bool) throws {
        let sheet = try sheet(requests: file(sheetRequest, ["municipality": "", "online": online]))
        #expect(sheet.rows.count == (accepted ? 1 : 0))
        #expect(sheet.rows.allSatisfy { $0.venue == nil })
        #expect(sheet.problems.map(\.expected) == (accepted ? [] : [.present]))
    }
}
