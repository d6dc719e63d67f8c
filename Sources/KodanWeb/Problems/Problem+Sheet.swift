import HTTPTypes
import KodanDomain
import KodanService
import KodanText

extension Problem {
    /// A table that is not taken; pointers count its lines from 1, `/12/amount`.
    init(_ refused: SheetRefused, in language: Language) {
        self = .invalid(refused.faults.map { Entry($0, in: language) })
    }

    /// Something that the office's settings lack: nothing can be made without them.
    static let noPapers = Problem(
        .serviceUnavailable,
        "not_configured",
        .server(.notConfigured)
    )
}

extension Problem.Entry {
    fileprivate init(_ fault: SheetFault, in language: Language) {
        switch fault {
        case .value(let line, let column, let expected):
            self.init(
                pointer: "/\(line)/\(column)",
                code: expected.code,
                detail: .told(ExpectationText.sentence(expected, in: language))
            )
        case .missing(let columns):
            self.init("/1", "missing_columns", .body(.columnsMissing(columns)))
        case .unknown(let columns):
            self.init("/1", "unknown_columns", .body(.columnsUnknown(columns)))
        case .doubled(let columns):
            self.init("/1", "doubled_columns", .body(.columnsTwice(columns)))
        case .strayQuote(let line):
            self.init("/\(line)", "stray_quote", .body(.strayQuote))
        case .openQuote(let line):
            self.init("/\(line)", "open_quote", .body(.openQuote))
        case .tooLong(let line, let limit):
            self.init("/\(line)", "too_long", .body(.longRow(limit)))
        case .encoding(let line):
            self.init("/\(line)", "encoding", .body(.encoding))
        }
    }

    private init(_ pointer: String, _ code: String, _ detail: CallText) {
        self.init(pointer: pointer, code: code, detail: detail)
    }
}

extension Call {
    /// What the body's papers say of itself.
    ///
    /// Throws ``Problem/noPapers`` where the office has no settings.
    func papers() throws(Problem) -> OfficePapers {
        guard let papers = configuration.papers else { throw .noPapers }
        return papers
    }

    /// Runs `body`, and tells what is wrong with a table that was sent.
    func readingSheet<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let refused as SheetRefused {
            throw Problem(refused, in: language)
        }
    }

    /// The month that stands in the path.
    func month() throws(Problem) -> YearMonth { try path("month", .month) { YearMonth($0) } }
}
