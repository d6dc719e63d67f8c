import KodanDomain
import Testing

@Suite("The state of a payment notice")
struct NoticeSummaryTests {
    private func notice(
        _ mode: NoticeConfirmationMode,
        confirmed: Bool = false,
        objection: String? = nil,
        replacedBy: Notice.ID? = nil
    ) throws -> NoticeSummary {
        NoticeSummary(
            id: Notice.ID(1),
            payment: Payment.ID(2),
            payee: Payee.ID(3),
            replacedBy: replacedBy,
            payeeName: "",
            invoiceNumber: nil,
            bodyName: "",
            bodyContact: "",
            issuedOn: try #require(LocalDate("2026-12-10")),
            confirmation: mode,
            confirmBy: try #require(LocalDate("2026-12-24")),
            confirmedAt: confirmed ? Instant("2026-12-11T00:00:00Z") : nil,
            objection: objection,
            fileName: ""
        )
    }

    @Test("follows from the answer, and from the deadline only where silence counts")
    func states() throws {
        let (last, after) = (try #require(LocalDate("2026-12-24")), try #require(LocalDate("2026-12-25")))
        #expect(try notice(.unlessObjected).state(on: last) == .waiting)
        #expect(try notice(.unlessObjected).state(on: after) == .takenAsConfirmed)
        #expect(try notice(.answer).state(on: after) == .waiting)
        #expect(try notice(.answer, confirmed: true).state(on: after) == .confirmed)
        #expect(try notice(.unlessObjected, objection: "x").state(on: after) == .objected)
        #expect(try notice(.answer, objection: "x", replacedBy: Notice.ID(2)).state(on: last) == .replaced)
    }
}
