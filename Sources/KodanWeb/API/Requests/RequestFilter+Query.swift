import KodanDomain
import KodanText

extension RequestFilter {
    /// The parameters that it reads.
    static let parameters: [QueryParameter] = [
        .states(RequestState.self),
        QueryParameter("programme", .lookup("regional_dispatched"), "Only those under this programme."),
        QueryParameter(
            "organization",
            .key(Organization.self),
            "Only those that this organization asked for."
        ),
        QueryParameter(
            "prefecture",
            .prefecture,
            "Only those with the venue, else who asks, in this prefecture."
        ),
        .firstDay("Only those with the lecture, else a wished day, on this day or later."),
        .lastDay("Only those with the lecture, else a wished day, on this day or earlier."),
        QueryParameter("needs_attention", .flag, "Only those that wait for a step of whoever asks."),
        QueryParameter(
            "q",
            .text(Example.search, RequestFilter.searchBounds),
            "Only those with this text in the title, or in the name or kana of who asks."
        ),
    ]

    /// What a query asks for.
    init(_ query: Query) throws(Problem) {
        self.init()
        states = try query.choices("state")
        programme = try query.value("programme", .programmeCode) { try? ProgrammeCode($0) }
        organization = try query.key("organization")
        prefecture = try query.value("prefecture", .prefectureCode) {
            try? PrefectureCode($0)
        }
        from = try query.day("from")
        to = try query.day("to")
        needsAttention = try query.flag("needs_attention")
        text = try query.words("q", atMost: RequestFilter.searchBounds.upperBound)
    }
}

extension QueryParameter {
    /// Some states, with commas between them.
    static func states<State: RawRepresentable & CaseIterable>(_: State.Type) -> QueryParameter
    where State.RawValue == String {
        some("state", of: State.self, "Only those in one of these states, with commas between them.")
    }

    /// Some of the cases of an enum, with commas between them.
    static func some<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        of _: Choice.Type,
        _ note: String
    ) -> QueryParameter where Choice.RawValue == String {
        let choices = Choice.allCases.map(\.rawValue)
        let any = choices.joined(separator: "|")
        let example = choices.prefix(2).joined(separator: ",")
        let text = Schema.Text(
            pattern: "^(\(any))(,(\(any)))*$",
            words: "some of " + any.replacing("|", with: " | "),
            example: example
        )
        return QueryParameter(name, .text(text), note)
    }

    /// The first day of a span.
    static func firstDay(_ note: String) -> QueryParameter { QueryParameter("from", .day, note) }

    /// The last day of a span.
    static func lastDay(_ note: String) -> QueryParameter { QueryParameter("to", .day, note) }
}
