import KodanDomain
import Testing

@Suite("The draft of a programme")
struct ProgrammeDraftTests {
    private struct Given {
        var name = "地域講習"
        var delivery = Delivery.dispatched
        var askers: [OrganizationKind] = [.other, .police, .police]
        var isForMembers = false
        var qualifications = ["riss", "it_coordinator"]
        var paysHonorarium = true
        var leadDays = 30
        var minimumAttendance = 10

        func draft() throws -> ProgrammeDraft {
            let first = try #require(LocalDate("2026-04-01"))
            return try ProgrammeDraft(
                japaneseName: name,
                englishName: "Regional lecture",
                delivery: delivery,
                admission: ProgrammeAdmission(
                    askers: askers,
                    isForMembers: isForMembers,
                    qualifications: try qualifications.map { try QualificationCode($0) }
                ),
                paysHonorarium: paysHonorarium,
                targetGroup: try ProgrammeCode("regional"),
                leadDays: leadDays,
                minimumAttendance: minimumAttendance,
                validity: DateRange(first...)
            )
        }
    }

    @Test("holds each kind and each qualification once, in order")
    func ordered() throws {
        var given = Given()
        given.qualifications += ["riss"]
        let admission = try given.draft().admission
        #expect(admission.askers == [.police, .other])
        #expect(admission.qualifications.map(\.text) == ["it_coordinator", "riss"])
    }

    @Test(
        "refuses what cannot be, by the field",
        arguments: [
            ("no name", Field.japaneseName), ("long name", .japaneseName), ("askers elsewhere", .askedBy),
            ("members of none", .membersOnly), ("paid in-house", .paysHonorarium), ("late", .leadDays),
            ("nobody", .minimumAttendance), ("many qualifications", .qualifications),
        ]
    )
    func refused(_ what: String, field: Field) throws {
        var given = Given()
        switch what {
        case "no name": given.name = " "
        case "long name": given.name = String(repeating: "講", count: ProgrammeDraft.nameLimit + 1)
        case "askers elsewhere": given.delivery = .selfHosted
        case "members of none": (given.askers, given.isForMembers) = ([], true)
        case "paid in-house": (given.askers, given.delivery) = ([], .inHouse)
        case "late": given.leadDays = 366
        case "nobody": given.minimumAttendance = -1
        default: given.qualifications = (0...ProgrammeDraft.qualificationLimit).map { "q\($0)" }
        }
        let refused = #expect(throws: FieldRefused.self) { try given.draft() }
        #expect(refused?.field == field)
    }

    @Test("keeps its name as it was written, but for blanks")
    func written() throws {
        var given = Given()
        given.name = "　地域における講習会（講師派遣型）　第２回 "
        #expect(try given.draft().japaneseName == "地域における講習会（講師派遣型） 第２回")
        given.name = "か\u{3099}いど"
        #expect(try given.draft().japaneseName.unicodeScalars.count == 3)
        given.name = "地域\u{202E}講習"
        #expect(throws: FieldRefused(.japaneseName, expected: .plainText)) { try given.draft() }
    }

    @Test("tells in which fields it says something else")
    func differences() throws {
        let before = try Given().draft()
        #expect(before.differences(from: before).isEmpty)
        var given = Given()
        given.askers = [.police]
        given.leadDays = 14
        #expect(try given.draft().differences(from: before) == [.askedBy, .leadDays])
    }
}
