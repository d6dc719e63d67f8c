import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("Materials on the desk", .database)
struct MaterialDeskTests {
    private func desk(_ scene: MaterialScene) async throws -> [String] {
        try await scene.cast.texts(
            "SELECT kind || ' ' || tried FROM desk_entry WHERE closed_at IS NULL AND kind IN ('pack_late', 'return_expected')"
        )
    }

    @Test("are packs that should have left, until they leave")
    func late() async throws {
        try await MaterialScene.with { scene in
            let (_, leaflet, slides) = try await scene.planned()
            let follow = FollowUp(office: scene.office)
            scene.cast.database.clock.set(moment("2026-06-29T18:00:00+09:00"))
            _ = try await follow()
            #expect(try await desk(scene) == [])
            // The slides have no file that could go out by itself.
            scene.cast.database.clock.set(moment("2026-07-02T09:00:00+09:00"))
            _ = try await follow()
            _ = try await follow()
            #expect(
                try await desk(scene)
                    == ["pack_late \(leaflet) leaflet 2026-06-29, \(slides) slides 2026-07-01"]
            )
            try await scene.print(30)
            try await scene.deliver.send(leaflet, as: scene.clerk)
            _ = try await follow()
            #expect(try await desk(scene).count == 1)
            try await scene.deliver.send(slides, as: scene.clerk)
            _ = try await follow()
            #expect(try await desk(scene) == [])
        }
    }

    @Test("are closed by clerks too, who close nothing else")
    func closed() async throws {
        try await MaterialScene.with { scene in
            _ = try await scene.planned()
            scene.cast.database.clock.set(moment("2026-06-30T09:00:00+09:00"))
            let follow = FollowUp(office: scene.office)
            _ = try await follow()
            var filter = DeskFilter()
            filter.kinds = [.packLate]
            let entry = try #require(
                try await ReadDesk(office: scene.office)(filter, as: scene.clerk).items.first
            )
            try await CloseDeskEntry(office: scene.office)(entry.id, because: "手渡し", as: scene.clerk)
            _ = try await follow()
            #expect(try await desk(scene) == [])
        }
    }

    @Test("are copies of a lecture that is off, until they are back; what was planned is free at once")
    func cancelled() async throws {
        try await MaterialScene.with { scene in
            try await scene.file()
            let lecturer = try await scene.cast.lecturer()
            let host = try await scene.cast.host()
            let (assignment, leaflet, slides) = try await scene.planned(lecturer, host)
            try await scene.print(100)
            try await scene.deliver.send(leaflet, as: scene.clerk)
            try await scene.deliver.send(slides, as: scene.clerk)
            let more = try await AddMaterial(office: scene.office)(
                try MaterialDraft(code: "extra", japaneseName: "追加", englishName: "extra", medium: .printed),
                try EditionDraft(label: "初版", issuedOn: Cast.today.date),
                as: scene.clerk
            )
            let extra = try #require(
                try await scene.deliver.plan(for: assignment, [more.material], as: scene.clerk).first
            )
            try await WithdrawFromAssignment(office: scene.office)(
                assignment,
                because: "病気",
                as: lecturer.credential
            )
            let found = try await scene.deliveries(of: assignment)
            #expect(found["extra"]?.state == .returned && found["extra"]?.id == extra)
            #expect(found["slides"]?.state == .returned && found["leaflet"]?.state == .sent)
            #expect(try await desk(scene) == ["return_expected \(leaflet) leaflet 2026-06-29"])
            let secret = try #require(try await scene.secrets().first)
            await #expect(throws: Refusal.material(.linkEnded(.revoked))) { try await scene.open(secret) }
            #expect(try await scene.stock() == ["70 70"])
            try await scene.deliver.takeBack(leaflet, quantity: 28, as: scene.clerk)
            _ = try await FollowUp(office: scene.office)()
            #expect(try await desk(scene) == [])
            #expect(try await scene.stock() == ["98 98"])
        }
    }

    @Test("say after the lecture which edition was used")
    func used() async throws {
        try await MaterialScene.with { scene in
            let lecturer = try await scene.cast.lecturer()
            let (assignment, _, slides) = try await scene.planned(lecturer, nil)
            try await scene.deliver.send(slides, as: scene.clerk)
            scene.cast.pass()
            let report = try LectureReportDraft(
                held: Cast.afternoon,
                minutes: 90,
                attendance: 20,
                summary: "無事終了",
                travel: []
            )
            _ = try await ReportLecture(office: scene.office)(assignment, report, as: lecturer.credential)
            let found = try await scene.deliveries(of: assignment)
            #expect(found["slides"]?.usedAt == scene.cast.database.clock.now)
            #expect(found["slides"]?.editionID == scene.slides.edition)
            #expect(found["leaflet"]?.usedAt == nil)
        }
    }
}
