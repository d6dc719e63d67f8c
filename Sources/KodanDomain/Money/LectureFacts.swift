/// What an honorarium is calculated from: one assignment with what both sides attested, what was claimed and what was
/// agreed.
public struct LectureFacts: Hashable, Sendable {
    /// The assignment.
    public let assignment: Assignment.ID
    /// Where the assignment stands.
    public let assignmentState: AssignmentState
    /// Whose decision or absence ended the assignment without a lecture; nil for one that was not.
    public let endedBy: Side?
    /// Its request.
    public let request: LectureRequest.ID
    /// Where the request stands.
    public let requestState: RequestState
    /// Who lectured.
    public let presenter: Presenter.ID
    /// The presenter's rank.
    public let rank: RankCode
    /// The programme.
    public let programme: Programme.ID
    /// The programme's code, by which fee rates are found.
    public let programmeCode: ProgrammeCode
    /// Whether the programme pays at all.
    public let paysHonorarium: Bool
    /// The day of the lecture in Japan.
    public let lectureOn: LocalDate
    /// The minutes that the presenter reported; nil without a report.
    public let reportedMinutes: Int?
    /// The minutes that the host confirmed; nil without a confirmation.
    public let confirmedMinutes: Int?
    /// The day of the later attestation, in Japan; nil while one is missing.
    public let attestedOn: LocalDate?
    /// The journey.
    public let travel: ClaimedTravel
    /// What was agreed about the fee, if anything was.
    public let agreement: FeeAgreement?
    /// Whether an agreement was taken back: a request that was closed for it is calculated after all.
    public let isAgreementTakenBack: Bool
    /// Consumption tax that the payee's document shows apart, if one does.
    public let separateTax: SeparateTaxStatement?
    /// Whom the body pays for the presenter on the day of calculation; nil if nobody is registered.
    public let payee: LecturePayee?
    /// Whether there is an honorarium already.
    public let isCalculated: Bool

    /// Facts.
    public init(
        assignment: Assignment.ID,
        assignmentState: AssignmentState,
        endedBy: Side? = nil,
        request: LectureRequest.ID,
        requestState: RequestState,
        presenter: Presenter.ID,
        rank: RankCode,
        programme: Programme.ID,
        programmeCode: ProgrammeCode,
        paysHonorarium: Bool,
        lectureOn: LocalDate,
        reportedMinutes: Int?,
        confirmedMinutes: Int?,
        attestedOn: LocalDate? = nil,
        travel: ClaimedTravel = ClaimedTravel(),
        agreement: FeeAgreement? = nil,
        isAgreementTakenBack: Bool = false,
        separateTax: SeparateTaxStatement? = nil,
        payee: LecturePayee?,
        isCalculated: Bool
    ) {
        self.assignment = assignment
        self.assignmentState = assignmentState
        self.endedBy = endedBy
        self.request = request
        self.requestState = requestState
        self.presenter = presenter
        self.rank = rank
        self.programme = programme
        self.programmeCode = programmeCode
        self.paysHonorarium = paysHonorarium
        self.lectureOn = lectureOn
        self.reportedMinutes = reportedMinutes
        self.confirmedMinutes = confirmedMinutes
        self.attestedOn = attestedOn
        self.travel = travel
        self.agreement = agreement
        self.isAgreementTakenBack = isAgreementTakenBack
        self.separateTax = separateTax
        self.payee = payee
        self.isCalculated = isCalculated
    }
}

/// The legs of one lecture, added up.
public struct ClaimedTravel: Hashable, Sendable {
    /// Money that goes to the presenter.
    public let toPresenter: Yen
    /// Money that the body paid to carriers and hotels.
    public let directly: Yen
    /// How many legs have no evidence.
    public let legsWithoutEvidence: Int
    /// The travel rates that stand behind them: those that legs were computed from, and the limits of their nights.
    public let rates: [Int64]

    /// A journey; without arguments, none.
    public init(
        toPresenter: Yen = .zero,
        directly: Yen = .zero,
        legsWithoutEvidence: Int = 0,
        rates: [Int64] = []
    ) {
        self.toPresenter = toPresenter
        self.directly = directly
        self.legsWithoutEvidence = legsWithoutEvidence
        self.rates = rates
    }

    /// Whether nothing was claimed.
    public var isEmpty: Bool { toPresenter == .zero && directly == .zero }
}

/// Whom the body pays, as the income tax sees them on the day of calculation.
public struct LecturePayee: Hashable, Sendable {
    /// The payee.
    public let id: Payee.ID
    /// Person or legal person.
    public let legalStatus: LegalStatus
    /// Where they are taxed; nil if nobody has said.
    public let residency: Residency?

    /// A payee.
    public init(id: Payee.ID, legalStatus: LegalStatus, residency: Residency?) {
        self.id = id
        self.legalStatus = legalStatus
        self.residency = residency
    }

    /// The class by which a net promise is turned into a gross amount.
    ///
    /// Throws ``Refusal``: `residencyUnknown`, and `netForNonresident`, for a treaty may still change the tax.
    public func classOfNetPromise() throws(Refusal) -> WithholdingClass {
        switch (legalStatus, residency) {
        case (.individual, .resident): return .residentIndividual
        case (.corporation, .resident): return .domesticCorporation
        case (_, .nonresident): throw .netForNonresident(id)
        case (_, nil): throw .residencyUnknown(id)
        }
    }
}
