import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A change of an organization", .database)
struct ChangeOrganizationTests {
    private let cast = Cast()
    private var change: ChangeOrganization { ChangeOrganization(office: cast.office) }

    @Test("sets and empties what it names, and records the fields that became different")
    func fields() async throws {
        let host = try await cast.host(1)
        let begin = try await cast.mark()
        try await change(
            host.organization,
            OrganizationChange(
                name: "九段商工会議所",
                kana: .set("クダンショウコウカイギショ"),
                postalCode: .set(try PostalCode("1020074")),
                phone: try PhoneNumber("03-0000-9999"),
                isCouncilMember: true,
                registrationNumber: .set("7000012050002")
            ),
            as: cast.coordinator
        )
        let read = ReadOrganizations(office: cast.office)
        let shown = try await read(host.organization, as: host.credential)
        #expect(shown.summary.name == "九段商工会議所" && shown.summary.isCouncilMember)
        #expect(shown.kana == "クダンショウコウカイギショ" && shown.postalCode?.digits == "1020074")
        #expect(shown.phone.text == "03-0000-9999" && shown.address == "一丁目1")
        try await change(
            host.organization,
            OrganizationChange(kana: .clear, postalCode: .clear, address: "一丁目1", registrationNumber: .clear),
            as: cast.database.staff.administrator
        )
        let emptied = try await read(host.organization, as: host.credential)
        #expect(emptied.kana == nil && emptied.postalCode == nil && emptied.registrationNumber == nil)
        #expect(
            try await cast.texts(
                "SELECT role || ' ' || (detail ->> 'fields') FROM audit_event WHERE id > \(begin) ORDER BY id"
            ) == [
                "coordinator name kana postal_code phone council_member registration_number",
                "administrator kana postal_code registration_number",
            ]
        )
        try await change(
            host.organization,
            OrganizationChange(kind: .chamberOfCommerce),
            as: cast.coordinator
        )
        #expect(try await cast.events(since: begin).count == 2)
    }

    @Test(
        "is refused for what cannot be, for one that is merged, and to all but coordinators and administrators"
    )
    func refused() async throws {
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        await #expect(throws: Refusal.field(FieldRefused(.name, expected: .present))) {
            try await change(host.organization, OrganizationChange(name: " "), as: cast.coordinator)
        }
        let nowhere = OrganizationChange(municipality: try MunicipalityCode("13999"))
        await #expect(throws: Refusal.unknownCode(.municipality, "13999")) {
            try await change(host.organization, nowhere, as: cast.coordinator)
        }
        await #expect(throws: Refusal.notFound("org-99")) {
            try await change(Organization.ID(99), nowhere, as: cast.coordinator)
        }
        let address = OrganizationChange(address: "二丁目")
        for credential in [host.credential, cast.database.staff.clerk] {
            await #expect(throws: Refusal.self) {
                try await change(host.organization, address, as: credential)
            }
        }
        try await cast.merge(host, into: other, because: "統合")
        await #expect(throws: Refusal.organizationMerged(host.organization)) {
            try await change(host.organization, address, as: cast.coordinator)
        }
    }

    @Test("of members ends at once for one who is removed, who may be nobody else's to remove")
    func removal() async throws {
        let host = try await cast.host(1)
        let remove = RemoveMember(office: cast.office)
        let member = try #require(host.credential.user)
        let colleague = try await AddMember(office: cast.office)(
            NewUser(email: try EmailAddress("second@org.example.jp"), name: "二人目"),
            to: host.organization,
            as: cast.coordinator
        )
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await remove(colleague, from: host.organization, because: "退職", as: host.credential)
        }
        cast.database.clock.set(moment("2026-06-10T09:00:00+09:00"))
        try await remove(colleague, from: host.organization, because: "退職", as: cast.coordinator)
        let read = ReadOrganizations(office: cast.office)
        #expect(try await read(as: .user(colleague, as: .host)).items.isEmpty)
        await #expect(throws: Refusal.notMember(colleague, host.organization)) {
            try await remove(colleague, from: host.organization, because: "退職", as: cast.coordinator)
        }
        // Who comes back the same day and goes again is a member until its end.
        _ = try await AddMember(office: cast.office)(
            NewUser(email: try EmailAddress("second@org.example.jp"), name: "二人目"),
            to: host.organization,
            as: cast.coordinator
        )
        try await remove(colleague, from: host.organization, because: "誤り", as: cast.coordinator)
        #expect(try await read(as: .user(colleague, as: .host)).items.count == 1)
        await #expect(throws: Refusal.notMember(colleague, host.organization)) {
            try await remove(colleague, from: host.organization, because: "誤り", as: cast.coordinator)
        }
        try await remove(member, from: host.organization, because: "異動", as: host.credential)
        #expect(try await read(as: host.credential).items.isEmpty)
        cast.database.clock.set(moment("2026-06-11T09:00:00+09:00"))
        #expect(try await read(as: .user(colleague, as: .host)).items.isEmpty)
    }
}
