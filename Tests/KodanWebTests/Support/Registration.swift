import KodanDomain
import KodanService
import KodanStore
import Postgres
import Testing

/// Registers people as an office does.
struct Registration {
    let office: Office
    let coordinator: Credential

    func host(_ number: Int) async throws -> (organization: Organization.ID, user: User.ID) {
        let draft = try OrganizationDraft(
            name: "団体\(number)",
            kind: .chamberOfCommerce,
            municipality: try MunicipalityCode("13101"),
            address: "一丁目\(number)",
            email: try EmailAddress("office\(number)@org.example.jp"),
            phone: try PhoneNumber("03-0000-\(1000 + number)")
        )
        let organization = try #require(
            try await RegisterOrganizations(office: office)([draft], as: coordinator).first
        )
        let user = NewUser(email: try EmailAddress("host\(number)@org.example.jp"), name: "担当 \(number)")
        return (organization, try await AddMember(office: office)(user, to: organization, as: coordinator))
    }

    func presenter(_ number: Int, _ owner: Pool) async throws -> (id: Presenter.ID, user: User.ID) {
        let draft = try PresenterDraft(
            name: try PersonName(family: "講師", given: "第\(number)"),
            kana: try KanaName(family: "コウシ", given: number == 1 ? "ア" : "イ"),
            email: try EmailAddress("presenter\(number)@people.example.jp"),
            phone: try PhoneNumber("090-0000-\(1000 + number)"),
            postalCode: try PostalCode("1600022"),
            municipality: try MunicipalityCode("13104"),
            address: "新宿\(number)",
            topics: [try TopicSkill(try TopicCode("five_rules"), level: 2)]
        )
        let id = try #require(try await RegisterPresenters(office: office)([draft], as: coordinator).first)
        let user = try await owner.transaction { session in
            try session.value("SELECT user_id FROM presenter WHERE id = \(id.rawValue)", as: Int64.self)
        }
        return (id, User.ID(user))
    }
}
