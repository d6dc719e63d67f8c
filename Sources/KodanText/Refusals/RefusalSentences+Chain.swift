import KodanDomain

extension RefusalSentences {
    func chain(_ refusal: ChainRefusal) -> String {
        switch refusal {
        case .selfHosted(let request):
            language(
                "\(name(request))は自主開催のため、申込をした講師のほかの方にはお願いできません。",
                "The \(name(request)) is self-hosted: nobody gives it but the presenter who asked."
            )
        case .askedAlready(let presenter, let request):
            language(
                "\(name(presenter))には、\(name(request))についてすでに打診しています。回答をお待ちください。",
                "The \(name(presenter)) is being asked for the \(name(request)) already. Please wait for the answer."
            )
        case .hardRules(let presenter, let rules):
            language(
                "\(name(presenter))には打診できません（\(list(rules))）。ほかの講師をお選びください。",
                "The \(name(presenter)) cannot be asked (\(list(rules))). Please choose another presenter."
            )
        case .softRules(let presenter, let rules):
            language(
                "\(name(presenter))は条件に合いません（\(list(rules))）。それでも打診する場合は、条件を外す指定をしてください。",
                "The \(name(presenter)) does not meet the conditions (\(list(rules))). "
                    + "Ask for an override to offer the lecture all the same."
            )
        case .notMatched(let request):
            language(
                "\(name(request))は、このマッチングの対象ではありません（保留中か、対象の範囲外です）。",
                "The \(name(request)) is not among the requests that are matched: it is on hold, or outside of the scope."
            )
        case .reconfirmedAlready(let assignment):
            language(
                "\(name(assignment))は、すでに再確認いただいています。改めての手続きは不要です。",
                "You have confirmed again that the \(name(assignment)) stands; nothing is left to do."
            )
        case .deadlineNotLater(let offer):
            language(
                "\(name(offer))の新しい期限は、今の期限より後で、会場へ出発する1時間前までの日時をご指定ください。",
                "The new deadline of the \(name(offer)) must be later than the present one, and an hour or more before "
                    + "the presenter has to leave for the lecture."
            )
        case .excludedFromRequest(let presenter, let request):
            language(
                "\(name(presenter))は、すでに\(name(request))の対象から外れています。",
                "The \(name(presenter)) is excluded from the \(name(request)) already."
            )
        case .deskEntryClosed(let entry):
            language(
                "\(name(entry))は、すでに対応済みです。",
                "The \(name(entry)) has been closed already."
            )
        case .changeOpen, .nothingMoved, .changeState, .changeOverdue, .changeAnswered, .presenterAway,
            .movedTooOften:
            change(refusal)
        }
    }

    private func list(_ codes: [String]) -> String {
        language.list(codes.map { RuleText.name(ofCode: $0, in: language) ?? $0 })
    }
}
