import Foundation
import KodanDomain
import KodanMail
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A link to a material", .database)
struct MaterialLinkTests {
    @Test("goes to both sides with the delivery, opens the pinned edition, and is counted")
    func life() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let (_, _, delivery) = try await scene.planned()
            try await scene.deliver.send(delivery, as: scene.clerk)
            let mails = try await scene.cast.mails().filter { $0.hasPrefix("material_link") }
            #expect(
                mails.sorted() == [
                    "material_link contact@org.example.jp", "material_link presenter1@people.example.jp",
                ]
            )
            let next = try await AddEdition(office: scene.office)(
                try EditionDraft(label: "次版", issuedOn: Cast.today.date.adding(days: 1)),
                of: scene.slides.material,
                as: scene.clerk
            )
            try await scene.file(Array("%PDF-1.7 次版".utf8), of: next)
            let secret = try #require(try await scene.secrets().first)
            #expect(try await scene.open(secret) == MaterialScene.pdf)
            #expect(try await scene.open(secret, isLook: true) == MaterialScene.pdf)
            let links = try await ReadMaterialLinks(office: scene.office)(of: delivery, as: scene.clerk)
            #expect(links.map(\.uses).sorted() == [0, 1])
            #expect(links.first { $0.uses == 1 }?.lastUsedAt == Cast.today)
            #expect(links.first { $0.uses == 1 }?.side == .presenter)
            #expect(links.allSatisfy { $0.expiresAt == Cast.afternoon.end.adding(days: 14) })
        }
    }

    @Test("serves no more when it is over, used up or taken back, and one that never was is not found")
    func ends() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let (_, _, delivery) = try await scene.planned()
            try await scene.deliver.send(delivery, as: scene.clerk)
            let secrets = try await scene.secrets()
            let (presenter, host) = (try #require(secrets.first), try #require(secrets.last))
            let altered = String(presenter.dropLast()) + (presenter.hasSuffix("A") ? "B" : "A")
            for wrong in [altered, "kdm_", "", presenter + "x"] {
                await #expect(throws: Refusal.notFound("link")) { try await scene.open(wrong) }
            }
            let rules = scene.office.rules
            let served = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<(rules.materialLinkUses + 10) {
                    group.addTask { (try? await scene.open(presenter)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(served == rules.materialLinkUses)
            await #expect(throws: Refusal.material(.linkEnded(.spent))) { try await scene.open(presenter) }
            await #expect(throws: Refusal.material(.linkEnded(.spent))) {
                try await scene.open(presenter, isLook: true)
            }
            let fresh = try await SendMaterialLink(office: scene.office)(
                of: delivery,
                to: .presenter,
                as: scene.clerk
            )
            await #expect(throws: Refusal.material(.linkEnded(.revoked))) { try await scene.open(presenter) }
            let newest = try #require(try await scene.secrets().last)
            #expect(try await scene.open(newest) == MaterialScene.pdf)
            let revoke = RevokeMaterialLink(office: scene.office)
            try await revoke(fresh, as: scene.clerk)
            await #expect(throws: Refusal.notFound("\(fresh)")) { try await revoke(fresh, as: scene.clerk) }
            await #expect(throws: Refusal.material(.linkEnded(.revoked))) { try await scene.open(newest) }
            scene.cast.database.clock.set(Cast.afternoon.end.adding(days: 14))
            await #expect(throws: Refusal.material(.linkEnded(.expired))) { try await scene.open(host) }
        }
    }

    @Test("is not counted for a file that is damaged, and its secret is kept nowhere")
    func damaged() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let (_, _, delivery) = try await scene.planned()
            try await scene.deliver.send(delivery, as: scene.clerk)
            let secret = try #require(try await scene.secrets().first)
            let key = try #require(try await scene.cast.texts("SELECT storage_key FROM edition_file").first)
            let path = scene.folder.path + "/" + key
            try Data("%PDF-1.7 偽造".utf8).write(to: URL(fileURLWithPath: path))
            await #expect(throws: FileProblem.damaged(path)) { try await scene.open(secret) }
            #expect(try await scene.cast.texts("SELECT sum(uses)::text FROM material_link") == ["0"])
            let kept = try await scene.cast.texts(
                "SELECT encode(digest, 'escape') || (SELECT string_agg(values::text, '') FROM outbox_message) FROM material_link"
            )
            #expect(!kept.joined().contains(secret))
            let denied = await #expect(throws: PostgresError.self) {
                try await scene.office.transaction(as: .system) { desk in
                    try desk.session.execute("SELECT digest FROM material_link")
                }
            }
            #expect(denied?.sqlState == "42501")
        }
    }

    @Test("is the clerk's and the coordinator's to send and to take back")
    func roles() async throws {
        try await MaterialScene.with { scene in
            let lecturer = try await scene.cast.lecturer()
            let host = try await scene.cast.host()
            let (_, leaflet, delivery) = try await scene.planned(lecturer, host)
            let send = SendMaterialLink(office: scene.office)
            await #expect(throws: Refusal.deliveryState(delivery, .planned)) {
                try await send(of: delivery, to: .host, as: scene.clerk)
            }
            // Without a file the delivery goes out some other way.
            try await scene.deliver.send(delivery, as: scene.clerk)
            #expect(try await scene.secrets() == [])
            await #expect(throws: Refusal.material(.noFile(scene.slides.edition))) {
                try await send(of: delivery, to: .host, as: scene.clerk)
            }
            try await scene.print(30)
            try await scene.deliver.send(leaflet, as: scene.clerk)
            await #expect(throws: Refusal.material(.noFile(scene.leaflet.edition))) {
                try await send(of: leaflet, to: .host, as: scene.clerk)
            }
            try await scene.file()
            let link = try await send(of: delivery, to: .host, as: scene.cast.coordinator)
            for credential in [lecturer.credential, host.credential, scene.cast.database.staff.auditor] {
                await #expect(throws: Refusal.self) {
                    try await send(of: delivery, to: .host, as: credential)
                }
                await #expect(throws: Refusal.self) {
                    try await RevokeMaterialLink(office: scene.office)(link, as: credential)
                }
            }
            let osaka = try await scene.cast.limited(to: "27")
            await #expect(throws: Refusal.notFound("\(link)")) {
                try await RevokeMaterialLink(office: scene.office)(link, as: osaka)
            }
            #expect(
                try await scene.cast.texts(
                    "SELECT count(*)::text FROM material_link WHERE revoked_at IS NULL"
                ) == ["1"]
            )
        }
    }

    @Test("waits in no mail that would be wrong: taken back, or of a lecture that is off")
    func mail() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let lecturer = try await scene.cast.lecturer()
            let (assignment, _, delivery) = try await scene.planned(lecturer, nil)
            try await scene.deliver.send(delivery, as: scene.clerk)
            let links = try await ReadMaterialLinks(office: scene.office)(of: delivery, as: scene.clerk)
            let ofHost = try #require(links.first { $0.side == .host })
            try await RevokeMaterialLink(office: scene.office)(ofHost.id, as: scene.clerk)
            try await WithdrawFromAssignment(office: scene.office)(
                assignment,
                because: "病気",
                as: lecturer.credential
            )
            let room = MailRoom()
            _ = try await room.drain()()
            let waiting = try await scene.cast.texts(
                """
                SELECT addressee || ' ' || state || ' ' || overtaken_because
                  FROM outbox_message WHERE kind = 'material_link' ORDER BY id
                """
            )
            #expect(waiting == ["presenter overtaken link_revoked", "contact overtaken link_revoked"])
            #expect(room.mails.allSatisfy { !$0.body.contains("/v1/downloads/") })
        }
    }
}
