import KodanDomain
import KodanMail
import KodanService
import KodanTestSupport
import Testing

@Suite("Mails about a request", .database)
struct RequestMailTests {
    private let room = MailRoom()
    private let database = TestDatabase.current

    private func submit() async throws -> LectureRequest.ID {
        let office = database.office
        let email = try EmailAddress("host@example.jp")
        let phone = try PhoneNumber("03-1234-5678")
        let organizations = try await RegisterOrganizations(office: office)(
            [
                try OrganizationDraft(
                    name: "見本商工会議所",
                    kind: .chamberOfCommerce,
                    municipality: MunicipalityCode("13101"),
                    address: "九段南1-1",
                    email: email,
                    phone: phone
                )
            ],
            as: database.staff.coordinator
        )
        let start = moment("2026-12-05T14:00:00+09:00")
        let draft = try RequestDraft(
            programme: ProgrammeCode("regional_dispatched"),
            asker: .organization(try #require(organizations.first)),
            contact: Contact(name: "佐藤 花子", email: email, phone: phone),
            title: "メールの見分け方",
            purpose: "被害を防ぐ",
            audience: "会員",
            expectedAttendance: 40,
            isOpenToPublic: true,
            place: .online,
            topic: TopicCode("phishing"),
            requiredLevel: 1,
            slots: [try #require(TimeRange(start: start, minutes: 120))]
        )
        return try await SubmitRequest(office: office)(draft, as: database.staff.coordinator)
    }

    @Test("tell its contact each step, with the reason where there is one")
    func chain() async throws {
        let office = database.office
        let coordinator = database.staff.coordinator
        let drain = try room.drain()
        let id = try await submit()
        #expect(try await drain() == DrainOutcome(sent: 1))
        let corrections = "会場の住所を\nご記入ください。"
        try await ScreenRequest(office: office)(id, .sendBack(corrections: corrections), as: coordinator)
        #expect(try await drain() == DrainOutcome(sent: 1))
        try await CancelRequest(office: office)(id, by: .host, because: "日程の都合", as: coordinator)
        #expect(try await drain() == DrainOutcome(sent: 1))
        try #require(room.mails.count == 3)
        #expect(
            room.mails.map(\.subject) == [
                "お申し込みを受け付けました（\(id)）", "お申し込み内容の修正をお願いします（\(id)）",
                "お申し込みは中止になりました（\(id)）",
            ]
        )
        for mail in room.mails {
            #expect(mail.to.name == "佐藤 花子" && mail.body.hasPrefix("佐藤 花子 様\n"))
            #expect(mail.body.contains("講演名　メールの見分け方\n") && mail.body.contains("会場　オンライン\n"))
        }
        #expect(room.mails[1].body.contains(corrections))
        #expect(room.mails[2].body.contains("日時　未定\n"))
    }
}
