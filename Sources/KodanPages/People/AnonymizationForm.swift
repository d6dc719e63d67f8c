/// Taking away a name that nothing needs any more (匿名化), on the page of whose it is.
enum AnonymizationForm {
    /// The form; `what` says what goes with the name.
    static func block(_ what: String) -> Block {
        Block(
            "匿名化",
            [what, "申込・講演・支払の記録と、支払先・証憑・締めた月の書類は残ります。元に戻すことはできません。"],
            form: PageForm("anonymize", "匿名化する", [.area("reason", "理由", most: 500)], isGrave: true),
            isFolded: true
        )
    }

    /// What is said when it is done.
    static let done = ("anonymized", "匿名化しました。")
}
