import KodanDomain
import Testing

@Suite("What a request waits for")
struct NextStepTests {
    @Test(
        "follows from its state, its holder and the clock",
        arguments: [
            (RequestState.draft, false, NextStep.submit), (.returned, false, .correct), (.submitted, false, .screen),
            (.screening, false, .screen), (.approved, false, .match), (.unmatched, false, .match),
            (.matched, false, .ask), (.offered, false, .answer), (.assigned, false, .lecture),
            (.assigned, true, .report), (.notHeld, true, .reschedule), (.attested, true, .pay),
            (.closed, true, .none), (.rejected, false, .none), (.cancelled, false, .none),
        ]
    )
    func steps(state: RequestState, isOver: Bool, step: NextStep) {
        #expect(state.nextStep(for: state.holder(reported: false, hasHost: true), isOver: isOver) == step)
    }

    @Test(
        "is the missing attestation after the first one",
        arguments: [
            (false, true, NextStep.report), (true, true, .confirm), (true, false, .decide), (false, false, .report),
        ]
    )
    func attestations(reported: Bool, hasHost: Bool, step: NextStep) {
        let holder = RequestState.held.holder(reported: reported, hasHost: hasHost)
        #expect(RequestState.held.nextStep(for: holder, isOver: true) == step)
    }
}
