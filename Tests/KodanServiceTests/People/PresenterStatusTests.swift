import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("A presenter's status", .database)
struct PresenterStatusTests {
    private let database = TestDatabase.current

    @Test("goes there and back, and ends with retirement")
    func steps() async throws {
        let (id, _) = try await database.makePresenter(Sample.presenter(1))
        let change = ChangePresenterStatus(office: database.office)
        for status in [PresenterStatus.suspended, .active, .retired] {
            try await change(of: id, to: status, because: "asked to", as: database.staff.coordinator)
        }
        await #expect(throws: Refusal.presenterStatus(id, .retired)) {
            try await change(of: id, to: .active, because: "regret", as: database.staff.coordinator)
        }
    }

    @Test("is nobody's to change who is not there")
    func missing() async throws {
        await #expect(throws: Refusal.notFound("pre-7")) {
            try await ChangePresenterStatus(office: database.office)(
                of: Presenter.ID(7),
                to: .retired,
                because: "gone",
                as: database.staff.coordinator
            )
        }
    }
}
