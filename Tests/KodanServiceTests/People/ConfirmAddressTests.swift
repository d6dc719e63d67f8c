import KodanDomain
import KodanMail
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A presenter's new mail address", .database)
struct ConfirmAddressTests {
    private let cast = Cast()
    private let room = MailRoom()
    private let home = ClientAddress("192.0.2.1")
    private var confirm: ConfirmAddress { ConfirmAddress(office: cast.office) }

    private func ask(_ lecturer: Lecturer, _ name: String) async throws {
        let change = try PresenterChange(email: try EmailAddress("\(name)@people.example.jp"))
        try await ChangePresenter(office: cast.office)(lecturer.id, change, as: lecturer.credential)
    }

    /// The secret in the newest mail to this address.
    private func link(to name: String) async throws -> String {
        _ = try await room.drain()()
        let body = room.mails.last { $0.to.address.text == "\(name)@people.example.jp" }?.body ?? ""
        let found = body.firstMatch(of: /http:\/\/127\.0\.0\.1:8080\/address\?link=(kdl_\S+)/)
        return String(try #require(found, "\(body)").1)
    }

    private func profile(_ lecturer: Lecturer) async throws -> (email: String, waits: String?) {
        let read = try await ReadPresenters(office: cast.office)(lecturer.id, as: lecturer.credential)
        return (read.summary.email.text, read.profile.newEmail?.text)
    }

    @Test("counts when the link that was mailed there is used, once, and is told where they were reached")
    func confirmed() async throws {
        let lecturer = try await cast.lecturer()
        try await ask(lecturer, "neu")
        #expect(try await profile(lecturer) == (lecturer.email, "neu@people.example.jp"))
        let link = try await link(to: "neu")
        let begin = try await cast.mails().count
        try await confirm(link, from: home)
        #expect(try await profile(lecturer) == ("neu@people.example.jp", nil))
        #expect(
            try await cast.mails(after: begin).sorted() == [
                "contact_changed neu@people.example.jp", "contact_changed \(lecturer.email)",
            ]
        )
        await #expect(throws: Refusal.signIn(.linkSpent)) { try await confirm(link, from: home) }
        #expect(
            try await cast.events().suffix(2) == [
                "presenter presenter.address_asked \(lecturer.id)",
                "presenter presenter.changed \(lecturer.id)",
            ]
        )
    }

    @Test("is not confirmed by a link that is late, was replaced, or is none")
    func refused() async throws {
        let lecturer = try await cast.lecturer()
        try await ask(lecturer, "one")
        let first = try await link(to: "one")
        cast.database.clock.advance(minutes: 61)
        try await ask(lecturer, "two")
        let second = try await link(to: "two")
        cast.database.clock.advance(minutes: ConfirmAddress.linkMinutes)
        for spent in [first, second, "kdl_x", ""] {
            await #expect(throws: Refusal.signIn(.linkSpent)) { try await confirm(spent, from: home) }
        }
        #expect(try await profile(lecturer).email == lecturer.email)
        _ = try await TidySignIn(office: cast.office)()
        #expect(try await cast.texts("SELECT count(*)::text FROM presenter_new_email") == ["1"])
        cast.database.clock.advance(minutes: 1)
        _ = try await TidySignIn(office: cast.office)()
        #expect(try await profile(lecturer).waits == nil)
    }

    @Test("is asked for with one answer, whoever has it; only who reads the mail learns that it is taken")
    func taken() async throws {
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        try await ask(lecturer, "presenter2")
        #expect(try await profile(lecturer) == (lecturer.email, other.email))
        let link = try await link(to: "presenter2")
        await #expect(throws: Refusal.emailTaken(try EmailAddress(other.email))) {
            try await confirm(link, from: home)
        }
        // Nothing of it is kept, so that the link serves when the other has another address.
        let moved = try PresenterChange(email: try EmailAddress("moved@people.example.jp"))
        try await ChangePresenter(office: cast.office)(other.id, moved, as: cast.coordinator)
        try await confirm(link, from: home)
        #expect(try await profile(lecturer) == (other.email, nil))
    }

    @Test("waits no more once a coordinator has set one, and nobody is mailed to without end")
    func overtaken() async throws {
        let lecturer = try await cast.lecturer()
        try await ask(lecturer, "neu")
        let link = try await link(to: "neu")
        let set = try PresenterChange(email: try EmailAddress("phoned@people.example.jp"))
        try await ChangePresenter(office: cast.office)(
            lecturer.id,
            set,
            onBehalfOf: "本人",
            as: cast.coordinator
        )
        await #expect(throws: Refusal.signIn(.linkSpent)) { try await confirm(link, from: home) }
        #expect(try await profile(lecturer) == ("phoned@people.example.jp", nil))
        var sent = 0
        for number in 1...6 {
            let other = try await cast.lecturer(number + 1)
            do {
                try await ask(other, "victim")
                sent += 1
            } catch Refusal.signIn(.tooMany) {}
        }
        #expect(sent <= AttemptBudget.contact.free + 1)
    }

    @Test(
        "waits no more when the present one is said again, and when who asked for it has another password or is gone"
    )
    func ended() async throws {
        let administrator = cast.database.staff.administrator
        let ends: [@Sendable (Lecturer, User.ID) async throws -> Void] = [
            { lecturer, _ in
                let same = try PresenterChange(email: try EmailAddress(lecturer.email))
                try await ChangePresenter(office: cast.office)(lecturer.id, same, as: lecturer.credential)
            },
            { _, user in
                let password = try Password("correct horse battery staple")
                try await SetPassword(office: cast.office)(password, of: user, as: administrator)
            },
            { _, user in
                try await DisableUser(office: cast.office)(user, because: "乗っ取り", as: administrator)
            },
            { lecturer, _ in
                try await ChangePresenterStatus(office: cast.office)(
                    of: lecturer.id,
                    to: .retired,
                    because: "退任",
                    as: cast.coordinator
                )
            },
        ]
        for (number, end) in ends.enumerated() {
            let lecturer = try await cast.lecturer(number + 1)
            try await ask(lecturer, "neu\(number)")
            let link = try await link(to: "neu\(number)")
            try await end(lecturer, try #require(lecturer.credential.user))
            await #expect(throws: Refusal.signIn(.linkSpent), "\(number)") {
                try await confirm(link, from: home)
            }
            let read = try await ReadPresenters(office: cast.office)(lecturer.id, as: cast.coordinator)
            #expect(read.profile.newEmail == nil && read.summary.email.text == lecturer.email)
        }
    }

    @Test("is seen by those alone who see the presenter, and its link by nobody")
    func rows() async throws {
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        try await ask(lecturer, "neu")
        for (credential, count) in [
            (lecturer.credential, 1), (cast.coordinator, 1), (other.credential, 0),
        ] {
            let seen = try await cast.office.transaction(as: credential) { desk in
                try desk.session.value("SELECT count(*)::integer FROM presenter_new_email", as: Int.self)
            }
            #expect(seen == count)
        }
        await #expect(throws: PostgresError.self) {
            try await cast.office.transaction(as: .system) { desk in
                _ = try desk.session.execute("SELECT digest FROM presenter_new_email")
            }
        }
    }
}
