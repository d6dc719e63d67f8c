import KodanDomain
import KodanImport
import Testing

@Suite("The table of journal accounts")
struct JournalAccountTests {
    private func accounts(_ rows: String) throws -> JournalAccounts {
        try JournalAccounts(wholePiece(Array("role,code,name,tax_code,tax_code_unregistered\n\(rows)".utf8)))
    }

    @Test("is shipped with one account for every role, each with its own code")
    func shipped() throws {
        let accounts = try JournalAccounts(Shipped.plain("accounting/journal-accounts.csv"))
        #expect(Set(JournalRole.allCases.map { accounts[$0].code }).count == JournalRole.allCases.count)
        #expect(accounts[.honoraria].name == "諸謝金")
        #expect(accounts[.honoraria].taxCode(deducting: 100) == "課対仕入10%")
        #expect(accounts[.travel].taxCode(deducting: 70) == "課対仕入10%（区分70%）")
        #expect(accounts[.payable].taxCode(deducting: 70) == "")
    }

    @Test("is refused with a tax code for one kind of payee only")
    func oneCode() {
        for (row, column) in [("bank,1,x,課税,", "tax_code_unregistered"), ("bank,1,x,,課税", "tax_code")] {
            #expect(
                throws: TableProblem.value(
                    file: "journal-accounts",
                    line: 2,
                    column: column,
                    value: "",
                    expected: .present
                )
            ) { try accounts(row + "\n") }
        }
    }

    @Test("is refused with a role that is unknown, doubled or missing, or an account without code")
    func refusals() throws {
        let roles = JournalRole.allCases.map(\.rawValue)
        #expect(
            throws: TableProblem.value(
                file: "journal-accounts",
                line: 2,
                column: "role",
                value: "rent",
                expected: .oneOf(roles)
            )
        ) { try accounts("rent,1,x,,\n") }
        #expect(
            throws: TableProblem.value(
                file: "journal-accounts",
                line: 2,
                column: "code",
                value: "",
                expected: .present
            )
        ) { try accounts("bank,,x,,\n") }
        #expect(throws: TableProblem.doubledKey(file: "journal-accounts", line: 3, key: "bank")) {
            try accounts("bank,1,x,,\nbank,2,y,,\n")
        }
        let found = #expect(throws: JournalRolesMissing.self) { try accounts("bank,1,x,,\n") }
        #expect(found?.roles == [.honoraria, .travel, .payable, .withheld, .receivable])
    }
}
