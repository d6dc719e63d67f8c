import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres

@testable import KodanDemo
@testable import KodanService

/// How many wishes for changes came how far.
struct ChangesMade {
    var proposed = 0
    /// The new date or venue did not fit, or the lecture was off or over.
    var impossible = 0
}

/// Other dates and venues.
extension SimulatedYear {
    /// One side asks for a change, and the other is going to say something or nothing.
    func propose(_ wish: ChangeWish, of id: Assignment.ID) async throws {
        guard let bound = try await crew.look({ try AssignmentStore($0).assignment(id) }) else { return }
        let change: LectureChange.ID
        do {
            change = try await ProposeChange(office: crew.office)(
                try terms(wish, bound),
                of: id,
                by: wish.side,
                as: speaker(of: wish.side, bound.presenter)
            )
        } catch let refusal as Refusal where refusal.isNoRoom {
            changesMade.impossible += 1
            return
        }
        changesMade.proposed += 1
        guard wish.reply != .silence else { return }
        let entry = try await ReadChanges(office: crew.office)(change, as: crew.coordinator)
        let minutes = database.clock.now.minutes(until: entry.deadline) * wish.replyPercent / 100
        plan(.answerChange(change, wish), at: database.clock.now.adding(minutes: minutes))
    }

    /// The other side says yes, or no: also where it would say yes but cannot any more.
    func answer(_ id: LectureChange.ID, _ wish: ChangeWish) async throws {
        let entry = try await ReadChanges(office: crew.office)(id, as: crew.coordinator)
        let assignment = entry.assignment
        guard let bound = try await crew.look({ try AssignmentStore($0).assignment(assignment) }) else {
            return
        }
        let other: Side = wish.side == .host ? .presenter : .host
        let credential = speaker(of: other, bound.presenter)
        do {
            if wish.reply == .agrees {
                do {
                    try await ConfirmChange(office: crew.office)(id, by: other, as: credential)
                    return
                } catch let refusal as Refusal where refusal.isNoRoom && refusal.isNoEnd {
                    changesMade.impossible += 1
                }
            }
            try await DeclineChange(office: crew.office)(id, by: other, because: "都合がつかない", as: credential)
        } catch Refusal.chain(.changeState), Refusal.chain(.changeOverdue) {
            // The lecture was let go meanwhile, and they had a mail that says so.
            return
        }
        guard !wish.oldStands, let decision = wish.decision else { return }
        plan(.decideChange(id, decision), at: database.clock.now.adding(minutes: 5 * 60))
    }

    /// A coordinator decides what becomes of a refused change.
    func decide(_ id: LectureChange.ID, _ decision: ChangeDecision) async throws {
        do {
            try await DecideChange(office: crew.office)(id, decision, because: "電話で確認", as: crew.coordinator)
        } catch Refusal.chain(.changeState) {
            // The deadline was faster, or the lecture was let go.
        }
    }

    private func terms(_ wish: ChangeWish, _ bound: StoredAssignment) throws -> ChangeTerms {
        var venue: Venue?
        let plan = asked.first { $0.id == bound.request }?.plan
        if !bound.isOnline, wish.days == nil, let municipality = plan?.venue {
            venue = try Venue(name: "別館", municipality: municipality, address: "二丁目2番2号")
        }
        // A lecture online has no venue to change: it moves by a day.
        let days = venue == nil ? wish.days ?? 1 : 0
        let start = bound.during.start.adding(days: days)
        return ChangeTerms(
            during: days == 0 ? nil : TimeRange(start: start, end: bound.during.end.adding(days: days)),
            venue: venue,
            oldStands: wish.oldStands,
            reason: "会場の都合"
        )
    }

    private func speaker(of side: Side, _ presenter: Presenter.ID) -> Credential {
        side == .presenter ? person(presenter) : crew.coordinator
    }
}

extension Refusal {
    /// Whether a change cannot be: the time or place does not fit, or the lecture is off or over.
    fileprivate var isNoRoom: Bool {
        switch self {
        case .twoLecturesAtOnce, .travelDoesNotFit, .presenterNotActive, .dayPassed, .programmeNotInForce,
            .assignmentState, .chain(.presenterAway), .chain(.changeOpen):
            true
        default: false
        }
    }

    /// Whether the change can still be refused.
    fileprivate var isNoEnd: Bool {
        if case .assignmentState = self { false } else { true }
    }
}
