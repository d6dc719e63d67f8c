import KodanDomain

extension PaymentNotice {
    /// The notice as one HTML page for print on A4: no script, nothing from elsewhere, the same bytes each time.
    public func html() -> [UInt8] {
        var page = HTMLText()
        let title = invoiceNumber == nil ? "支払通知書" : "支払通知書（仕入明細書）"
        page.line("<!DOCTYPE html>")
        page.line("<html lang=\"ja\">")
        page.line("<head>")
        page.line("<meta charset=\"UTF-8\">")
        page.line("<title>\(HTMLText.escaped("\(title) \(number) \(payee)"))</title>")
        page.line("<style>\n\(PaymentNotice.styles)\n</style>")
        page.line("</head>")
        page.line("<body>")
        page.line("<main>")
        head(title, in: &page)
        lectures(in: &page)
        rates(in: &page)
        sums(in: &page)
        page.line("<p class=\"confirm\">\(HTMLText.escaped(confirmationText))</p>")
        page.line("</main>")
        page.line("</body>")
        page.line("</html>")
        return page.bytes
    }

    private func head(_ title: String, in page: inout HTMLText) {
        page.line("<header>")
        page.line("<h1>\(title)</h1>")
        page.line("<p class=\"payee\">\(HTMLText.escaped(payee)) 様</p>")
        page.line("<dl>")
        page.entry("通知番号", number)
        if let replaces { page.entry("差替え", "通知番号 \(replaces) を取り消し、この通知に差し替えます。") }
        page.entry("通知日", PaymentNotice.day(issuedOn))
        page.entry(net < .zero ? "支払月の支払日" : "支払日", PaymentNotice.day(paidOn))
        if let invoiceNumber { page.entry("支払先の登録番号", invoiceNumber.description) }
        page.entry("作成者", preparer)
        page.entry("連絡先", preparerContact)
        page.line("</dl>")
        page.line("</header>")
    }

    private func lectures(in page: inout HTMLText) {
        page.line("<table class=\"lectures\">")
        page.line("<caption>支払の内容（金額は消費税を含む）</caption>")
        page.row(["講演日", "内容", "謝金", "旅費", "税率", "金額"], head: true)
        for line in lines {
            let sign: Int64 = line.isReversal ? -1 : 1
            page.row([
                PaymentNotice.day(line.lectureDate), (line.isReversal ? "【訂正による取消し】" : "") + line.supply,
                PaymentNotice.yen(line.amount.fee * sign),
                PaymentNotice.yen(line.amount.travelToPresenter * sign),
                PaymentNotice.percent(line.taxRate.basisPoints),
                PaymentNotice.yen(line.amount.gross * sign),
            ])
        }
        page.line("</table>")
    }

    private func rates(in page: inout HTMLText) {
        page.line("<table class=\"rates\">")
        page.line("<caption>税率ごとの合計</caption>")
        page.row(["税率", "対象額（税込）", "うち消費税額等"], head: true)
        for group in byRate {
            let sign: Int64 = group.isReversal ? -1 : 1
            page.row([
                PaymentNotice.percent(group.basisPoints) + (group.isReversal ? "（取消し）" : ""),
                PaymentNotice.yen(group.amount.includingTax * sign),
                PaymentNotice.yen(group.amount.tax * sign),
            ])
        }
        page.line("</table>")
    }

    private func sums(in page: inout HTMLText) {
        page.line("<dl class=\"sums\">")
        page.entry("支払額", PaymentNotice.yen(gross))
        page.entry("源泉徴収の対象額", PaymentNotice.yen(base))
        if let wording = withholding.wording {
            page.entry("源泉徴収税額（\(wording.documentText)）", PaymentNotice.yen(tax))
        } else {
            page.entry("源泉徴収税額", "源泉徴収はありません。")
        }
        if net < .zero {
            page.entry("ご返金をお願いする額", PaymentNotice.yen(-net))
        } else {
            page.entry("差引支払額", PaymentNotice.yen(net))
        }
        page.line("</dl>")
    }

    private var confirmationText: String {
        switch confirmation {
        case .unlessObjected(let day):
            "この通知の内容をご確認ください。\(PaymentNotice.day(day))までに誤りのご連絡がない場合は、記載の内容をご確認いただいたものとします。"
        case .answer(let day):
            "この通知の内容をご確認のうえ、\(PaymentNotice.day(day))までに確認のご回答をお願いします。"
        }
    }

    private static func day(_ date: LocalDate) -> String { "\(date.year)年\(date.month)月\(date.day)日" }

    private static func yen(_ yen: Yen) -> String { "\(yen.grouped)円" }

    /// 1000 is `10％`, 1021 is `10.21％`.
    private static func percent(_ basisPoints: Int64) -> String {
        let (whole, rest) = basisPoints.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return "\(whole)％" }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : padded(Int(rest), 2)
        return "\(whole).\(digits)％"
    }

    private static let styles = """
        @page { size: A4; margin: 20mm; }
        body { font-family: "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; font-size: 10.5pt; \
        line-height: 1.6; color: #000; background: #fff; margin: 0; }
        main { max-width: 170mm; margin: 0 auto; }
        h1 { font-size: 16pt; text-align: center; }
        .payee { font-size: 13pt; border-bottom: 1px solid #000; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 6mm; }
        dt { font-weight: bold; }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { width: 100%; border-collapse: collapse; margin: 6mm 0; }
        caption { text-align: left; font-weight: bold; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; text-align: left; white-space: nowrap; }
        .lectures :is(th, td):nth-child(2) { width: 100%; white-space: normal; overflow-wrap: anywhere; }
        .lectures :is(th, td):nth-child(n+3), .rates :is(th, td):nth-child(n+2) { text-align: right; }
        thead { display: table-header-group; }
        tr, .sums, .confirm { break-inside: avoid; }
        .sums dd { text-align: right; }
        """
}
