import KodanDomain

extension PresenterQuestion {
    /// The question with its part of a name as it is looked for.
    ///
    /// Throws ``Refusal`` `field` where that is empty, or longer than ``nameLimit``.
    func searchable() throws(Refusal) -> PresenterQuestion {
        var question = self
        question.name = try name.map(nameSearchedFor)
        return question
    }
}

extension OrganizationQuestion {
    /// The question with its part of a name as it is looked for.
    ///
    /// Throws ``Refusal`` `field` where that is empty, or longer than ``PresenterQuestion/nameLimit``.
    func searchable() throws(Refusal) -> OrganizationQuestion {
        var question = self
        question.name = try name.map(nameSearchedFor)
        return question
    }
}

private func nameSearchedFor(_ text: String) throws(Refusal) -> String {
    try refusingField { () throws(FieldRefused) in
        try text.plainText(.name, atMost: PresenterQuestion.nameLimit)
    }
}
