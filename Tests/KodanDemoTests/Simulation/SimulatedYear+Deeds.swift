import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres

@testable import KodanDemo
@testable import KodanService

/// What hosts and presenters do, each thing at its own time.
extension SimulatedYear {
    /// Puts what presenters will do about new offers on the agenda.
    func expectAnswers() async throws {
        let sent = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT offer.id, offer.request_id, offer.presenter_id, offer.sent_at, offer.deadline
                  FROM offer
                 WHERE offer.state = 'sent'
                 ORDER BY offer.id
                """
            ) { row throws(PostgresError) in
                (
                    id: try row.value("id", as: Offer.ID.self),
                    request: try row.value("request_id", as: LectureRequest.ID.self),
                    presenter: try row.value("presenter_id", as: Presenter.ID.self),
                    sentAt: try row.value("sent_at", as: Instant.self),
                    deadline: try row.value("deadline", as: Instant.self)
                )
            }
        }
        for offer in sent where offersSeen.insert(offer.id).inserted {
            guard let index = asked.firstIndex(where: { $0.id == offer.request }) else { continue }
            let minutes = offer.sentAt.minutes(until: offer.deadline)
            switch answers.answer(of: offer.presenter.rawValue, to: index, within: minutes) {
            case .accept(let after):
                plan(.accept(offer.id, offer.presenter, index), at: offer.sentAt.adding(minutes: after))
            case .decline(let after, let ground):
                plan(.decline(offer.id, offer.presenter, ground), at: offer.sentAt.adding(minutes: after))
            case .silence: break
            }
        }
    }

    /// What people do until `now`, in order, each thing at its own time.
    func act(until now: Instant) async throws {
        while let next = agenda.next(until: now) {
            database.clock.set(next.at)
            try await perform(next.deed)
        }
    }

    private func perform(_ deed: Agenda.Deed) async throws {
        let office = crew.office
        switch deed {
        case .accept(let offer, let presenter, let index):
            do {
                let id = try await AcceptOffer(office: office)(offer, as: person(presenter))
                try await expectLecture(id, presenter, index)
            } catch Refusal.alreadyAssigned, Refusal.offerState {
                // Another was faster, or the desk took it back: they had a mail that says so.
            } catch Refusal.twoLecturesAtOnce, Refusal.travelDoesNotFit {
                try await decline(offer, presenter, .notThatDay)
            }
        case .decline(let offer, let presenter, let ground): try await decline(offer, presenter, ground)
        case .withdraw(let assignment, let presenter):
            do {
                try await WithdrawFromAssignment(office: office)(
                    assignment,
                    because: "都合により",
                    as: person(presenter)
                )
            } catch Refusal.assignmentState {
                // The lecture was let go before.
            }
        case .reconfirm(let assignment):
            for side in [Side.host, .presenter] {
                do {
                    try await ReconfirmLecture(office: office)(assignment, by: side, as: crew.coordinator)
                } catch Refusal.assignmentState {
                    // It was let go before.
                }
            }
        case .attest(let assignment, let presenter): try await attest(assignment, presenter)
        case .proposeChange(let assignment, let wish): try await propose(wish, of: assignment)
        case .answerChange(let change, let wish): try await answer(change, wish)
        case .decideChange(let change, let decision): try await decide(change, decision)
        }
    }

    private func decline(_ offer: Offer.ID, _ presenter: Presenter.ID, _ ground: DeclineGround) async throws {
        do {
            try await DeclineOffer(office: crew.office)(
                offer,
                because: "都合がつかない",
                ground: ground,
                as: person(presenter)
            )
        } catch Refusal.offerState {
            // It had ended before.
        }
    }

    /// Both sides say how it was, the day after; of a lecture that moved, the day after that.
    private func attest(_ id: Assignment.ID, _ presenter: Presenter.ID) async throws {
        guard let bound = try await crew.look({ try AssignmentStore($0).assignment(id) }) else { return }
        let nextDay = bound.during.end.adding(minutes: 20 * 60)
        guard nextDay <= database.clock.now else { return plan(.attest(id, presenter), at: nextDay) }
        do {
            let report = try LectureReportDraft(
                held: bound.during,
                minutes: 60,
                attendance: 20,
                summary: "実施",
                travel: []
            )
            _ = try await ReportLecture(office: crew.office)(id, report, as: person(presenter))
            let confirmation = try HostConfirmationDraft(
                minutes: 60,
                attendance: 20,
                satisfaction: 4,
                wouldAskAgain: true,
                comment: ""
            )
            _ = try await ConfirmLecture(office: crew.office)(id, confirmation, as: crew.coordinator)
        } catch Refusal.assignmentState {
            // It was let go before.
        }
    }

    /// What the two sides will do about the lecture.
    private func expectLecture(_ id: Assignment.ID, _ presenter: Presenter.ID, _ index: Int) async throws {
        guard let bound = try await crew.look({ try AssignmentStore($0).assignment(id) }) else { return }
        if let days = answers.withdrawal(of: presenter.rawValue, from: index) {
            let then = database.clock.now.adding(days: days)
            if then < bound.during.start { plan(.withdraw(id, presenter), at: then) }
        }
        if let wish = answers.change(of: index, presenter.rawValue) {
            let then = database.clock.now.adding(days: wish.afterDays)
            if then < bound.during.start { plan(.proposeChange(id, wish), at: then) }
        }
        guard answers.answersQuestions(index) else { return }
        let before = bound.during.start.adding(days: -10)
        if before > database.clock.now { plan(.reconfirm(id), at: before) }
        plan(.attest(id, presenter), at: bound.during.end.adding(minutes: 20 * 60))
    }

    /// Puts a deed on the agenda: not before now.
    func plan(_ deed: Agenda.Deed, at moment: Instant) {
        agenda.add(deed, at: max(moment, database.clock.now))
    }

    func person(_ presenter: Presenter.ID) -> Credential {
        crew.index(of: presenter).map(crew.presenter) ?? crew.coordinator
    }
}
