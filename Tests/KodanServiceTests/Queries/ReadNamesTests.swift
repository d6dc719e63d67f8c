import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("What things are called", .database)
struct ReadNamesTests {
    private let cast = Cast()

    @Test("is told for every kind of key, and a key that names nothing keeps itself")
    func kinds() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let user = try #require(cast.coordinator.user)
        let keys = [
            "\(request)", "\(assignment)", "\(lecturer.id)", "\(host.organization)", "\(user)", "pye-99", "?",
        ]
        let names = try await ReadNames(office: cast.office)(of: keys, as: cast.coordinator)
        #expect(names[request] == "情報セキュリティ講習" && names[assignment] == names[request])
        #expect(names[lecturer.id] == "講師 第1")
        #expect(names[host.organization] == "団体1")
        #expect(!names[user].hasPrefix("usr-"))
        #expect(names[Payee.ID(99)] == "pye-99")
    }

    @Test("is not told to who may not see the thing")
    func sight() async throws {
        let host = try await cast.host()
        let (lecturer, other) = (try await cast.lecturer(), try await cast.lecturer(2))
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let read = ReadNames(office: cast.office)
        let keys = ["\(assignment)", "\(lecturer.id)", "\(other.id)"]
        let own = try await read(of: keys, as: lecturer.credential)
        #expect(own[assignment] == "情報セキュリティ講習" && own[other.id] == other.id.description)
        let foreign = try await read(of: keys, as: other.credential)
        #expect(foreign[assignment] == assignment.description)
        #expect(foreign[lecturer.id] == lecturer.id.description)
        let nobody = try await read(of: [], as: lecturer.credential)
        #expect(nobody == ThingNames())
    }
}
