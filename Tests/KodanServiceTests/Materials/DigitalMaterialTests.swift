import KodanDomain
import KodanMail
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A digital material", .database)
struct DigitalMaterialTests {
    private func mailed(_ scene: MaterialScene) async throws -> [String] {
        try await scene.cast.mails().filter { $0.hasPrefix("material_link") }.sorted()
    }

    private func states(_ scene: MaterialScene) async throws -> [String] {
        try await scene.cast.texts(
            """
            SELECT material.code || ' ' || delivery.state || ' ' || ship_by
              FROM material_delivery AS delivery
              JOIN edition ON edition.id = delivery.edition_id
              JOIN material ON material.id = edition.material_id
             ORDER BY delivery.id
            """
        )
    }

    @Test("goes to both sides by itself on its day, once, whatever many workers do")
    func onItsDay() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            _ = try await scene.planned()
            let send = SendDigitalMaterials(office: scene.office)
            scene.cast.database.clock.set(moment("2026-06-30T23:59:00+09:00"))
            #expect(try await send() == 0)
            scene.cast.database.clock.set(moment("2026-07-01T00:00:00+09:00"))
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await send() } }
                return try await group.reduce(0, +)
            }
            #expect(counts == 1)
            #expect(try await send() == 0)
            #expect(
                try await mailed(scene) == [
                    "material_link contact@org.example.jp", "material_link presenter1@people.example.jp",
                ]
            )
            #expect(
                try await states(scene) == ["leaflet planned 2026-06-29", "slides sent 2026-07-01"]
            )
            for secret in try await scene.secrets() {
                #expect(try await scene.open(secret) == MaterialScene.pdf)
            }
            #expect(
                try await scene.cast.texts(
                    "SELECT role FROM audit_event WHERE action = 'delivery.sent'"
                ) == ["system"]
            )
        }
    }

    @Test("goes at once where its day has passed, when it has a file, and not where a clerk was faster")
    func atOnce() async throws {
        try await MaterialScene.with { scene in
            let send = SendDigitalMaterials(office: scene.office)
            let (assignment, _, slides) = try await scene.planned()
            scene.cast.database.clock.set(moment("2026-07-06T10:00:00+09:00"))
            #expect(try await send() == 0)
            try await scene.file()
            try await scene.deliver.send(slides, as: scene.clerk)
            #expect(try await send() == 0)
            #expect(try await mailed(scene).count == 2)
            // Planned anew, two days before the lecture: it goes out with the next round.
            try await scene.deliver.takeBack(slides, as: scene.clerk)
            #expect(try await scene.deliver.plan(for: assignment, as: scene.clerk).count == 1)
            #expect(try await states(scene).last == "slides planned 2026-07-06")
            #expect(try await send() == 1)
            #expect(try await mailed(scene).count == 4)
        }
    }

    @Test("is left alone when its lecture is off or was given")
    func off() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let host = try await scene.cast.host()
            let (assignment, _, _) = try await scene.planned(nil, host)
            let send = SendDigitalMaterials(office: scene.office)
            scene.cast.database.clock.set(moment("2026-07-08T23:00:00+09:00"))
            #expect(try await send() == 0)
            scene.cast.database.clock.set(Cast.today)
            let request = try await scene.cast.texts(
                "SELECT request_id::text FROM assignment WHERE id = \(assignment)"
            )
            let key = LectureRequest.ID(try #require(request.first.flatMap { Int64($0) }))
            try await CancelRequest(office: scene.office)(key, by: .host, because: "中止", as: host.credential)
            scene.cast.database.clock.set(moment("2026-07-02T10:00:00+09:00"))
            #expect(try await send() == 0)
            #expect(try await mailed(scene) == [])
        }
    }

    @Test("has fresh links when its lecture moves beyond the end of those that were sent")
    func moved() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let (lecturer, host) = (try await scene.cast.lecturer(), try await scene.cast.host())
            let (assignment, leaflet, slides) = try await scene.planned(lecturer, host)
            try await scene.deliver.send(slides, as: scene.clerk)
            let first = try await scene.secrets()
            let change = try await ProposeChange(office: scene.office)(
                scene.cast.terms(to: Cast.span("2026-08-05T14:00:00+09:00", minutes: 120)),
                of: assignment,
                by: .host,
                as: host.credential
            )
            let send = SendDigitalMaterials(office: scene.office)
            #expect(try await send() == 0)
            try await ConfirmChange(office: scene.office)(change, by: .presenter, as: lecturer.credential)
            // Seven office days before a Wednesday without a holiday between.
            let found = try await scene.deliveries(of: assignment)
            #expect(found["leaflet"]?.id == leaflet && found["leaflet"]?.shipBy == day("2026-07-27"))
            #expect(found["slides"]?.shipBy == day("2026-07-01"))
            #expect(try await send() == 2)
            #expect(try await send() == 0)
            let fresh = try await scene.secrets().dropFirst(2)
            #expect(fresh.count == 2)
            for secret in first {
                await #expect(throws: Refusal.material(.linkEnded(.revoked))) { try await scene.open(secret) }
            }
            for secret in fresh { #expect(try await scene.open(secret) == MaterialScene.pdf) }
        }
    }
}
