import KodanDomain
import KodanService
import KodanText

extension Form {
    /// How many prefectures or programmes a run may be limited to.
    private static let scopeLimit = 100

    /// What a body asks of a match; nil if something in it is wrong.
    func matchQuestion() -> MatchQuestion? {
        let isSaved = flag("save")
        let scope = matchScope()
        let asOf = instant("as_of", .optional)
        let explained: [LectureRequest.ID]? = keys("explain", atMost: MatchQuestion.explainedAtMost)
        let wantsScarcity = flag("scarcity", .optional) ?? false
        if isSaved == true, asOf != nil {
            refuse("as_of", Expected.absent.code, .body(.savedAtAnotherTime))
        }
        guard let isSaved, var scope, let explained else { return nil }
        scope.asOf = asOf
        return MatchQuestion(
            isSaved: isSaved,
            scope: scope,
            explained: explained,
            wantsScarcity: wantsScarcity
        )
    }

    /// To which requests a body limits a match; nil if something in it is wrong.
    func matchScope() -> MatchScope? {
        let prefectures = texts("prefectures", atMost: Form.scopeLimit) { text throws(FieldRefused) in
            try PrefectureCode(text)
        }
        let programmes = texts("programmes", atMost: Form.scopeLimit) { text throws(FieldRefused) in
            try ProgrammeCode(text)
        }
        guard let prefectures, let programmes else { return nil }
        return MatchScope(
            prefectures: prefectures.isEmpty ? nil : Set(prefectures),
            programmes: programmes.isEmpty ? nil : Set(programmes)
        )
    }
}
