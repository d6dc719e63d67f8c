import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// A step of the chain that somebody tries whom it does not concern.
private struct Attempt: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What is tried: the request, its offer, its assignment, by whom.
    let body: @Sendable (Scene, Credential) async throws -> Void
}

/// A lecture in Tokyo with everything that the steps need.
private struct Scene: Sendable {
    let office: Office
    let draft: RequestDraft
    let drafted: LectureRequest.ID
    let request: LectureRequest.ID
    let offered: LectureRequest.ID
    let offer: Offer.ID
    let assignment: Assignment.ID
    let run: MatchingRun.ID
    let lecturer: Lecturer
}

@Suite("Steps of the chain that are another's", .database)
struct ChainSightTests {
    private let cast = Cast()

    private static let attempts = [
        Attempt(testDescription: "status") { scene, credential in
            _ = try await ReadRequests(office: scene.office).status(of: scene.request, as: credential)
        },
        Attempt(testDescription: "slots") { scene, credential in
            _ = try await ReadRequests(office: scene.office).slots(of: scene.request, as: credential)
        },
        Attempt(testDescription: "change of a draft") { scene, credential in
            try await ChangeDraft(office: scene.office)(scene.drafted, scene.draft, as: credential)
        },
        Attempt(testDescription: "submission") { scene, credential in
            try await SubmitDraft(office: scene.office)(scene.drafted, as: credential)
        },
        Attempt(testDescription: "choice") { scene, credential in
            _ = try await AskPresenter(office: scene.office)(
                ChosenPresenter(scene.lecturer.id, because: "試し"),
                for: scene.offered,
                as: credential
            )
        },
        Attempt(testDescription: "withdrawal of an offer") { scene, credential in
            try await WithdrawOffer(office: scene.office)(scene.offer, because: "試し", as: credential)
        },
        Attempt(testDescription: "replacement") { scene, credential in
            _ = try await ReplacePresenter(office: scene.office)(
                scene.assignment,
                by: .body,
                because: "試し",
                as: credential
            )
        },
        Attempt(testDescription: "reconfirmation") { scene, credential in
            try await ReconfirmLecture(office: scene.office)(scene.assignment, by: .host, as: credential)
        },
        Attempt(testDescription: "travel") { scene, credential in
            _ = try await ReadTravel(office: scene.office)(of: scene.assignment, as: credential)
        },
        Attempt(testDescription: "evidence") { scene, credential in
            _ = try await FileEvidence(office: scene.office, folder: "/nowhere")(
                Array("abc".utf8),
                named: "a.txt",
                kind: .other,
                for: scene.assignment,
                as: credential
            )
        },
    ]

    private func scene() async throws -> Scene {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let other = try await cast.lecturer(2)
        let draft = try cast.draft(of: .organization(host.organization))
        let drafted = try await DraftRequest(office: cast.office)(draft, as: host.credential)
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let offered = try await cast.approved(by: host, at: [Cast.weekLater])
        let matched = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        _ = try await SendOffers(office: cast.office)(offered, as: cast.coordinator)
        let last = try await cast.texts("SELECT max(id)::text FROM offer").first.flatMap(Int64.init)
        return Scene(
            office: cast.office,
            draft: draft,
            drafted: drafted,
            request: request,
            offered: offered,
            offer: Offer.ID(try #require(last)),
            assignment: assignment,
            run: try #require(matched.run),
            lecturer: other
        )
    }

    @Test("are refused, and leave nothing behind")
    func refused() async throws {
        let scene = try await scene()
        let strangers = [
            ("host", try await cast.host(2).credential), ("presenter", try await cast.lecturer(3).credential),
            ("limited coordinator", try await cast.limited(to: "27")),
        ]
        let before = try await cast.footprint()
        for (name, stranger) in strangers {
            for attempt in ChainSightTests.attempts {
                var refusal: Refusal?
                do {
                    try await attempt.body(scene, stranger)
                } catch let thrown as Refusal {
                    refusal = thrown
                }
                let isHidden = refusal.map { if case .notFound = $0 { true } else { false } } ?? false
                let isForbidden = refusal.map { if case .notPermitted = $0 { true } else { false } } ?? false
                #expect(
                    isHidden || isForbidden,
                    "\(name): \(attempt.testDescription): \(String(describing: refusal))"
                )
                // Of what exists a stranger of the right role learns nothing.
                if name == "limited coordinator" { #expect(isHidden, "\(attempt.testDescription)") }
            }
        }
        #expect(try await cast.footprint() == before)
    }

    @Test("show a limited coordinator runs, but no proposals for requests elsewhere")
    func proposals() async throws {
        let scene = try await scene()
        let read = ReadMatchingRuns(office: cast.office)
        let all = try await read.proposals(of: scene.run, as: cast.coordinator)
        #expect(all.items.map(\.request) == [scene.offered])
        let osaka = try await cast.limited(to: "27")
        #expect(try await read.proposals(of: scene.run, as: osaka).items == [])
        #expect(try await ReadRequests(office: cast.office)(as: osaka).items == [])
        #expect(try await ReadOffers(office: cast.office)(as: osaka).items == [])
        #expect(try await ReadAssignments(office: cast.office)(as: osaka).items == [])
    }
}
