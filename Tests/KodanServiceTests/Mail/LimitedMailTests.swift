import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("A coordinator who is limited to prefectures, and mails", .database)
struct LimitedMailTests {
    private let cast = Cast()
    private let room = MailRoom()

    /// A request in Tokyo for which somebody of Kanagawa is asked, and the other way round, with all mails sent.
    private func scene() async throws -> (
        tokyo: LectureRequest.ID, kanagawa: LectureRequest.ID, inTokyo: Lecturer, inKanagawa: Lecturer
    ) {
        let inTokyo = try await cast.lecturer(1, in: "13104")
        let inKanagawa = try await cast.lecturer(2, in: "14104")
        let tokyo = try await cast.approved(
            by: try await cast.host(1, in: "13101"),
            place: .venue(try cast.venue(in: "13101"))
        )
        let kanagawa = try await cast.approved(
            by: try await cast.host(2, in: "14104"),
            place: .venue(try cast.venue(in: "14104"))
        )
        _ = try await cast.ask([inKanagawa], for: tokyo)
        _ = try await cast.ask([inTokyo], for: kanagawa)
        try await room.put(1)
        _ = try await room.drain()()
        return (tokyo, kanagawa, inTokyo, inKanagawa)
    }

    private func mail(to lecturer: Lecturer) async throws -> OutboxMessage.ID {
        var filter = MailFilter()
        filter.presenter = lecturer.id
        return try #require(
            try await ReadMails(office: cast.office)(filter, as: cast.coordinator).items.first
        ).id
    }

    @Test("reads those of their requests, and sends none but those again")
    func mails() async throws {
        let scene = try await scene()
        let coordinator = try await cast.limited(to: "13")
        let read = ReadMails(office: cast.office)
        let all = try await read(as: cast.coordinator).items
        let own = try await read(as: coordinator).items
        #expect(!own.isEmpty && own == all.filter { $0.request == scene.tokyo })
        #expect(all.contains { $0.request == scene.kanagawa } && all.contains { $0.request == nil })
        let seen = try await mail(to: scene.inKanagawa)
        #expect(try await read(seen, as: coordinator).request == scene.tokyo)
        for id in all.map(\.id) where !own.map(\.id).contains(id) {
            await #expect(throws: Refusal.notFound("\(id)")) { try await read(id, as: coordinator) }
            await #expect(throws: Refusal.notFound("\(id)")) {
                try await ResendMail(office: cast.office)(id, because: "再送", as: coordinator)
            }
            let draft = try BounceDraft(isHard: true, words: "550")
            await #expect(throws: Refusal.notFound("\(id)")) {
                _ = try await RecordBounce(office: cast.office)(id, draft, as: coordinator)
            }
        }
    }

    @Test("learns which addresses are closed to their mails and their people, and opens none but those again")
    func bounces() async throws {
        let scene = try await scene()
        let (tokyo, kanagawa) = (
            try await cast.limited(to: "13"), try await cast.limited(to: "14", number: 2)
        )
        let record = RecordBounce(office: cast.office)
        let hard = try BounceDraft(isHard: true, words: "550 no such user")
        // To somebody of Tokyo, about a request of Kanagawa: both are told. The mail itself is Kanagawa's.
        let shared = try await record(try await mail(to: scene.inTokyo), hard, as: kanagawa)
        let account = try await record(try await account(), hard, as: cast.coordinator)
        let read = ReadBounces(office: cast.office)
        #expect(try await read(as: cast.coordinator).items.map(\.id) == [shared, account])
        #expect(try await read(as: kanagawa).items.map(\.id) == [shared])
        #expect(try await read(as: tokyo).items.map(\.id) == [shared])
        #expect(try await read(as: try await cast.limited(to: "27", number: 3)).items.isEmpty)
        await #expect(throws: Refusal.notFound("\(account)")) { try await read(account, as: tokyo) }
        let clear = ClearBounce(office: cast.office)
        await #expect(throws: Refusal.notFound("\(account)")) {
            try await clear(account, because: "確認", as: tokyo)
        }
        try await clear(shared, because: "本人に確認", as: tokyo)
        #expect(try await read(as: cast.coordinator).items.map(\.id) == [account])
    }

    /// The mail about an account, which is of no presenter here.
    private func account() async throws -> OutboxMessage.ID {
        let all = try await ReadMails(office: cast.office)(as: cast.coordinator).items
        return try #require(all.first { $0.kind == "account_changed" }).id
    }
}
