import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("What is stated of a payee", .database)
struct PayeeFactsTests {
    private let database = TestDatabase.current
    private var office: Office { database.office(at: moment("2026-06-15T10:00:00+09:00")) }
    private var staff: Staff { database.staff }

    private let scene: MoneyScene

    init() async throws {
        scene = try await MoneyScene()
    }

    private func payee(residency: String? = "resident") async throws -> Payee.ID {
        try await scene.presenter(residency: residency).payee
    }

    private func history(_ id: Payee.ID) async throws -> PayeeHistory {
        try await ReadPayees(office: office)(id, as: staff.auditor).history
    }

    private func events() async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT concat_ws(' ', action, subject, reason, detail) AS text
                  FROM audit_event WHERE action LIKE 'payee.%' ORDER BY id
                """
            ) { row throws(PostgresError) in try row.value("text") }
        }
    }

    private func days(_ first: String, _ last: String? = nil) throws -> DateRange {
        try #require(DateRange(first: day(first), last: last.map { day($0) }))
    }

    @Test("is residency: it ends the day before the next, and is kept")
    func residency() async throws {
        let id = try await payee()
        let set = SetResidency(office: office)
        try await set(of: id, to: .nonresident, from: day("2026-07-01"), as: staff.accountant)
        #expect(
            try await history(id).residencies == [
                DatedResidency(residency: .nonresident, validity: try days("2026-07-01")),
                DatedResidency(residency: .resident, validity: try days("2026-04-01", "2026-06-30")),
            ]
        )
        for first in ["2026-06-30", "2026-07-01"] {
            await #expect(throws: Refusal.laterFact(id, day("2026-07-01"))) {
                let to: Residency = first == "2026-06-30" ? .nonresident : .resident
                try await set(of: id, to: to, from: day(first), as: staff.accountant)
            }
        }
        await #expect(throws: Refusal.field(FieldRefused(.residency, expected: .oneOf(["resident"])))) {
            try await set(of: id, to: .nonresident, from: day("2026-08-01"), as: staff.accountant)
        }
        try await set(of: id, to: .resident, from: day("2028-02-29"), as: staff.coordinator)
        #expect(try await history(id).residencies.first?.validity == days("2028-02-29"))
        await #expect(throws: Refusal.notFound("pye-99")) {
            try await set(of: Payee.ID(99), to: .resident, from: day("2028-02-29"), as: staff.coordinator)
        }
        for role in [Role.clerk, .approver, .auditor, .administrator] {
            let credential = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await set(of: id, to: .resident, from: day("2029-01-01"), as: credential)
            }
        }
        #expect(
            try await events() == [
                #"payee.residency_set \#(id) {"from": "2026-07-01"}"#,
                #"payee.residency_set \#(id) {"from": "2028-02-29"}"#,
            ]
        )
    }

    @Test("is the invoice number: its check digit, its days, its end, and when it was looked up")
    func invoiceNumber() async throws {
        let id = try await payee()
        let add = AddInvoiceNumber(office: office)
        await #expect(throws: Refusal.field(FieldRefused(.invoiceNumber, expected: .invoiceNumber))) {
            try await add("T1234567890123", to: id, from: day("2023-10-01"), as: staff.accountant)
        }
        try await add("Ｔ7123456789012", to: id, from: day("2023-10-01"), as: staff.accountant)
        let check = CheckInvoiceNumber(office: office)
        let opened = try days("2021-10-01", "2026-06-15")
        for wrong in ["2021-09-30", "2026-06-16"] {
            await #expect(throws: Refusal.field(FieldRefused(.checkedOn, expected: .dateWithin(opened)))) {
                try await check("T7123456789012", of: id, on: day(wrong), as: staff.accountant)
            }
        }
        try await check("T7123456789012", of: id, on: day("2026-06-15"), as: staff.coordinator)
        try await add(
            "T5835678256246",
            to: id,
            from: day("2026-07-01"),
            until: day("2026-12-31"),
            checkedOn: day("2026-06-14"),
            as: staff.accountant
        )
        await #expect(throws: Refusal.laterFact(id, day("2026-07-01"))) {
            try await add("T7010705000725", to: id, from: day("2026-06-20"), as: staff.accountant)
        }
        await #expect(
            throws: Refusal.field(FieldRefused(.validTo, expected: .dateWithin(try days("2027-01-02"))))
        ) {
            try await add(
                "T7010705000725",
                to: id,
                from: day("2027-01-02"),
                until: day("2027-01-01"),
                as: staff.accountant
            )
        }
        let end = EndInvoiceNumber(office: office)
        let known = try days("2026-07-01", "2026-12-31")
        for wrong in ["2026-06-30", "2027-01-01"] {
            await #expect(throws: Refusal.field(FieldRefused(.validTo, expected: .dateWithin(known)))) {
                try await end("T5835678256246", of: id, on: day(wrong), as: staff.accountant)
            }
        }
        try await end("T5835678256246", of: id, on: day("2026-09-30"), as: staff.accountant)
        #expect(
            try await history(id).invoiceNumbers == [
                DatedInvoiceNumber(
                    number: "T5835678256246",
                    validity: try days("2026-07-01", "2026-09-30"),
                    checkedOn: day("2026-06-14")
                ),
                DatedInvoiceNumber(
                    number: "T7123456789012",
                    validity: try days("2023-10-01", "2026-06-30"),
                    checkedOn: day("2026-06-15")
                ),
            ]
        )
        #expect(
            try await events().map { String($0.prefix { $0 != " " }) } == [
                "payee.invoice_number_added", "payee.invoice_number_checked", "payee.invoice_number_added",
                "payee.invoice_number_ended",
            ]
        )
        #expect(try await !events().contains { $0.contains("T5835678256246") })
    }

    @Test("is no number that the payee does not have")
    func otherNumber() async throws {
        let id = try await payee()
        let number = "T7010705000725"
        await #expect(throws: Refusal.notFound(number, as: .invoiceNumber)) {
            try await EndInvoiceNumber(office: office)(
                number,
                of: id,
                on: day("2026-09-30"),
                as: staff.accountant
            )
        }
        await #expect(throws: Refusal.notFound(number, as: .invoiceNumber)) {
            try await CheckInvoiceNumber(office: office)(
                number,
                of: id,
                on: day("2026-06-15"),
                as: staff.accountant
            )
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await AddInvoiceNumber(office: office)(
                number,
                to: id,
                from: day("2026-06-15"),
                as: staff.clerk
            )
        }
    }

    @Test("is the address, of which the record says only that it changed")
    func address() async throws {
        let id = try await payee()
        let change = ChangePayeeAddress(office: office)
        let code = try PostalCode("1020074")
        try await change(of: id, to: " 九段南１-2-1 ", postalCode: code, as: staff.coordinator)
        let read = try await ReadPayees(office: office)(id, as: staff.accountant)
        #expect((read.postalCode, read.address) == (code, "九段南1-2-1"))
        #expect(try await events() == ["payee.address_changed \(id) {}"])
        await #expect(throws: Refusal.field(FieldRefused(.payeeAddress, expected: .present))) {
            try await change(of: id, to: " ", postalCode: code, as: staff.coordinator)
        }
        await #expect(throws: Refusal.notFound("pye-99")) {
            try await change(of: Payee.ID(99), to: "x", postalCode: code, as: staff.coordinator)
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await change(of: id, to: "x", postalCode: code, as: staff.clerk)
        }
    }

    @Test("is the name, where it was wrong: the record says that it changed")
    func name() async throws {
        let id = try await payee()
        let change = ChangePayeeAddress(office: office)
        let code = try PostalCode("1020074")
        try await change(of: id, to: "九段南", postalCode: code, name: "髙﨑 花子", as: staff.accountant)
        let read = try await ReadPayees(office: office)(id, as: staff.accountant)
        #expect((read.summary.name, read.address) == ("髙﨑 花子", "九段南"))
        #expect(try await events() == ["payee.address_changed \(id) {}", "payee.renamed \(id) {}"])
        await #expect(throws: Refusal.field(FieldRefused(.payeeName, expected: .present))) {
            try await change(of: id, to: "九段南", postalCode: code, name: " ", as: staff.accountant)
        }
    }

    private func decision(
        _ relief: TreatyRelief = .exempt,
        rate: Int? = nil,
        notified: String? = "2026-06-10",
        from first: String,
        to last: String? = nil
    ) throws -> TreatyDecisionDraft {
        try TreatyDecisionDraft(
            relief: relief,
            rateBasisPoints: rate,
            treaty: "日米租税条約第7条",
            notifiedOn: notified.map { day($0) },
            validity: days(first, last)
        )
    }

    @Test("is a decision on the treaty: by an accountant in person, for a non-resident")
    func treaty() async throws {
        let id = try await payee(residency: "nonresident")
        let decide = DecideTreaty(office: office)
        let first = try await decide(decision(from: "2026-07-01"), for: id, as: staff.accountant)
        let reduced = try decision(.reduced, rate: 1000, from: "2026-10-01", to: "2027-03-31")
        let second = try await decide(reduced, for: id, as: staff.accountant)
        let read = try await history(id).treatyDecisions
        #expect(read.map(\.id) == [second, first])
        #expect(read.first?.decision == reduced && read.first?.decidedBy == staff.accountant.user)
        #expect(read.last?.decision.validity == (try days("2026-07-01", "2026-09-30")))
        #expect(
            try await events().last
                == #"payee.treaty_decided \#(second) {"from": "2026-10-01", "payee": "\#(id)"}"#
        )
        await #expect(throws: Refusal.laterFact(id, day("2026-10-01"))) {
            try await decide(decision(from: "2026-08-01"), for: id, as: staff.accountant)
        }
        await #expect(throws: Refusal.payeeResident(id, day("2026-03-31"))) {
            try await decide(decision(from: "2026-03-31"), for: id, as: staff.accountant)
        }
        let resident = try await payee()
        await #expect(throws: Refusal.payeeResident(resident, day("2026-07-01"))) {
            try await decide(decision(from: "2026-07-01"), for: resident, as: staff.accountant)
        }
        await #expect(throws: Refusal.notPermitted(.system)) {
            try await decide(decision(from: "2028-07-01"), for: id, as: .system)
        }
        for role in [Role.coordinator, .approver] {
            let credential = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await decide(decision(from: "2028-07-01"), for: id, as: credential)
            }
        }
    }

    @Test("is that two are the same, in one step and by an accountant in person")
    func same() async throws {
        let one = try await payee()
        let two = try await payee()
        let three = try await payee()
        let note = NoteSamePayee(office: office)
        try await note(two, as: one, because: "改姓", as: staff.accountant)
        #expect(try await history(two).sameAs == one)
        #expect(try await history(one).aliases == [two])
        for (payee, other, refused) in [(two, three, two), (one, three, one), (three, two, two)] {
            await #expect(throws: Refusal.payeeAlias(refused)) {
                try await note(payee, as: other, because: "x", as: staff.accountant)
            }
        }
        await #expect(throws: Refusal.field(FieldRefused(.payee, expected: .other))) {
            try await note(three, as: three, because: "x", as: staff.accountant)
        }
        await #expect(throws: Refusal.notFound("pye-99")) {
            try await note(three, as: Payee.ID(99), because: "x", as: staff.accountant)
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await note(three, as: one, because: "", as: staff.accountant)
        }
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await note(three, as: one, because: "x", as: staff.coordinator)
        }
        await #expect(throws: Refusal.notPermitted(.system)) {
            try await note(three, as: one, because: "x", as: .system)
        }
        #expect(try await events() == [#"payee.same_as \#(two) 改姓 {"as": "\#(one)"}"#])
    }
}
