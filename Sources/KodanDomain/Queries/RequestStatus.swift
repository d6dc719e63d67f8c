/// Where a request stands, for whoever asks "who holds it now" (進捗).
public struct RequestStatus: Sendable, Equatable {
    /// The request.
    public let id: LectureRequest.ID
    /// Its state.
    public let state: RequestState
    /// Who holds it.
    public let holder: RequestHolder
    /// What is waited for.
    public let nextStep: NextStep
    /// Why it stands where it stands, where that wants a reason.
    public let reason: String?
    /// Since when nothing has happened to it; nil without a record.
    public let since: Instant?
    /// Until when the step is awaited: an offer's deadline, the lecture, or the end of a request that nobody went on
    /// with; nil where nothing is set.
    public let due: Instant?
    /// What happened, oldest first.
    public let timeline: [TimelineEvent]

    /// The status of `request` at `now`, after what happened to it; `deadline` is the last one of the offers that run,
    /// or when it ends by itself.
    public init(
        of request: RequestDetail,
        timeline: [TimelineEvent],
        deadline: Instant?,
        at now: Instant
    ) {
        let summary = request.summary
        let lecture = request.assignment.flatMap {
            AssignmentState.binding.contains($0.state) ? $0.during : nil
        }
        id = summary.id
        state = summary.state
        holder = summary.holder
        nextStep = summary.state.nextStep(for: summary.holder, isOver: lecture.map { $0.end <= now } ?? false)
        reason = request.reason
        since = timeline.last?.at
        due =
            switch nextStep {
            case .lecture: lecture?.start
            case .answer, .submit, .correct, .match, .reschedule: deadline
            case .screen, .ask, .report, .confirm, .decide, .pay, .none: nil
            }
        self.timeline = timeline
    }
}

/// One step of a request, as the record has it.
public struct TimelineEvent: Hashable, Sendable {
    /// When.
    public let at: Instant
    /// What happened: `request.approved`.
    public let action: String
    /// As what somebody acted.
    public let role: Role
    /// For whom they acted; nil for readers outside the body.
    public let onBehalfOf: String?
    /// Why.
    public let reason: String?

    /// A value with these parts.
    public init(
        at: Instant,
        action: String,
        role: Role,
        onBehalfOf: String?,
        reason: String?
    ) {
        self.at = at
        self.action = action
        self.role = role
        self.onBehalfOf = onBehalfOf
        self.reason = reason
    }
}

/// The step that a request waits for.
public enum NextStep: String, Sendable, CaseIterable {
    /// The draft is to be handed in.
    case submit
    /// What was sent back is to be corrected and handed in again.
    case correct
    /// A coordinator is to read it and decide.
    case screen
    /// A presenter is to be found.
    case match
    /// The presenter who was found is to be asked.
    case ask
    /// A presenter is to answer.
    case answer
    /// The lecture lies ahead.
    case lecture
    /// The presenter is to report.
    case report
    /// The host is to confirm.
    case confirm
    /// A coordinator is to decide on evidence, since nobody else can confirm.
    case decide
    /// New dates are to be named, or it is to be called off.
    case reschedule
    /// The honorarium is to be paid.
    case pay
    /// Nothing more.
    case none
}

extension RequestState {
    /// What is waited for, by who holds the request and whether its lecture is over.
    ///
    /// A new state does not compile until it is placed here.
    public func nextStep(for holder: RequestHolder, isOver: Bool) -> NextStep {
        switch self {
        case .draft: .submit
        case .returned: .correct
        case .submitted, .screening: .screen
        case .approved, .unmatched: .match
        case .matched: .ask
        case .offered: .answer
        case .assigned: isOver ? .report : .lecture
        case .held:
            switch holder {
            case .host: .confirm
            case .coordinator: .decide
            default: .report
            }
        case .notHeld: .reschedule
        case .attested: .pay
        case .rejected, .closed, .cancelled: .none
        }
    }
}
