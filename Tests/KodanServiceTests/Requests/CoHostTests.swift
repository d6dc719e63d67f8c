import KodanDomain
import KodanMail
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("An organization that stands by a presenter's own lecture", .database)
struct CoHostTests {
    private let cast = Cast()
    private let room = MailRoom()

    /// An organization for which nobody acts any more from tomorrow on.
    private func deserted() async throws -> Host {
        let host = try await cast.host()
        try await RemoveMember(office: cast.office)(
            try #require(host.credential.user),
            from: host.organization,
            because: "退職",
            as: cast.coordinator
        )
        return host
    }

    @Test("whose answer a coordinator gave leaves a silent presenter to the desk")
    func silentPresenter() async throws {
        let (host, lecturer) = (try await deserted(), try await cast.lecturer())
        _ = try await AddMember(office: cast.office)(
            NewUser(email: try EmailAddress(lecturer.email), name: "講師"),
            to: host.organization,
            as: cast.coordinator
        )
        let (_, assignment) = try await cast.selfHosted(by: lecturer, with: host)
        _ = try await asked(at: Cast.afternoon.start.adding(days: -14))
        try await ReconfirmLecture(office: cast.office)(assignment, by: .host, as: cast.coordinator)
        let read = ReadDesk(office: cast.office)
        for entry in try await read(as: cast.coordinator).items {
            try await CloseDeskEntry(office: cast.office)(entry.id, because: "電話済", as: cast.coordinator)
        }
        for days in [-10, -6, -4, -2] { _ = try await asked(at: Cast.afternoon.start.adding(days: days)) }
        let open = try await desk().filter { $0.hasPrefix("reconfirmation_missing ") }
        #expect(open.count == 1)
        #expect(open.first?.hasPrefix("reconfirmation_missing presenter_reconfirmation ") == true)
    }

