public import KodanDomain

// The list of assignments (派遣).

extension LectureTexts {
    /// What the list is narrowed to, as it was typed.
    public struct Choice: Sendable, Equatable {
        let state: AssignmentState?
        let from: String
        let to: String

        /// A narrowing.
        public init(state: AssignmentState?, from: String, to: String) {
            self.state = state
            self.from = from
            self.to = to
        }

        var isOpen: Bool { state == nil && from.isEmpty && to.isEmpty }
    }

    /// The list of assignments.
    public static func list(
        _ lectures: [AssignmentSummary],
        _ choice: Choice,
        next: String?
    ) -> PageContent {
        PageContent(
            "派遣",
            lead: "新しく決まったものから並べています。",
            [
                Block("絞り込み", form: search(choice), isFolded: choice.isOpen),
                Block(nil, table: table("派遣の一覧", lectures, next: next)),
            ]
        )
    }

    private static func search(_ choice: Choice) -> PageForm {
        .searchOfLectures(
            AssignmentState.allCases.map { ($0.rawValue, PageWords.state($0)) },
            state: choice.state?.rawValue,
            from: choice.from,
            to: choice.to
        )
    }
}
