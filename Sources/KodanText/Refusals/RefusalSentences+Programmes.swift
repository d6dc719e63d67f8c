import KodanDomain

extension RefusalSentences {
    /// The sentences about programmes.
    func ofProgrammes(_ refusal: Refusal) -> String {
        switch refusal {
        case .programmeNotInForce(let programme, let day): programmeNotInForce(programme, day)
        case .programmeNotForAsker(let programme): programmeNotForAsker(programme)
        case .programmeDelivery(let programme): programmeDelivery(programme)
        case .programmeUsed(let programme): programmeUsed(programme)
        case .programmeDays(let programme, let day): programmeDays(programme, day)
        // Every other refusal has its sentence in ``RefusalText``; the tests tell all of them.
        default: refusal.code
        }
    }

    private func programmeNotInForce(_ programme: ProgrammeCode, _ date: LocalDate) -> String {
        language(
            "\(day(date))は事業「\(programme)」の実施期間外です。期間内の日をご指定ください。",
            "The programme \(programme) is not in force on \(day(date)). Please choose another day."
        )
    }

    private func programmeNotForAsker(_ programme: ProgrammeCode) -> String {
        language(
            "事業「\(programme)」は、この種別の団体からはお申し込みいただけません。別の事業をお選びください。",
            "This kind of organization may not ask under the programme \(programme). Please choose another."
        )
    }

    private func programmeDelivery(_ programme: ProgrammeCode) -> String {
        language(
            "事業「\(programme)」は、形態（講師派遣・自主開催・事務局の主催）が異なるため、ここでは選べません。別の事業をお選びください。",
            "The programme \(programme) is delivered in another way. Please choose another programme."
        )
    }

    private func programmeUsed(_ programme: ProgrammeCode) -> String {
        language(
            "事業「\(programme)」はすでに使われています。形態と謝金の有無は変更できません。終了日を定めて、新しい事業を登録してください。",
            "The programme \(programme) is in use: how its lectures come about, and whether they are paid, stands. "
                + "Please end it and add another one."
        )
    }

    private func programmeDays(_ programme: ProgrammeCode, _ date: LocalDate) -> String {
        language(
            "事業「\(programme)」には、\(day(date))の講演・申込・日程があります。その日が有効期間に入るようにご指定ください。",
            "The programme \(programme) has a lecture, an open request or an event on \(day(date)). "
                + "Please choose days that include it."
        )
    }
}
