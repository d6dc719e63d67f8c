import KodanDomain
import KodanMail
import Testing

@Suite("Whether a mail still holds")
struct MailFactsTests {
    private let now = Instant(microseconds: 1_800_000_000_000_000)

    @Test("is never doubted where nothing is known", arguments: MailKind.allCases)
    func unknown(kind: MailKind) {
        #expect(kind.overtaken(MailFacts(), at: now) == nil)
    }

    @Test("ends with a newer mail of its kind", arguments: MailKind.allCases)
    func repeated(kind: MailKind) {
        var facts = MailFacts()
        facts.isRepeated = true
        #expect(kind.overtaken(facts, at: now) == .newerMail)
    }

    /// For each kind about a request, the states in which it is sent.
    @Test(
        "depends on the request's state",
        arguments: [
            (MailKind.requestReceived, [RequestState.submitted, .screening]), (.requestReturned, [.returned]),
            (.requestRejected, [.rejected]), (.requestApproved, [.approved, .matched, .unmatched, .offered]),
            (.presenterWithdrew, [.approved, .matched, .unmatched, .offered]),
            (.requestCancelled, [.cancelled]), (.requestLapsed, [.cancelled]),
            (.requestLapses, [.draft, .returned, .unmatched, .notHeld]),
            (.requestUnanswered, [.approved, .matched, .unmatched, .offered]),
            (.reportAsked, [.assigned, .held]), (.confirmationAsked, [.assigned, .held]),
            (.lectureNotHeld, [.notHeld]),
        ]
    )
    func requests(kind: MailKind, states: [RequestState]) {
        for state in RequestState.allCases {
            var facts = MailFacts()
            facts.request = state
            let expected: MailOvertaken? = states.contains(state) ? nil : .requestMovedOn
            #expect(kind.overtaken(facts, at: now) == expected, "\(state)")
        }
    }

    @Test(
        "depends on the offer's state",
        arguments: [
            (MailKind.offerSent, OfferState.sent), (.offerExtended, .sent), (.offerSuperseded, .superseded),
            (.offerWithdrawn, .withdrawn),
            (.offerExpired, .expired),
        ]
    )
    func offers(kind: MailKind, state: OfferState) {
        for other in OfferState.allCases {
            var facts = MailFacts()
            facts.offer = other
            #expect(kind.overtaken(facts, at: now) == (other == state ? nil : .offerEnded), "\(other)")
        }
    }

    @Test("that asks about a change, or tells of its refusal, depends on it", arguments: ChangeState.allCases)
    func changes(state: ChangeState) {
        var facts = MailFacts()
        facts.change = state
        facts.deadline = now.adding(minutes: 1)
        for (kind, holds) in [(MailKind.changeProposed, ChangeState.open), (.changeDeclined, .declined)] {
            let expected: MailOvertaken? = state == holds ? nil : .changeEnded
            #expect(kind.overtaken(facts, at: now) == expected)
            #expect(kind.overtaken(facts, at: now.adding(minutes: 1)) == expected ?? .deadlinePassed)
        }
    }

    @Test("depends on the bond", arguments: AssignmentState.allCases)
    func bonds(state: AssignmentState) {
        var facts = MailFacts()
        facts.assignment = state
        let isBound = [.confirmed, .reconfirmed, .delivered].contains(state)
        let standing: [MailKind] = [
            .assignmentBrief, .presenterFound, .requestAssignedSelfHosted, .lectureMoved, .changeDropped,
        ]
        for kind in standing {
            #expect(kind.overtaken(facts, at: now) == (isBound ? nil : .assignmentEnded))
        }
        for kind in [MailKind.lectureCancelled, .assignmentReleased] {
            #expect(kind.overtaken(facts, at: now) == (isBound ? .assignmentStands : nil))
        }
        facts.request = .cancelled
        #expect(
            MailKind.lectureNotHeld.overtaken(facts, at: now) == (state == .noShow ? nil : .requestMovedOn)
        )
    }

    @Test("ends with time")
    func time() {
        var facts = MailFacts()
        facts.deadline = now
        #expect(MailKind.offerSent.overtaken(facts, at: now) == .deadlinePassed)
        #expect(MailKind.signInLink.overtaken(facts, at: now) == .deadlinePassed)
        #expect(MailKind.requestLapses.overtaken(facts, at: now) == .deadlinePassed)
        #expect(MailKind.offerSent.overtaken(facts, at: now.adding(minutes: -1)) == nil)
        facts.assignment = .delivered
        facts.during = TimeRange(start: now.adding(minutes: -90), end: now)
        #expect(MailKind.assignmentBrief.overtaken(facts, at: now) == .lectureOver)
        #expect(MailKind.assignmentBrief.overtaken(facts, at: now.adding(minutes: -1)) == nil)
    }

    @Test("is asked for courtesy mails only of who wants them", arguments: MailKind.allCases)
    func courtesy(kind: MailKind) {
        var facts = MailFacts()
        facts.isUnsubscribed = true
        let isCourtesy = [.requestReceived, .offerExpired].contains(kind)
        #expect(kind.isDuty != isCourtesy)
        #expect(kind.overtaken(facts, at: now) == (isCourtesy ? .unsubscribed : nil))
    }

    @Test("tells of no payment notice that was answered or replaced")
    func noticeAnswered() {
        var facts = MailFacts()
        facts.isNoticeAnswered = true
        #expect(MailKind.noticeIssued.overtaken(facts, at: now) == .noticeAnswered)
        facts.isNoticeAnswered = false
        facts.deadline = now
        #expect(MailKind.noticeIssued.overtaken(facts, at: now) == nil)
    }

    @Test("brings an announcement to active presenters only", arguments: PresenterStatus.allCases)
    func announcement(status: PresenterStatus) {
        var facts = MailFacts()
        facts.presenter = status
        let expected: MailOvertaken? = status == .active ? nil : .presenterNotActive
        #expect(MailKind.announcement.overtaken(facts, at: now) == expected)
        // Who has left is still told what is owed to them.
        #expect(MailKind.noticeIssued.overtaken(facts, at: now) == nil)
    }

    @Test("does not end an offer for somebody who was never asked")
    func neverAsked() {
        var facts = MailFacts()
        facts.wasAsked = false
        facts.offer = .superseded
        #expect(MailKind.offerSuperseded.overtaken(facts, at: now) == .neverAsked)
    }
}
