import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Searching everything", .database)
struct SearchEverythingTests {
    private let cast = Cast()

    private func keys(_ words: String, as credential: Credential? = nil) async throws -> [String] {
        try await SearchEverything(office: cast.office)(words, as: credential ?? cast.coordinator).parts
            .flatMap { $0.things.map(\.key) }
    }

    @Test("finds by title, by name, by how it is read, and by number")
    func finds() async throws {
        let lecturer = try await cast.lecturer(1)
        let host = try await cast.host(1)
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let bond = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        let title = try #require(try await cast.texts("SELECT title FROM lecture_request").first)
        #expect(try await keys(title) == ["\(request)", "\(bond)"])
        #expect(try await keys("団体1") == ["\(request)", "\(bond)", "\(host.organization)"])
        // Hiragana finds what is read in katakana.
        #expect(try await keys("こうし") == ["\(bond)", "\(lecturer.id)"])
        #expect(try await keys("\(request)") == ["\(request)"])
        #expect(try await keys("REQ-\(request.rawValue)") == ["\(request)"])
        #expect(try await keys("１").contains("\(request)") == (request.rawValue == 1))
        for absent in ["%", "_", "ありません"] { #expect(try await keys(absent).isEmpty, "\(absent)") }
    }

    @Test("goes on page by page within one kind, the newest first")
    func pages() async throws {
        let host = try await cast.host(1)
        var made: [Int64] = []
        for _ in 0..<12 { made.append(try await cast.approved(by: host).rawValue) }
        let search = SearchEverything(office: cast.office)
        let first = try await search("団体1", as: cast.coordinator)
        let part = try #require(first.parts.first { $0.kind == .request })
        #expect(part.things.map(\.number) == Array(made.reversed().prefix(10)) && part.next == made[2])
        let rest = try await search("団体1", kind: .request, before: part.next, as: cast.coordinator)
        #expect(rest.parts.map(\.kind) == [.request])
        #expect(
            rest.parts.first?.things.map(\.number) == [made[1], made[0]] && rest.parts.first?.next == nil
        )
    }

    @Test("refuses nothing and too much, hosts and presenters")
    func refusals() async throws {
        for words in ["", "   ", String(repeating: "あ", count: 101)] {
            await #expect(throws: Refusal.self) { try await keys(words) }
        }
        let host = try await cast.host(1)
        await #expect(throws: Refusal.notPermitted(.host)) { try await keys("団体", as: host.credential) }
        let lecturer = try await cast.lecturer(1)
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await keys("団体", as: lecturer.credential)
        }
    }
}
