/// What an honorarium is calculated from: one assignment with what both sides attested and what was claimed.
public struct LectureFacts: Hashable, Sendable {
    /// The assignment.
    public let assignment: Assignment.ID
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
    /// Travel money that goes to the presenter.
    public let travelToPresenter: Yen
    /// Travel money that the body paid to carriers and hotels.
    public let travelDirectly: Yen
    /// Whom the body pays for the presenter on the day of calculation; nil if nobody is registered.
    public let payee: Payee.ID?
    /// Whether there is an honorarium already.
    public let isCalculated: Bool

    /// Facts.
    public init(
        assignment: Assignment.ID,
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
        travelToPresenter: Yen,
        travelDirectly: Yen,
        payee: Payee.ID?,
        isCalculated: Bool
    ) {
        self.assignment = assignment
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
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.payee = payee
        self.isCalculated = isCalculated
    }
}

/// An honorarium before it has a row.
public struct HonorariumDraft: Hashable, Sendable {
    /// The facts behind it.
    public let facts: LectureFacts
    /// Whom it is owed to.
    public let payee: Payee.ID
    /// The minutes that both sides attest: the smaller number.
    public let minutes: Int
    /// The fee with its rate.
    public let fee: FeeAmount
    /// The day on which it was fixed, that of its calculation.
    public let fixedOn: LocalDate

    /// The budget year, that of the lecture.
    public var budgetYear: FiscalYear { FiscalYear(containing: facts.lectureOn) }
    /// What the body owes before tax.
    public var gross: Yen { fee.amount + facts.travelToPresenter }
}

extension LectureFacts {
    /// What comes of the facts on `day`: a draft, or nil where the programme pays nothing.
    ///
    /// Throws ``Refusal``: `calculatedAlready`, `notAttested` without both attestations, `noPayee`, `noFeeRate`.
    public func honorarium(fees: FeeTable, on day: LocalDate) throws(Refusal) -> HonorariumDraft? {
        guard !isCalculated else { throw .calculatedAlready(assignment) }
        guard requestState == .attested, let reportedMinutes, let confirmedMinutes else {
            throw .notAttested(assignment)
        }
        guard paysHonorarium else { return nil }
        guard let payee else { throw .noPayee(presenter) }
        let minutes = min(reportedMinutes, confirmedMinutes)
        let fee: FeeAmount
        do throws(FeeRefusal) {
            fee = try fees.rate(rank: rank.text, programme: programmeCode.text, on: lectureOn).fee(
                for: minutes
            )
        } catch {
            switch error {
            case .minutes: throw .notAttested(assignment)
            case .noRate: throw .noFeeRate(rank, lectureOn)
            }
        }
        return HonorariumDraft(facts: self, payee: payee, minutes: minutes, fee: fee, fixedOn: day)
    }
}