    @Test("that nobody could ask is on the desk together with the presenter once they are silent too")
    func bothSilent() async throws {
        let (host, lecturer) = (try await deserted(), try await cast.lecturer())
        _ = try await AddMember(office: cast.office)(
            NewUser(email: try EmailAddress(lecturer.email), name: "講師"),
            to: host.organization,
            as: cast.coordinator
        )
        _ = try await cast.selfHosted(by: lecturer, with: host)
        _ = try await asked(at: Cast.afternoon.start.adding(days: -14))
        #expect(try await desk() == ["reconfirmation_missing host_reconfirmation 0"])
        _ = try await asked(at: Cast.afternoon.start.adding(days: -11))
        for _ in 1...2 {
            _ = try await asked(at: Cast.afternoon.start.adding(days: -7))
            #expect(
                try await desk() == [
                    "reconfirmation_missing host_reconfirmation 0, presenter_reconfirmation 3"
                ]
            )
        }
        let noted = try await cast.events().filter { $0.hasSuffix(" dsk-1") }
        #expect(noted == ["system desk.opened dsk-1", "system desk.extended dsk-1"])
    }

    /// The questions that the worker asks at `now`.
    private func asked(at now: Instant) async throws -> [String] {
        let before = try await cast.mails().count
        cast.database.clock.set(now)
        _ = try await FollowUp(office: cast.office)()
        return try await cast.mails(after: before).sorted()
    }

    /// The newest mail to this address.
    private func mail(to address: String) async throws -> Mail {
        _ = try await room.drain()()
        return try #require(room.mails.last { $0.to.address.text == address })
    }

    private func desk() async throws -> [String] {
        try await cast.texts(
            """
            SELECT kind || ' ' || tried FROM desk_entry
             WHERE closed_at IS NULL AND (kind LIKE '%\\_missing' OR kind LIKE 'change%')
             ORDER BY id
            """
        )
    }

    @Test("is asked itself: who acts for it signs in, and the presenter is asked for their own side only")
    func members() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.selfHosted(by: lecturer, with: host)
        #expect(
            try await asked(at: Cast.afternoon.start.adding(days: -14)) == [
                "reconfirmation_asked host1@org.example.jp", "reconfirmation_asked \(lecturer.email)",
            ]
        )
        try await ReconfirmLecture(office: cast.office)(assignment, by: .host, as: host.credential)
        #expect(
            try await asked(at: Cast.afternoon.end) == [
                "confirmation_asked host1@org.example.jp", "report_asked \(lecturer.email)",
            ]
        )
        let body = try await mail(to: "host1@org.example.jp").body
        #expect(body.hasPrefix("担当 1 様\n") && body.contains("ログインが必要です。"), "\(body)")
        #expect(body.contains("/lectures/\(assignment)\n") && !body.contains("link="), "\(body)")
        _ = try await ConfirmLecture(office: cast.office)(
            assignment,
            try hostConfirmation(),
            as: host.credential
        )
        #expect(try await cast.state(of: request) == "held")
    }

    @Test("is asked at its office where nobody acts for it, which answers by the link in the mail")
    func office() async throws {
        let (host, lecturer) = (try await deserted(), try await cast.lecturer())
        let (request, assignment) = try await cast.selfHosted(by: lecturer, with: host)
        #expect(
            try await asked(at: Cast.afternoon.start.adding(days: -14)) == [
                "reconfirmation_asked office1@org.example.jp", "reconfirmation_asked \(lecturer.email)",
            ]
        )
        let body = try await mail(to: "office1@org.example.jp").body
        // The link leads to where it is answered.
        #expect(body.contains("/lectures/\(assignment)?link="))
        let found = body.firstMatch(of: /lectures\/asg-[0-9]+\?link=(\S+)/)
        let link = Credential.statusLink(String(try #require(found, "\(body)").1))
        try await ReconfirmLecture(office: cast.office)(assignment, by: .host, as: link)
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await CancelRequest(office: cast.office)(request, by: .host, because: "都合", as: link)
        }
        _ = try await asked(at: Cast.afternoon.end)
        #expect(try await mail(to: "office1@org.example.jp").body.contains("ログインは要りません。"))
        #expect(try await !mail(to: lecturer.email).body.contains("link="))
        _ = try await ConfirmLecture(office: cast.office)(assignment, try hostConfirmation(), as: link)
        #expect(try await cast.state(of: request) == "held")
    }

    @Test("that is nobody but the presenter is asked by the desk, and the presenter answers not for it")
    func nobody() async throws {
        let (host, lecturer) = (try await deserted(), try await cast.lecturer())
        let member = NewUser(email: try EmailAddress(lecturer.email), name: "講師")
        let user = try await AddMember(office: cast.office)(
            member,
            to: host.organization,
            as: cast.coordinator
        )
        let own = Credential.user(user, as: .host)
        let (request, assignment) = try await cast.selfHosted(by: lecturer, with: host)
        let mine = Refusal.ownAffair("\(assignment)")
        #expect(
            try await asked(at: Cast.afternoon.start.adding(days: -14)) == [
                "reconfirmation_asked \(lecturer.email)"
            ]
        )
        #expect(try await desk() == ["reconfirmation_missing host_reconfirmation 0"])
        let link = Credential.statusLink(try await StatusLinks(office: cast.office).link(of: request))
        for credential in [own, link] {
            await #expect(throws: mine) {
                try await ReconfirmLecture(office: cast.office)(assignment, by: .host, as: credential)
            }
            await #expect(throws: mine) {
                _ = try await ProposeChange(office: cast.office)(
                    cast.terms(),
                    of: assignment,
                    by: .host,
                    as: credential
                )
            }
        }
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(),
            of: assignment,
            by: .presenter,
            as: lecturer.credential
        )
        #expect(try await desk().last == "change_open \(change) presenter, host 0")
        await #expect(throws: mine) {
            try await ConfirmChange(office: cast.office)(change, by: .host, as: own)
        }
        #expect(try await asked(at: Cast.afternoon.end) == ["report_asked \(lecturer.email)"])
        #expect(try await desk().contains("confirmation_missing confirmation 0"))
        for credential in [own, link] {
            await #expect(throws: mine) {
                _ = try await ConfirmLecture(office: cast.office)(
                    assignment,
                    try hostConfirmation(),
                    as: credential
                )
            }
        }
    }

    @Test("is told when its lecture moves, is called off, or was not held; the presenter for it is not")
    func endings() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, first) = try await cast.selfHosted(by: lecturer, with: host)
        var before = try await cast.mails().count
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(to: Cast.span("2026-07-09T14:00:00+09:00", minutes: 90)),
            of: first,
            by: .presenter,
            as: lecturer.credential
        )
        try await ConfirmChange(office: cast.office)(change, by: .host, as: host.credential)
        #expect(
            try await cast.mails(after: before) == [
                "change_proposed host1@org.example.jp", "lecture_moved host1@org.example.jp",
                "lecture_moved \(lecturer.email)",
            ]
        )
        let (second, _) = try await cast.selfHosted(by: lecturer, with: host, at: [Cast.weekLater])
        before = try await cast.mails().count
        try await CancelRequest(office: cast.office)(
            second,
            by: .presenter,
            because: "病気",
            as: lecturer.credential
        )
        #expect(
            try await cast.mails(after: before) == [
                "lecture_cancelled \(lecturer.email)", "request_cancelled host1@org.example.jp",
                "request_cancelled contact@org.example.jp",
            ]
        )
        let (_, third) = try await cast.selfHosted(by: lecturer, with: host, at: [Cast.weekLater])
        before = try await cast.mails().count
        try await WithdrawFromAssignment(office: cast.office)(
            third,
            because: "病気",
            as: lecturer.credential
        )
        #expect(
            try await cast.mails(after: before) == [
                "request_cancelled contact@org.example.jp", "request_cancelled host1@org.example.jp",
            ]
        )
        before = try await cast.mails().count
        cast.database.clock.set(moment("2026-07-09T16:00:00+09:00"))
        try await RecordNoShow(office: cast.office)(
            first,
            absent: .host,
            because: "会場が閉まっていた",
            as: cast.coordinator
        )
        #expect(
            try await cast.mails(after: before) == [
                "lecture_not_held host1@org.example.jp", "lecture_not_held \(lecturer.email)",
            ]
        )
    }

    @Test("is not told why the presenter called their lecture off; they and the body are")
    func whyCalledOff() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (first, _) = try await cast.selfHosted(by: lecturer, with: host)
        let (second, bond) = try await cast.selfHosted(by: lecturer, with: host, at: [Cast.weekLater])
        try await CancelRequest(office: cast.office)(
            first,
            by: .presenter,
            because: "病気",
            as: lecturer.credential
        )
        try await WithdrawFromAssignment(office: cast.office)(
            bond,
            because: "病気",
            as: lecturer.credential
        )
        let read = ReadRequests(office: cast.office)
        let readers = [(host.credential, false), (lecturer.credential, true), (cast.coordinator, true)]
        for request in [first, second] {
            for (reader, isTold) in readers {
                let (found, status) = try await read.standing(of: request, as: reader)
                #expect(found.cancelledBy == .presenter)
                #expect((found.reason == "病気") == isTold)
                #expect((status.reason == "病気") == isTold)
                #expect(status.timeline.contains { $0.reason == "病気" } == isTold)
                #expect(status.timeline.contains { $0.action == "request.cancelled" })
            }
        }
    }
}
