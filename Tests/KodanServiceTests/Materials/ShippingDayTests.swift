import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("The day by which planned leaflets leave", .database)
struct ShippingDayTests {
    /// By when the leaflets and the slides of a lecture leave.
    private func days(_ assignment: Assignment.ID, _ scene: MaterialScene) async throws -> [String?] {
        let found = try await scene.deliveries(of: assignment)
        return [found["leaflet"]?.shipBy.description, found["slides"]?.shipBy.description]
    }

    /// Moves the lecture, with the word of both sides.
    private func move(
        _ assignment: Assignment.ID,
        to during: TimeRange,
        _ host: Host,
        _ lecturer: Lecturer,
        _ scene: MaterialScene
    ) async throws {
        let change = try await ProposeChange(office: scene.office)(
            scene.cast.terms(to: during),
            of: assignment,
            by: .host,
            as: host.credential
        )
        try await ConfirmChange(office: scene.office)(change, by: .presenter, as: lecturer.credential)
    }

    @Test("follows holidays that are announced later, but for a day that somebody chose")
    func holidays() async throws {
        try await MaterialScene.with { scene in
            try await scene.cast.database.owner.transaction { session in
                try session.script(
                    "DELETE FROM holiday WHERE day < '2027-01-01'; DELETE FROM holiday_year WHERE year = 2026"
                )
            }
            let host = try await scene.cast.host()
            let (usual, leaflet, _) = try await scene.planned(try await scene.cast.lecturer(1), host)
            let (chosen, other, _) = try await scene.planned(try await scene.cast.lecturer(2), host)
            #expect(try await days(usual, scene) == ["2026-06-29", "2026-07-01"])
            try await scene.deliver.change(other, DeliveryChange(shipBy: day("2026-06-30")), as: scene.clerk)
            let mark = try await scene.cast.mark()
            try await AddHolidays(office: scene.office)(
                [
                    Holiday(date: day("2026-06-29"), name: "開庁記念日"),
                    Holiday(date: day("2026-07-01"), name: "臨時休業"),
                ],
                of: 2026,
                as: scene.cast.database.staff.administrator
            )
            #expect(try await days(usual, scene) == ["2026-06-25", "2026-07-01"])
            #expect(try await days(chosen, scene) == ["2026-06-30", "2026-07-01"])
            #expect(
                try await scene.cast.events(since: mark) == [
                    "administrator holidays.added holidays-2026", "administrator delivery.changed \(leaflet)",
                ]
            )
        }
    }

    @Test("that somebody chose stays when the lecture moves, unless it does not lie before it any more")
    func chosen() async throws {
        try await MaterialScene.with { scene in
            let (host, lecturer) = (try await scene.cast.host(), try await scene.cast.lecturer())
            let (assignment, leaflet, slides) = try await scene.planned(lecturer, host)
            for delivery in [leaflet, slides] {
                try await scene.deliver.change(
                    delivery,
                    DeliveryChange(shipBy: day("2026-07-02")),
                    as: scene.clerk
                )
            }
            try await move(assignment, to: Cast.weekLater, host, lecturer, scene)
            #expect(try await days(assignment, scene) == ["2026-07-02", "2026-07-02"])
            let early = Cast.span("2026-07-02T14:00:00+09:00", minutes: 90)
            try await move(assignment, to: early, host, lecturer, scene)
            #expect(try await days(assignment, scene) == ["2026-06-23", "2026-06-25"])
            // It was chosen for another lecture day, and counts no more.
            try await move(assignment, to: Cast.weekLater, host, lecturer, scene)
            #expect(try await days(assignment, scene) == ["2026-07-06", "2026-07-08"])
        }
    }

    @Test("is counted anew once a day by the table of then, and what should have left stays late")
    func table() async throws {
        try await MaterialScene.with { scene in
            let (assignment, _, _) = try await scene.planned()
            var rules = OfficeRules()
            rules.shipping = try #require(ShippingTable(usual: 10))
            let patient = Office(
                pool: scene.office.pool,
                clock: scene.office.clock,
                vault: scene.office.vault,
                rules: rules
            )
            #expect(try await RecountShipping(office: scene.office)() == 0)
            #expect(try await RecountShipping(office: patient)() == 0)
            scene.cast.database.clock.advance(minutes: 1440)
            #expect(try await RecountShipping(office: patient)() == 1)
            #expect(try await RecountShipping(office: scene.office)() == 0)
            #expect(try await days(assignment, scene) == ["2026-06-24", "2026-07-01"])
            scene.cast.database.clock.set(moment("2026-06-25T10:00:00+09:00"))
            #expect(try await RecountShipping(office: scene.office)() == 0)
            #expect(try await days(assignment, scene) == ["2026-06-24", "2026-07-01"])
        }
    }
}
