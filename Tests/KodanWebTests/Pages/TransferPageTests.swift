import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of transfers", .database)
struct TransferPageTests {
    @Test("record what the bank did, and send again what came back")
    func bankResults() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let path = "/transfers/\(file)"
            let page = try await accountant.open(path)
            #expect(page.offers("settle") && page.offers("settle_table"))
            let wrong = try await accountant.send(
                path,
                "settle",
                ["paid_on": "2026-07-24", "returned": "口座なし"],
                key: "wrong"
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#settle-returned\"") && wrong.text.contains(">口座なし<"))
            let twice = try await accountant.send(
                path,
                "settle",
                ["paid_on": "2026-07-24", "returned": "1 甲\n１ 乙"],
                key: "twice"
            )
            #expect(twice.status == .unprocessableContent)
            try await accountant.goes(
                path,
                "settle",
                ["paid_on": "2026-07-24", "returned": "２　口座なし\n"],
                to: "\(path)?done=settled"
            )
            let settled = try await accountant.open("\(path)?done=settled")
            #expect(settled.text.contains("振込済1件、組戻し1件、結果待ち0件") && settled.text.contains("口座なし"))
            // What was paid may still come back.
            #expect(settled.offers("settle") && settled.text.contains("振込の後に組み戻された場合"))
            #expect(try await accountant.open("/home").text.contains("組戻しの再振込"))
            #expect(try await accountant.open("/months/2026-07").offers("retry"))
            let past = try await accountant.send(
                "/months/2026-07",
                "retry",
                ["pay_on": "2026-06-30"],
                key: "past"
            )
            #expect(past.status == .unprocessableContent && past.text.contains("#retry-pay_on"))
            try await accountant.goes(
                "/months/2026-07",
                "retry",
                ["pay_on": "2026-07-27"],
                to: "/months/2026-07?done=retried"
            )
            #expect(try await money.world.count("transfer_attempt") == 3)
        }
    }

    @Test("take the bank's own table, and name what is wrong with it")
    func bankTable() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let path = "/transfers/\(file)"
            let none = try await accountant.send(path, "settle_table", ["paid_on": "2026-07-24"], key: "none")
            #expect(none.status == .unprocessableContent && none.text.contains("#settle_table-table"))
            let wrong = try await accountant.attach(path, "settle_table", "番号,結果\n7,振込済\n")
            #expect(wrong.status.code >= 400 && wrong.status.code < 500)
            // Whoever has the table before them finds each place, in the table's own words.
            let unclear = try await accountant.attach(path, "settle_table", "番号,処理結果\n1,払出\n2,組戻し\n")
            #expect(unclear.status == .unprocessableContent && unclear.text.contains("#settle_table-table"))
            #expect(unclear.text.contains("2行目「処理結果」：次のいずれかを指定してください：振込済 (paid)、組戻し (returned)。"))
            #expect(unclear.text.contains("3行目「理由」：入力してください。"))
            let short = try await accountant.attach(path, "settle_table", "番号,金額\n1,100\n")
            #expect(short.text.contains("1行目：列が足りません"))
            #expect(try await money.world.count("transfer_attempt WHERE state = 'sent'") == 2)
            let right = try await accountant.attach(path, "settle_table", "番号,結果\n1,振込済\n2,振込済\n")
            #expect(right.status == .seeOther, "\(right.text)")
            #expect(try await money.world.count("transfer_attempt WHERE state = 'paid'") == 2)
        }
    }
}

extension PageVisitor {
    /// Sends a form with a file `table`, as browsers do.
    fileprivate func attach(_ path: String, _ step: String, _ table: String) async throws -> TestResponse {
        let secret = try #require(secret)
        let fields = [
            "step": step, "csrf": SecretText.csrfToken(ofSession: secret), "paid_on": "2026-07-24",
        ]
        var body = fields.sorted { $0.key < $1.key }.map { name, value in
            "--mark\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }.joined()
        body += """
            --mark\r\nContent-Disposition: form-data; name="table"; filename="result.csv"\r
            Content-Type: text/csv\r\n\r\n\(table)\r\n--mark--\r\n
            """
        return try await client.execute(
            uri: path,
            method: .post,
            headers: [
                .accept: "text/html", .contentType: "multipart/form-data; boundary=mark",
                .cookie: "\(SessionCookie.name)=\(secret)", .secFetchSite: "same-origin",
            ],
            body: ByteBuffer(string: body)
        )
    }
}
