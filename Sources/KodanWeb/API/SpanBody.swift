import KodanDomain

/// A span of time as JSON.
struct SpanBody: Encodable {
    static let schema = Schema.named(
        "Span",
        .body([.required("start", .instant), .required("end", .laterInstant, "Later than the start.")])
    )

    let start: String
    let end: String

    init(_ span: TimeRange) {
        start = span.start.description
        end = span.end.description
    }
}
