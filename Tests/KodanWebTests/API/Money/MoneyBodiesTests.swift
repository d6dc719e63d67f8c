import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Bodies about money", .database)
struct MoneyBodiesTests {
    private static let long = String(repeating: "x", count: 501)

    /// What is posted where, by whom, and what is told to be wrong with it.
    static let cases: [(path: String, role: Role, body: String, errors: [String])] = [
        ("honorarium-calculations", .accountant, #"{"up_to": "2026-02-30"}"#, ["/up_to date"]),
        ("honorarium-calculations", .accountant, #"{"up_to": "0001-01-01"}"#, ["/up_to date"]),
        ("honorarium-calculations", .coordinator, #"{"up_to": 20260630}"#, ["/up_to date"]),
        ("finding-checks", .approver, #"{"up_to": "tomorrow"}"#, ["/up_to date"]),
        ("findings/fnd-1/clearance", .approver, #"{"reason": ["x"]}"#, ["/reason text"]),
        (
            "assignments/asg-1/fee-agreement", .coordinator, #"{"kind": "free", "reason": "x"}"#,
            ["/kind one_of"]
        ),
        (
            "assignments/asg-1/fee-agreement", .accountant, #"{"kind": "net", "reason": "x"}"#,
            ["/amount present"]
        ),
        (
            "assignments/asg-1/fee-agreement", .accountant,
            #"{"kind": "declined", "amount": 1, "reason": "x"}"#, ["/amount unknown_field"]
        ),
        (
            "assignments/asg-1/fee-agreement", .accountant,
            #"{"kind": "net", "amount": 1000001, "reason": "x"}"#, ["/amount integer"]
        ),
        (
            "assignments/asg-1/separate-tax", .accountant, #"{"amount": 0, "evidence": "asg-1"}"#,
            ["/amount integer", "/evidence key"]
        ),
        (
            "honoraria/hon-1/cancellation", .accountant, #"{"reason": "x", "minutes": 60}"#,
            ["/minutes unknown_field"]
        ),
        (
            "honoraria/hon-1/correction", .accountant,
            #"{"reason": "x", "minutes": 0, "travel_directly": -1, "payee": "pre-1"}"#,
            ["/minutes integer", "/travel_directly integer", "/payee key"]
        ),
        ("honoraria/hon-1/cancellation", .accountant, #"{"reason": 1}"#, ["/reason text"]),
        (
            "honoraria/hon-1/correction", .accountant, #"{"minutes": 1.5, "reason": "x"}"#,
            ["/minutes whole_number"]
        ),
        (
            "honoraria/hon-1/correction", .accountant, #"{"minutes": -99999999999999999999, "reason": "x"}"#,
            ["/minutes integer"]
        ),
        ("payments/pmt-1/reopening", .approver, #"{"reason": "\#(long)"}"#, ["/reason at_most"]),
        ("payments/pmt-1/repayment", .accountant, "{}", ["/paid_on present"]),
        ("months/2026-07/transfer-retries", .accountant, #"{"pay_on": "2026-13-01"}"#, ["/pay_on date"]),
        (
            "transfer-files/trf-1/results", .accountant,
            #"{"paid_on": "2026-07-24", "returned": [{"record": 1, "reason": "x"}, {"record": 1, "reason": "y"}]}"#,
            ["/returned/1/record once"]
        ),
        (
            "transfer-files/trf-1/results", .accountant,
            #"{"paid_on": "2026-07-24", "results": [{"record": 0, "amount": 0}], "returned": []}"#,
            ["/results/0/record integer", "/results/0/amount integer", "/returned either"]
        ),
        ("years/2025/payment-records", .accountant, #"{"number": 100}"#, ["/number integer"]),
        (
            "payees/pye-1/accounts", .presenter,
            #"""
            {"bank_code": "1", "branch_code": 1, "deposit_type": "3", "account_number": "12345678",
             "account_holder": "講師"}
            """#,
            [
                "/branch_code text", "/deposit_type one_of", "/bank_code digits", "/account_number digits",
                "/account_holder bank_kana",
            ]
        ),
        (
            "payees/pye-1/residencies", .coordinator, #"{"residency": "abroad", "from": null}"#,
            ["/residency one_of", "/from present"]
        ),
        (
            "payees/pye-1/invoice-numbers", .accountant,
            #"{"invoice_number": "T7000012050002", "from": "2026-07-01", "to": "2026-06-30"}"#,
            ["/to date_within"]
        ),
        (
            "payees/pye-1/treaty-decisions", .accountant,
            #"{"relief": "exempt", "rate_bp": 1000, "treaty": "x", "from": "2026-07-01"}"#,
            ["/rate_bp absent"]
        ),
        (
            "payees/pye-1/treaty-decisions", .accountant,
            #"{"relief": "reduced", "rate_bp": 2042, "treaty": " ", "from": "x"}"#,
            ["/rate_bp integer", "/treaty present", "/from date"]
        ),
        ("payees/pye-1/alias", .accountant, #"{"payee": "hon-1", "reason": "x"}"#, ["/payee key"]),
        (
            "accounts/acc-1/confirmation", .approver, #"{"called_back": "\#(long)"}"#,
            ["/called_back at_most"]
        ),
        (
            "rate-ends", .administrator, #"{"rates": [], "last_day": "x"}"#,
            ["/rates count", "/last_day date"]
        ),
        (
            "rate-removals", .administrator, #"{"rates": ["fee-1", "pye-1", 3, "fee-1"]}"#,
            ["/rates/1 key", "/rates/2 key", "/rates/3 once"]
        ),
        (
            "rates/fee", .administrator,
            #"""
            {"rank": "R 1", "unit": "per_day", "amount": 0, "step_minutes": 61, "cap": 0, "tax_included": "yes",
             "from": "2031-04-01"}
            """#,
            [
                "/rank code", "/unit one_of", "/amount integer", "/step_minutes integer", "/cap integer",
                "/tax_included true_or_false", "/basis present",
            ]
        ),
        (
            "rates/fee", .administrator,
            #"""
            {"rank": "standard", "unit": "per_lecture", "amount": 1, "preparation_minutes": 10, "tax_included": true,
             "basis": "x", "from": "2031-04-01"}
            """#,
            ["/preparation_minutes per_hour"]
        ),
        (
            "rates/withholding", .administrator,
            #"{"payees": "resident_individual", "bands": [], "from": "2041-01-01"}"#, ["/bands count"]
        ),
        (
            "rates/travel", .administrator,
            #"""
            {"kind": "car_per_km", "prefecture": "13", "amount": 37, "basis": "x", "from": "2031-04-01"}
            """#,
            ["/prefecture absent"]
        ),
        (
            "rates/evidence", .administrator,
            #"{"claim": "rocket", "evidence": "other", "above": -1, "basis": "x", "from": "2031-04-01"}"#,
            ["/claim one_of", "/evidence one_of", "/above integer"]
        ),
        (
            "rates/consumption-tax", .administrator, #"{"rate_bp": 10001, "from": "2031-04-01"}"#,
            ["/rate_bp integer"]
        ),
        ("rates/deduction", .administrator, #"{"percent": 101, "from": "2031-04-01"}"#, ["/percent integer"]),
        (
            "holidays/2031", .administrator, #"{"holidays": [{"date": "x", "name": ""}]}"#,
            ["/holidays/0/date date", "/holidays/0/name present"]
        ),
        ("holidays/2031", .administrator, #"{"holidays": []}"#, ["/holidays count"]),
        (
            "budgets", .accountant,
            #"{"programme": "P", "fiscal_year": 1, "amount": -1, "reason": "x"}"#,
            ["/programme code", "/fiscal_year integer", "/amount integer"]
        ),
    ]

    @Test("name each field that is wrong, and nothing is done", arguments: cases)
    func wrong(path: String, role: Role, body: String, errors: [String]) async throws {
        let money = try await MoneyWorld()
        let asker: World.Asker = role == .presenter ? .presenter : .staff(role)
        let events = try await money.world.count("audit_event")
        try await money.world.serve { browser in
            let answer = try await browser.post("/v1/\(path)", as: asker, body)
            #expect(answer.status == 422 && answer.errors == errors, "\(answer.text)")
        }
        #expect(try await money.world.count("audit_event") == events)
    }
}
