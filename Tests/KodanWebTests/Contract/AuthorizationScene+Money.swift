import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

extension AuthorizationScene {
    /// Honoraria, payments and what follows from them, of a month whose payments went to the bank.
    static func money(_ money: MoneyWorld, _ browser: Browser) async throws -> AuthorizationScene {
        let file = try await money.exported(browser)
        try await money.scene.addTaxTables()
        _ = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
        try await MoneyParts(money: money, browser: browser).records()
        let accountant = World.Asker.staff(.accountant)
        var subjects = [
            "payments": Subject(["id": try await browser.first("/v1/payments", as: accountant)]),
            "notices": Subject(
                ["id": try await browser.first("/v1/notices", as: .presenter)],
                strangers: [.otherPresenter]
            ),
            "presenters": Subject(["id": "\(money.world.presenter)"], strangers: [outsider]),
            "transfer-files": Subject(["id": file]),
            "rates": Subject(["id": try await browser.first("/v1/rates", as: accountant)]),
            "months": Subject(["month": "2026-07"]),
            "holidays": Subject(["year": "2026"]),
            "addHolidays": Subject(["year": "2199", "day": "2199-01-01"]),
            "correctHolidays": Subject(["year": "2199", "day": "2199-01-01"]),
            "fiscal-years": Subject(["year": "2026"]), "years": Subject(["year": "2026", "number": "1"]),
        ]
        subjects.merge(try await lectures(MoneyParts(money: money, browser: browser))) { $1 }
        subjects.merge(try await payees(MoneyParts(money: money, browser: browser))) { $1 }
        for resource in [
            "finding-checks", "honorarium-calculations", "transfer-checks", "transactions", "exports",
            "budgets", "tax-quotes", "rate-ends", "rate-removals", "accounting-desk",
        ] { subjects[resource] = Subject() }
        return AuthorizationScene(
            subjects: subjects,
            others: ["\(money.otherPayee)"],
            day: "2026-06-15",
            files: [
                "quoteTaxTable": """
                name,gross,payee_kind,residency,consumption_tax_separated,payment_date
                講師,30000,individual,resident,no,2026-11-30
                """,
                "recordBankResultTable": """
                record,result
                1,paid
                """,
            ]
        )
    }

    /// Lectures that were paid, and two whose honorarium nobody calculated yet.
    private static func lectures(_ parts: MoneyParts) async throws -> [String: Subject] {
        let lecture = parts.money.lectures[0]
        let listed = try await parts.browser.get("/v1/honoraria", as: .staff(.accountant))
        let honoraria = try listed.json["items"]?.elements.compactMap { $0["id"]?.text } ?? []
        let agreed = try await parts.lecture(on: "2026-06-28")
        let invoiced = try await parts.lecture(on: "2026-06-29")
        return [
            "assignments": Subject(["id": "\(lecture)"], strangers: [.otherPresenter, outsider]),
            "agreeFee": Subject(["id": "\(agreed)"], strangers: [outsider]),
            "stateSeparateTax": Subject([
                "id": "\(invoiced)", "evidence": try await parts.browser.paper("invoice", of: "\(invoiced)"),
            ]),
            "evidence": Subject(["id": try await parts.browser.paper("receipt", of: "\(lecture)")]),
            "findings": Subject(["id": try await parts.finding(about: lecture)], strangers: [outsider]),
            "honoraria": Subject(
                ["id": try #require(honoraria.first)],
                strangers: [.otherPresenter, outsider]
            ),
            "cancelHonorarium": Subject(["id": try #require(honoraria.last)]),
        ]
    }

    /// Who is paid, what is known of them, and who has no payee yet.
    private static func payees(_ parts: MoneyParts) async throws -> [String: Subject] {
        let payee = "\(parts.money.payee)"
        let number = "T7000012050002"
        _ = try await parts.browser.post(
            "/v1/payees/\(payee)/invoice-numbers",
            as: .staff(.accountant),
            #"{"invoice_number": "\#(number)", "from": "2026-04-01"}"#
        )
        return [
            "payees": Subject(["id": payee, "number": number], strangers: [.otherPresenter, outsider]),
            "accounts": Subject(["id": "acc-1"], strangers: [outsider]),
            "confirmAccount": Subject(["id": try await parts.waitingAccount()], strangers: [outsider]),
            "addPayee": Subject(["id": try await parts.newcomer()], strangers: [outsider]),
        ]
    }
}
