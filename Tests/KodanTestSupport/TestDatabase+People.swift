public import KodanDomain
public import KodanService
import KodanStore
import Postgres

extension TestDatabase {
    /// Registers somebody, and says as whom they act.
    public func makePresenter(
        _ draft: PresenterDraft
    ) async throws -> (id: Presenter.ID, credential: Credential) {
        let ids = try await RegisterPresenters(office: office)([draft], as: staff.coordinator)
        let user = try await owner.transaction { session in
            try session.value("SELECT user_id FROM presenter WHERE id = \(ids[0])", as: User.ID.self)
        }
        return (ids[0], .user(user, as: .presenter))
    }

    /// Registers an organization with one member, and says as whom that member acts.
    public func makeOrganization(
        _ draft: OrganizationDraft
    ) async throws -> (id: Organization.ID, host: Credential) {
        let ids = try await RegisterOrganizations(office: office)([draft], as: staff.coordinator)
        let member = NewUser(email: draft.email, name: draft.name)
        let user = try await AddMember(office: office)(member, to: ids[0], as: staff.coordinator)
        return (ids[0], .user(user, as: .host))
    }

    /// Hires a coordinator who is limited to these prefectures; `number` tells the mail addresses of several apart.
    public func makeCoordinator(
        limitedTo prefectures: [String],
        number: Int = 1
    ) async throws -> Credential {
        let user = try await CreateUser(office: office)(
            NewUser(email: EmailAddress("limited\(number)@body.example.jp"), name: "limited"),
            roles: [],
            as: staff.administrator
        )
        for prefecture in prefectures {
            try await GrantRole(office: office)(
                .coordinator,
                to: user,
                in: PrefectureCode(prefecture),
                as: staff.administrator
            )
        }
        return .user(user, as: .coordinator)
    }

    /// Hands in a request of an organization for an afternoon sixty days from now.
    public func makeRequest(
        of organization: Organization.ID,
        as credential: Credential
    ) async throws -> LectureRequest.ID {
        let start = Instant(clock.now.date.adding(days: 60), TimeOfDay(hour: 14, minute: 0) ?? .midnight)
        guard let slot = TimeRange(start: start, minutes: 90) else {
            preconditionFailure("an afternoon has ninety minutes")
        }
        let draft = try RequestDraft(
            programme: ProgrammeCode("regional_dispatched"),
            asker: .organization(organization),
            contact: Contact(
                name: "見本 太郎",
                email: EmailAddress("taro@example.jp"),
                phone: PhoneNumber("03-0000-0001")
            ),
            title: "見本講習会",
            purpose: "",
            audience: "",
            expectedAttendance: 30,
            isOpenToPublic: true,
            place: .venue(
                Venue(name: "見本会館", municipality: MunicipalityCode("13101"), address: "九段南1-2-1")
            ),
            topic: TopicCode("phishing"),
            requiredLevel: 1,
            slots: [slot]
        )
        return try await SubmitRequest(office: office)(draft, as: credential)
    }
}
