import KodanDomain
import KodanStore
import Postgres

/// Both sides are asked what is to be said about a lecture, are reminded, and at last the desk takes over (督促).
public struct FollowUp: Sendable {
    /// So many questions go out in one transaction.
    static let batch = 50

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Asks what is due, puts on the desk what has no answer, and closes what has settled itself, and requests for
    /// which nothing is owed any more; says how much it was.
    ///
    /// Run by the worker. Some days before the lecture both sides are asked to confirm again, after it the presenter
    /// for the report and the host for the confirmation; see ``FollowUpRules``. What nobody can be asked lies on the
    /// desk at once. Every question is noted in the transaction of its mail, so no two workers ask twice.
    public func callAsFunction() async throws -> Int {
        let rules = office.rules.followUp
        let times = ReminderTimes(
            reconfirmDaysBefore: rules.reconfirmDaysBefore,
            reconfirmDueDays: rules.reconfirmDueDays,
            reminderDays: rules.reminderDays,
            reminders: rules.reminders
        )
        var count = 0
        while true {
            let asked = try await office.transaction(as: .system) { desk in
                let noted = try ReminderStore(desk.session, times).note(limit: FollowUp.batch, at: desk.now)
                for reminder in noted { try Chain(desk: desk).ask(reminder) }
                return noted.count
            }
            count += asked
            if asked < FollowUp.batch { break }
        }
        return try await count
            + office.transaction(as: .system) { desk in
                let desks = DeskStore(desk.session)
                let ofMaterials = MaterialDeskStore(desk.session)
                let settled =
                    try desks.closeSettled(at: desk.now) + ofMaterials.closeSettled(at: desk.now)
                try desk.record("desk.settled", each: settled)
                let reminders = ReminderStore(desk.session, times)
                let extended = try reminders.addOtherSides(at: desk.now)
                try desk.record("desk.extended", each: extended)
                let missing = try reminders.bringUp(at: desk.now) + ofMaterials.bringUp(at: desk.now)
                try desk.record("desk.opened", each: missing)
                let chain = Chain(desk: desk)
                let unmatched = try desks.claimUnmatched(limit: FollowUp.batch)
                for id in unmatched { try chain.putOnDesk(try chain.lock(id)) }
                let closed = try desk.closeForgotten(limit: FollowUp.batch)
                return settled.count + extended.count + missing.count + unmatched.count + closed.count
            }
    }
}

extension Chain {
    /// Writes the mail of a question that was noted.
    fileprivate func ask(_ reminder: NotedReminder) throws {
        let store = AssignmentStore(desk.session)
        guard let assignment = try store.assignment(reminder.assignment),
            let request = try RequestStore(desk.session).request(assignment.request)
        else { return }
        let (id, during) = (assignment.id, assignment.during)
        switch reminder.kind {
        case .presenterReconfirmation:
            try tellPresenter(assignment.presenter, "reconfirmation_asked", about: id, request, during)
        case .report: try tellPresenter(assignment.presenter, "report_asked", about: id, request, during)
        case .hostReconfirmation:
            guard try tellHostSide("reconfirmation_asked", request, during, assignment: id) else {
                return try leave(reminder, to: .reconfirmationMissing, assignment)
            }
        case .confirmation:
            guard try tellHostSide("confirmation_asked", request, during, assignment: id) else {
                return try leave(reminder, to: .confirmationMissing, assignment)
            }
        }
        try desk.record(
            "assignment.reminded",
            assignment.id,
            detail: ["kind": reminder.kind.rawValue, "nth": "\(reminder.nth)"]
        )
    }

    /// Leaves to the desk, at once and once, what nobody can be asked.
    private func leave(_ reminder: NotedReminder, to kind: DeskKind, _ assignment: StoredAssignment) throws {
        guard reminder.nth == 0 else { return }
        // As the desk says it of others: how often it was asked.
        let tried = "\(reminder.kind.rawValue) 0"
        let entry = try DeskStore(desk.session).open(
            kind,
            assignment.request,
            assignment.id,
            tried: tried,
            at: desk.now
        )
        guard let entry else { return }
        try desk.record("desk.opened", entry, detail: ["request": "\(assignment.request)", "tried": tried])
    }
}
