import KodanDomain
import KodanService

extension Form {
    /// How many prefectures or programmes a run may be limited to.
    private static let scopeLimit = 100

    /// What a body asks of a match; nil if something in it is wrong.
    func matchQuestion() -> MatchQuestion? {
        let isSaved = flag("save")
        let prefectures = texts("prefectures", atMost: Form.scopeLimit) { text throws(FieldRefused) in
            try PrefectureCode(text)
        }
        let programmes = texts("programmes", atMost: Form.scopeLimit) { text throws(FieldRefused) in
            try ProgrammeCode(text)
        }
        let asOf = instant("as_of", .optional)
        let explained: [LectureRequest.ID]? = keys("explain", atMost: MatchQuestion.explainedAtMost)
        let wantsScarcity = flag("scarcity", .optional) ?? false
        guard let isSaved, let prefectures, let programmes, let explained else { return nil }
        return MatchQuestion(
            isSaved: isSaved,
            scope: MatchScope(
                prefectures: prefectures.isEmpty ? nil : Set(prefectures),
                programmes: programmes.isEmpty ? nil : Set(programmes),
                asOf: asOf
            ),
            explained: explained,
            wantsScarcity: wantsScarcity
        )
    }
}
