import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The papers of a year: what is accrued, and payment records.
enum YearPapersController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/fiscal-years/{year}/accrued",
            "exportAccrued",
            .money,
            "What was fixed and unpaid on 31 March of a fiscal year",
            notes:
                "That it left the house is recorded with its digest, which `Repr-Digest` repeats, whoever asked.",
            roles: .accounting,
            answers: [.file("text/csv")],
            refusals: ["day_ahead", "no_tax_rate"],
            use: accrued
        ),
        Operation(
            .get,
            "/v1/years/{year}/payment-records",
            "listPaymentRecords",
            .money,
            "The files of a calendar year's payment records",
            roles: .accounting,
            answers: [.ok(.items(RecordFileBody.schema), "In order of their number; at most 99.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/years/{year}/payment-records",
            "makePaymentRecords",
            .money,
            "Make the payment records (type 309) of a calendar year, or what corrects them",
            notes: """
                A later file holds only what changed: filed records cancelled, and the right ones. Individual numbers
                are never in it. Where nothing changed, no file is made.
                """,
            roles: [.accountant],
            body: .json(
                .form([
                    .optional(
                        "number",
                        .integer(numbers, example: 1),
                        "The file's number; else the next one.",
                        inExample: false
                    )
                ])
            ),
            answers: [.created(RecordsMadeBody.schema, "What came of it.")],
            refusals: ["day_ahead", "no_tax_rate", "record_file_number"],
            effect: .creates,
            use: make
        ),
        Operation(
            .get,
            "/v1/years/{year}/payment-records/{number}",
            "getPaymentRecords",
            .money,
            "The bytes of a file of payment records",
            notes:
                "Made again from the recorded items and held against the recorded digest; recorded each time.",
            roles: .accounting,
            answers: [.file("text/csv", note: "The file, in CP932.")],
            use: content
        ),
    ]

    private static let numbers = 1...99

    @Sendable private static func accrued(_ call: Call) async throws -> Response {
        let number = try call.year(FiscalYear.planned)
        guard let year = FiscalYear(startYear: number) else { throw Refusal.notFound("\(number)") }
        let asker = try call.asker()
        let list = try await Spooling.file { folder in
            let list = try await ListAccrued(office: call.office)(
                year,
                to: folder,
                isLook: call.isLook,
                as: asker
            )
            return (list, list.path)
        }
        return .file(
            list.file,
            "text/csv; charset=utf-8",
            name: "accrued-fy\(year.startYear).csv",
            sha256: list.made.sha256
        )
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let files = try await ReadExports(office: call.office).recordFiles(
            of: try year(call),
            as: try call.asker()
        )
        return try .json(PageBody(items: files.map { RecordFileBody($0) }, next: nil))
    }

    @Sendable private static func make(_ call: Call) async throws -> Response {
        let year = try year(call)
        let form = try call.form()
        let number = form.integer("number", .optional, within: numbers)
        try form.end()
        let asker = try call.asker()
        let body = try call.papers().body
        let made = try await make(year, number, by: body, at: call.office, as: asker, in: call.language)
        return try .json(RecordsMadeBody(made, in: call.language), status: .created)
    }

    /// Makes the payment records of `year`; throws ``Problem`` for what a record cannot hold.
    static func make(
        _ year: CalendarYear,
        _ number: Int? = nil,
        by body: OfficeBody,
        at office: Office,
        as asker: Credential,
        in language: Language
    ) async throws -> PaymentRecordsMade {
        guard body.corporateNumber != nil else { throw Problem.noPapers }
        do {
            return try await Spooling.dropping { folder in
                try await MakePaymentRecords(office: office)(
                    year,
                    number: number,
                    to: folder,
                    by: body,
                    as: asker
                )
            }
        } catch let refused as PaymentRecordsRefused {
            throw Problem(
                .conflict,
                "records_refused",
                .body(.recordsRefused),
                errors: refused.problems.map {
                    Problem.Entry(code: "record", detail: .told(Form309Text.sentence($0, in: language)))
                }
            )
        }
    }

    @Sendable private static func content(_ call: Call) async throws -> Response {
        let year = try year(call)
        let number = try call.path("number", .recordNumber) { text in
            Int(text).flatMap { numbers.contains($0) && String($0) == text ? $0 : nil }
        }
        let asker = try call.asker()
        let file = try await Spooling.file { folder in
            let path = try await RepeatPaymentRecords(office: call.office)(
                number,
                of: year,
                to: folder,
                isLook: call.isLook,
                as: asker
            )
            return (path, path)
        }
        let name = file.made.split(separator: "/").last.map(String.init) ?? "records.txt"
        return .file(file.file, "text/csv; charset=windows-31j", name: name)
    }

    private static func year(_ call: Call) throws(Problem) -> CalendarYear {
        let number = try call.year(CalendarYear.bounds)
        guard let year = CalendarYear(number) else {
            throw .unnamed(.notInPath("\(number)", .year(CalendarYear.bounds)))
        }
        return year
    }
}

/// A file of payment records as JSON; the records are no part of it.
struct RecordFileBody: Encodable {
    static let schema = Schema.named(
        "PaymentRecordFile",
        .body([
            .required("number", .count), .required("file_name", .text("309dat01.txt")),
            .required("records", .count, "Those that cancel included."), .required("byte_count", .count),
            .required("sha256", .digest), .required("exported_at", .instant),
        ])
    )

    let number: Int
    let fileName: String
    let records: Int
    let byteCount: Int
    let sha256: String
    let exportedAt: String

    init(_ file: RecordFileEntry) {
        number = file.sequence
        fileName = file.fileName
        records = file.records
        byteCount = file.byteCount
        sha256 = file.sha256.hexadecimal
        exportedAt = file.exportedAt.description
    }
}

/// What became of a year's payment records as JSON.
struct RecordsMadeBody: Encodable {
    static let schema = Schema.named(
        "PaymentRecordsMade",
        .body([
            .optional(
                "number",
                .count,
                "The file's number; absent where nothing is due that is not filed as it is."
            ),
            .required("records", .count, "Records that stand."),
            .required("cancellations", .count, "Records of earlier files that it cancels."),
            .optional("sha256", .digest),
            .required("replaced", .list(.text(Example.note), atMost: nil), "Characters that were replaced."),
            .required("left_out", .list(.text(Example.note), atMost: nil), "Amounts that are in no record."),
        ])
    )

    let number: Int?
    let records: Int
    let cancellations: Int
    let sha256: String?
    let replaced: [String]
    let leftOut: [String]

    init(_ made: PaymentRecordsMade, in language: Language) {
        number = made.file?.sequence
        records = made.file?.records ?? 0
        cancellations = made.file?.cancellations ?? 0
        sha256 = made.file?.sha256.hexadecimal
        replaced = made.replaced.map { Form309Text.replaced($0.replacement, of: $0.payee, in: language) }
        leftOut = made.leftOut.map { Form309Text.leftOut($0.reason, of: $0.payee, $0.amount, in: language) }
    }
}
