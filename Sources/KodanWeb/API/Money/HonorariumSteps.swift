import KodanDomain
import KodanService
import KodanText

/// What a calculation fixed, as JSON.
struct CalculationBody: Encodable {
    static let schema = Schema.named(
        "Calculation",
        .body([
            .required("owed", .list(Owed.schema, atMost: nil), "What was fixed now, by lecture."),
            .required(
                "without_pay",
                .keys(LectureRequest.self, atMost: nil),
                "Requests that were closed because nothing is owed for them."
            ),
            .required("left_out", .list(Waiting.schema, atMost: nil), "Lectures that wait, and why."),
            .required("check", CheckBody.schema, "What stands out before any of it is paid."),
        ])
    )

    struct Owed: Encodable {
        static let schema = Schema.body([
            .required("assignment", .key(Assignment.self)), .required("honorarium", .key(Honorarium.self)),
        ])

        let assignment: String
        let honorarium: String
    }

    struct Waiting: Encodable {
        static let schema = Schema.body([
            .required("assignment", .key(Assignment.self)),
            .required("code", .code("no_payee"), "A stable name of what stands in the way."),
            .required("detail", .text(Example.note), "A sentence about it."),
        ])

        let assignment: String
        let code: String
        let detail: String
    }

    let owed: [Owed]
    let withoutPay: [String]
    let leftOut: [Waiting]
    let check: CheckBody

    init(_ calculated: CalculatedHonoraria, in language: Language) {
        owed = calculated.owed.sorted { $0.key < $1.key }.map {
            Owed(assignment: $0.description, honorarium: $1.description)
        }
        withoutPay = calculated.withoutPay.map(\.description)
        leftOut = calculated.leftOut.sorted { $0.key < $1.key }.map { assignment, refusal in
            Waiting(
                assignment: assignment.description,
                code: refusal.code,
                detail: RefusalText.sentence(refusal, in: language)
            )
        }
        check = CheckBody(calculated.check)
    }
}

/// What was fixed for one lecture as JSON; where nothing is owed, the request is named instead.
struct FixedBody: Encodable {
    static let schema = Schema.named(
        "FixedHonorarium",
        .body([
            .optional("honorarium", .key(Honorarium.self), "Absent where nothing is owed."),
            .optional(
                "request",
                .key(LectureRequest.self),
                "The request whose lecture is not paid for: it is closed, unless other travel is still unpaid."
            ),
            .required("gross", .yen, "What is owed before tax."),
        ])
    )

    let honorarium: String?
    let request: String?
    let gross: Int64

    init(_ calculated: CalculatedHonorarium) {
        switch calculated {
        case .owed(let id, let gross): self.init(id, gross)
        case .withoutPay(let request): self.init(unpaid: request)
        }
    }

    private init(unpaid id: LectureRequest.ID) {
        honorarium = nil
        request = id.description
        gross = 0
    }

    init(_ id: Honorarium.ID, _ gross: Yen) {
        honorarium = id.description
        request = nil
        self.gross = gross.amount
    }
}

/// What a correction wrote as JSON.
struct CorrectedBody: Encodable {
    static let schema = Schema.named(
        "Correction",
        .body([
            .required("red", .key(Honorarium.self)),
            .optional("black", .key(Honorarium.self), "Absent where nothing is owed any more."),
            .required(
                "was_paid",
                .flag,
                "Whether a closed month paid it: both go into the next payment then."
            ),
        ])
    )

    let red: String
    let black: String?
    let wasPaid: Bool

    init(_ corrected: CorrectedHonorarium) {
        red = corrected.red.description
        black = corrected.black?.description
        wasPaid = corrected.wasPaid
    }
}
