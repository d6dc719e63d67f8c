import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// What auditors look for: transactions, and which files left the house.
enum BooksController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/transactions",
            "searchTransactions",
            .money,
            "Search the books by payment date, amount sent and counterparty",
            notes: "In any combination and over any period, as the electronic books law asks.",
            roles: .accounting,
            query: question + [.after(Payment.self), .limit],
            answers: [.ok(.page(of: TransactionBody.schema), "A page of payments, the oldest first.")],
            use: search
        ),
        Operation(
            .get,
            "/v1/transactions/file",
            "exportTransactions",
            .money,
            "All that is found, as CSV",
            notes: "That it left the house is recorded, whoever asked.",
            roles: .accounting,
            query: question,
            answers: [.file("text/csv")],
            use: file
        ),
        Operation(
            .get,
            "/v1/exports",
            "listExports",
            .money,
            "Which files left the house, with their digests",
            notes: "Bank files are listed by themselves.",
            roles: .accounting,
            query: [
                QueryParameter("kind", .choice(ExportKind.self), "Only files of this kind."),
                .month("Only files of this month."), .after(ExportRun.self), .limit,
            ],
            answers: [.ok(.page(of: ExportBody.schema), "A page of them, the oldest first.")],
            use: exports
        ),
    ]

    fileprivate static let amounts = -Yen.largestTransfer.amount...Yen.largestTransfer.amount
    private static let question = [
        QueryParameter("from", .day, "The first payment date that counts."),
        QueryParameter("to", .day, "The last one."),
        QueryParameter("amount_min", .yen(amounts), "The least net amount; below zero what was asked back."),
        QueryParameter("amount_max", .yen(amounts), "The most."),
        QueryParameter("payee", .key(Payee.self), "The counterparty."),
        QueryParameter(
            "name",
            .text(Example.search, 1...100),
            "Part of the counterparty's name; not beside `payee`."
        ),
    ]

    @Sendable private static func search(_ call: Call) async throws -> Response {
        let page = try await SearchTransactions(office: call.office)(
            try asked(call),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { TransactionBody($0) }
    }

    @Sendable private static func file(_ call: Call) async throws -> Response {
        let question = try asked(call)
        let asker = try call.asker()
        let found = try await Spooling.file { folder in
            let found = try await SearchTransactions(office: call.office).file(
                question,
                at: folder + "/transactions.csv",
                isLook: call.isLook,
                as: asker
            )
            return (found, found.path)
        }
        return .file(
            found.file,
            "text/csv; charset=utf-8",
            name: "transactions.csv",
            sha256: found.made.sha256
        )
    }

    private static func asked(_ call: Call) throws(Problem) -> TransactionQuestion {
        let payee: Payee.ID? = try call.query.key("payee")
        let name = try call.query.words("name", atMost: 100)
        guard payee == nil || name == nil else {
            throw .parameter("name", "either", .nameOrPart)
        }
        return TransactionQuestion(
            from: try call.query.day("from"),
            to: try call.query.day("to"),
            least: try call.query.yen("amount_min", within: amounts),
            most: try call.query.yen("amount_max", within: amounts),
            counterparty: payee.map { .payee($0) } ?? name.map { .named($0) }
        )
    }

    @Sendable private static func exports(_ call: Call) async throws -> Response {
        let page = try await ReadExports(office: call.office)(
            try call.query.choice("kind"),
            of: try call.query.month("month"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { ExportBody($0) }
    }
}

extension Form {
    /// What transactions are looked for; parts that were noted are left out.
    func transactionQuestion() -> TransactionQuestion {
        let payee: Payee.ID? = key("payee", .optional)
        let name = words("name", .payeeName, .optional, atMost: 100)
        if payee != nil, name != nil { faults.add(pointer(to: "name"), "either", .nameOrPart) }
        return TransactionQuestion(
            from: day("from", .optional),
            to: day("to", .optional),
            least: yen("amount_min", .optional, within: BooksController.amounts),
            most: yen("amount_max", .optional, within: BooksController.amounts),
            counterparty: payee.map { .payee($0) } ?? name.map { .named($0) }
        )
    }
}

/// A transaction as the books are searched for it, as JSON.
struct TransactionBody: Encodable {
    static let schema = Schema.named(
        "Transaction",
        .body([
            .required("payment", .key(Payment.self)), .required("pay_on", .day),
            .required("payee", .key(Payee.self)), .required("payee_name", .text(Example.payeeName)),
            .required("gross", .yen), .required("tax", .yen), .required("net", .yen, "What was sent."),
            .required("state", .choice(PaymentState.self)),
            .required("honoraria", .keys(Honorarium.self, atMost: nil)),
            .optional("transfer_file", .key(TransferFile.self), "The bank file that it was last sent in."),
            .optional("transfer_file_name", .text("transfer-2026-12.txt")),
        ])
    )

    let payment: String
    let payOn: String
    let payee: String
    let payeeName: String
    let gross: Int64
    let tax: Int64
    let net: Int64
    let state: String
    let honoraria: [String]
    let transferFile: String?
    let transferFileName: String?

    init(_ entry: TransactionEntry) {
        payment = entry.payment.description
        payOn = entry.payOn.description
        payee = entry.payee.description
        payeeName = entry.payeeName
        gross = entry.gross.amount
        tax = entry.tax.amount
        net = entry.net.amount
        state = entry.state.rawValue
        honoraria = entry.honoraria.map(\.description)
        transferFile = entry.transferFile?.description
        transferFileName = entry.transferFileName
    }
}

/// A file that left the house as JSON.
struct ExportBody: Encodable {
    static let schema = Schema.named(
        "Export",
        .body([
            .required("id", .key(ExportRun.self)), .required("kind", .choice(ExportKind.self)),
            .optional("month", .month), .optional("year", .fiscalYear, "Calendar or fiscal, by its kind."),
            .required("file_name", .text("journal-2026-06.csv")), .required("byte_count", .count),
            .required("sha256", .digest), .optional("exported_by", .key(User.self)),
            .required("exported_at", .instant),
        ])
    )

    let id: String
    let kind: String
    let month: String?
    let year: Int?
    let fileName: String
    let byteCount: Int
    let sha256: String
    let exportedBy: String?
    let exportedAt: String

    init(_ entry: ExportEntry) {
        id = entry.id.description
        kind = entry.kind.rawValue
        month = entry.month?.description
        year = entry.year
        fileName = entry.fileName
        byteCount = entry.byteCount
        sha256 = entry.sha256.hexadecimal
        exportedBy = entry.exportedBy?.description
        exportedAt = entry.exportedAt.description
    }
}
