import KodanDomain

extension RequestFilter {
    /// The parameters that it reads.
    static let parameters: Set<String> = [
        "state", "programme", "organization", "prefecture", "from", "to", "needs_attention", "q",
    ]

    /// What a query asks for.
    init(_ query: Query) throws(Problem) {
        self.init()
        states = try query.choices("state")
        programme = try query.value("programme", "The code of a programme") { try? ProgrammeCode($0) }
        organization = try query.key("organization")
        prefecture = try query.value("prefecture", "The code of a prefecture, 01 to 47") { try? PrefectureCode($0) }
        from = try query.day("from")
        to = try query.day("to")
        needsAttention = try query.flag("needs_attention")
        text = try query.value("q", "A text of 1 to \(RequestFilter.searchBounds.upperBound) characters") { text in
            let isSound = (try? text.plainText(.title, atMost: RequestFilter.searchBounds.upperBound)) != nil
            return isSound ? text : nil
        }
    }
}
