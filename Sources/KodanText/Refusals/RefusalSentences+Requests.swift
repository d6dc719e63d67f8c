import KodanDomain

extension RefusalSentences {
    /// The sentences of steps that a state does not allow.
    func ofState(_ refusal: Refusal) -> String {
        switch refusal {
        case .requestState(let id, let state): self.state(id, StateText.name(of: state, in: language))
        case .offerState(let id, let state): self.state(id, StateText.name(of: state, in: language))
        case .assignmentState(let id, let state): self.state(id, StateText.name(of: state, in: language))
        case .paymentState(let id, let state): self.state(id, StateText.name(of: state, in: language))
        case .deliveryState(let id, let state): self.state(id, StateText.name(of: state, in: language))
        // Every other refusal has its sentence in ``RefusalText``; the tests tell all of them.
        default: refusal.code
        }
    }

    /// The sentences of what a request wishes.
    func ofWishes(_ refusal: Refusal) -> String {
        switch refusal {
        case .leadTime(let days): leadTime(days)
        case .attendanceTooSmall(let minimum): attendanceTooSmall(minimum)
        case .dayPassed(let day): dayPassed(day)
        case .dayTooFar(let last): dayTooFar(last)
        default: refusal.code
        }
    }

    func state(_ id: some CustomStringConvertible, _ state: String) -> String {
        language(
            "\(name(id))は現在「\(state)」のため、この操作を行えません。最新の状況をご確認ください。",
            "This cannot be done while the \(name(id)) is in the state “\(state)”. Please look at it again."
        )
    }

    func leadTime(_ days: Int) -> String {
        language(
            "希望日は本日から\(days)日以上先の日をご指定ください。",
            "Please choose days at least \(counted(days, "day")) from today."
        )
    }

    func attendanceTooSmall(_ minimum: Int) -> String {
        language(
            "参加予定人数が\(minimum)名以上の講演を受け付けています。人数をご確認ください。",
            "At least \(counted(minimum, "participant")) are needed. Please check the expected attendance."
        )
    }

    func dayTooFar(_ last: LocalDate) -> String {
        language(
            "\(day(last))より先の日はまだ受け付けていません。それまでの日をご指定ください。",
            "Nothing is planned yet beyond \(day(last)). Please choose a day until then."
        )
    }

    func dayPassed(_ date: LocalDate) -> String {
        language(
            "\(day(date))の希望日時はすでに過ぎています。これからの日時をご指定ください。",
            "The time wished on \(day(date)) has passed. Please choose one that lies ahead."
        )
    }

    func deadlinePassed(_ offer: Offer.ID) -> String {
        language(
            "\(name(offer))の回答期限が過ぎています。お受けいただける場合は事務局へご連絡ください。",
            "The deadline of the \(name(offer)) has passed. If you could still come, please call the office."
        )
    }

    func alreadyAssigned(_ request: LectureRequest.ID) -> String {
        language(
            "\(name(request))は、すでにほかの講師に決まりました。お申し出ありがとうございました。",
            "Another presenter was faster for the \(name(request)). Thank you for your offer."
        )
    }

    func twoLecturesAtOnce(_ presenter: Presenter.ID) -> String {
        language(
            "\(name(presenter))には、その時間に別の講演があります。ほかの日時または講師をお選びください。",
            "The \(name(presenter)) has another lecture at that time. Please choose another time or presenter."
        )
    }

    func travelDoesNotFit(_ presenter: Presenter.ID) -> String {
        language(
            "\(name(presenter))には前後に別の講演があり、移動が間に合いません。ほかの日時または講師をお選びください。",
            "The \(name(presenter)) has another lecture before or after, and the way does not fit between them. "
                + "Please choose another time or presenter."
        )
    }

    func ownOrganization(_ presenter: Presenter.ID) -> String {
        language(
            "\(name(presenter))は申込団体に所属しているため派遣できません。ほかの講師をお選びください。",
            "The \(name(presenter)) belongs to the organization that asks. Please choose another presenter."
        )
    }

    func matchRunning() -> String {
        language(
            "別のマッチングを実行中です。終了してからもう一度お試しください。",
            "Another matching run is under way. Please try again when it has ended."
        )
    }

    func notOverYet(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))の講演はまだ終わっていません。終了後に手続きしてください。",
            "The lecture of the \(name(assignment)) is not over yet. Please come back afterwards."
        )
    }

    func attestedAlready(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))の実施は、すでにご報告いただいています。改めての報告は不要です。",
            "You have attested the \(name(assignment)) already; nothing is left to do."
        )
    }

    func attestationWantsEvidence(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))には共催団体の確認がありません。証憑と理由を添えて事務局が確認してください。",
            "No co-host has confirmed the \(name(assignment)). A coordinator must decide, with evidence and a reason."
        )
    }
}
