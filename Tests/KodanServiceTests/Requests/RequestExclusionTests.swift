import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Whom a host does not want for a request", .database)
struct RequestExclusionTests {
    private let cast = Cast()

    private func draft(
        _ host: Host,
        without excluded: [Presenter.ID],
        preferring preferred: Presenter.ID? = nil
    ) throws -> RequestDraft {
        let plain = try cast.draft(of: .organization(host.organization))
        return try RequestDraft(
            programme: plain.programme,
            asker: plain.asker,
            contact: plain.contact,
            title: plain.title,
            purpose: plain.purpose,
            audience: plain.audience,
            expectedAttendance: plain.expectedAttendance,
            isOpenToPublic: plain.isOpenToPublic,
            place: plain.place,
            topic: plain.topic,
            requiredLevel: plain.requiredLevel,
            preferredPresenter: preferred,
            excludedPresenters: try excluded.map { id throws(FieldRefused) in
                try RequestExclusion(id, reason: "重複")
            },
            slots: plain.slots
        )
    }

    @Test("is not sent, though nearer than another")
    func match() async throws {
        let host = try await cast.host()
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await SubmitRequest(office: cast.office)(
            try draft(host, without: [near.id]),
            as: host.credential
        )
        try await ScreenRequest(office: cast.office)(request, .approve, as: cast.coordinator)
        let matches = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator).matches
        #expect(matches.map(\.presenter) == [far.id])
    }

    @Test("is replaced when the request is corrected, and hidden from presenters")
    func corrected() async throws {
        let host = try await cast.host()
        let first = try await cast.lecturer(1)
        let second = try await cast.lecturer(2)
        let id = try await SubmitRequest(office: cast.office)(
            try draft(host, without: [first.id]),
            as: host.credential
        )
        try await ScreenRequest(office: cast.office)(
            id,
            .sendBack(corrections: "確認"),
            as: cast.coordinator
        )
        try await CorrectRequest(office: cast.office)(
            id,
            try draft(host, without: [second.id]),
            as: host.credential
        )
        let read = ReadRequests(office: cast.office)
        let seen = try await read(id, as: host.credential).excludedPresenters.map(\.presenter)
        #expect(seen == [second.id])
        try await ScreenRequest(office: cast.office)(id, .approve, as: cast.coordinator)
        _ = try await cast.ask([first], for: id)
        #expect(try await read(id, as: first.credential).excludedPresenters.isEmpty)
    }

    @Test("is somebody who is there, named once and not preferred as well")
    func refused() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let nobody = Presenter.ID(999)
        await #expect(throws: Refusal.notFound("pre-999")) {
            try await SubmitRequest(office: cast.office)(
                try draft(host, without: [nobody]),
                as: host.credential
            )
        }
        #expect(throws: FieldRefused(.excludedPresenters, at: 0, expected: .notPreferred)) {
            try draft(host, without: [lecturer.id], preferring: lecturer.id)
        }
        #expect(throws: FieldRefused(.excludedPresenters, at: 1, expected: .once)) {
            try draft(host, without: [lecturer.id, lecturer.id])
        }
    }
}
