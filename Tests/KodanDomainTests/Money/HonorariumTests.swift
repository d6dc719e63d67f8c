import KodanDomain
import Testing

@Suite("What is owed for a lecture")
struct HonorariumTests {
    private let today = Result { try Golden.date("2026-12-01") }
    private let lectureOn = Result { try Golden.date("2026-11-10") }

    private func facts(
        agreement: FeeAgreement? = nil,
        separateTax: Int64? = nil,
        travel: ClaimedTravel = ClaimedTravel(),
        legalStatus: LegalStatus = .individual,
        residency: Residency? = .resident,
        state: AssignmentState = .delivered,
        endedBy: Side? = nil,
        requestState: RequestState = .attested,
        isAgreementTakenBack: Bool = false,
        isCalculated: Bool = false
    ) throws -> LectureFacts {
        LectureFacts(
            assignment: Assignment.ID(7),
            assignmentState: state,
            endedBy: endedBy,
            request: LectureRequest.ID(8),
            requestState: requestState,
            presenter: Presenter.ID(9),
            rank: try RankCode("expert"),
            programme: Programme.ID(1),
            programmeCode: try ProgrammeCode("regional"),
            paysHonorarium: true,
            lectureOn: try lectureOn.get(),
            reportedMinutes: 95,
            confirmedMinutes: 90,
            travel: travel,
            agreement: agreement,
            isAgreementTakenBack: isAgreementTakenBack,
            separateTax: separateTax.map {
                SeparateTaxStatement(amount: Yen($0), evidence: Evidence.ID(3))
            },
            payee: LecturePayee(id: Payee.ID(4), legalStatus: legalStatus, residency: residency),
            isCalculated: isCalculated
        )
    }

    private func rates(
        amount: Int64 = 10_000,
        taxIncluded: Bool = true,
        preparation: Int = 0,
        consumptionTax: Int64? = 1_000
    ) throws -> HonorariumRates {
        let always = DateRange(try #require(LocalDate("2013-01-01"))...)
        let fee = try FeeRate(
            id: 11,
            rankCode: "expert",
            unit: .perHour,
            amount: Yen(amount),
            preparationMinutes: preparation,
            taxIncluded: taxIncluded,
            validity: always,
            legalBasis: "見本"
        )
        func band(_ id: Int64, _ payees: WithholdingClass, _ from: Int64, _ to: Int64?, _ tax: Int64) throws
            -> WithholdingRate
        {
            try WithholdingRate(
                id: id,
                validity: always,
                payeeClass: payees,
                bandFrom: Yen(from),
                bandTo: to.map { Yen($0) },
                rateBasisPoints: tax * 1_021 / 1_000,
                incomeTaxBasisPoints: tax,
                reconstructionPermille: 21,
                defencePermille: 0
            )
        }
        let tax = consumptionTax.flatMap { ConsumptionTaxRate(id: 12, validity: always, basisPoints: $0) }
        return HonorariumRates(
            fees: try FeeTable(rates: [fee]),
            consumptionTax: try ConsumptionTaxTable(tax.map { [$0] } ?? []),
            withholding: try WithholdingTable(rates: [
                try band(21, .residentIndividual, 0, 1_000_000, 1_000),
                try band(22, .residentIndividual, 1_000_000, nil, 2_000),
                try band(23, .domesticCorporation, 0, nil, 0),
            ])
        )
    }

    @Test("is the fee of the smaller time by the table, with travel")
    func byTable() throws {
        let travel = ClaimedTravel(toPresenter: Yen(12_340), directly: Yen(980), rates: [5])
        let draft = try #require(
            try facts(travel: travel).honorarium(rates: rates(), on: today.get())
        )
        #expect(draft.minutes == 90)
        #expect(draft.fee.amount == Yen(15_000))
        #expect(draft.fee.feeRate == 11)
        #expect(draft.fee.consumptionTaxRate == nil)
        #expect(draft.fee.withholdingRates.isEmpty)
        #expect(draft.gross == Yen(27_340))
        #expect(draft.budgetYear.startYear == 2026)
    }

    @Test("adds preparation, and consumption tax that the price excludes, rounded down")
    func taxAdded() throws {
        let rates = try rates(amount: 7_333, taxIncluded: false, preparation: 60)
        let draft = try #require(try facts().honorarium(rates: rates, on: today.get()))
        // 150 minutes of 7,333 are 18,332 (and a half); a tenth of it is 1,833.2.
        #expect(draft.fee.amount == Yen(18_332 + 1_833))
        #expect(draft.fee.billedMinutes == 150)
        #expect(draft.fee.consumptionTaxRate == 12)
    }

    @Test("is refused where the tables end")
    func beyondTables() throws {
        let day = try today.get()
        let held = try lectureOn.get()
        #expect(throws: Refusal.noTaxRate(held)) {
            try facts().honorarium(rates: rates(taxIncluded: false, consumptionTax: nil), on: day)
        }
        let early = try #require(LocalDate("2012-12-31"))
        #expect(throws: Refusal.noTaxRate(early)) {
            try facts(agreement: .net(Yen(1))).honorarium(rates: rates(), on: early)
        }
        #expect(throws: Refusal.calculatedAlready(Assignment.ID(7))) {
            try facts(isCalculated: true).honorarium(rates: rates(), on: day)
        }
    }

    @Test("is travel alone where the fee is declined, and nothing without travel")
    func declined() throws {
        let day = try today.get()
        let travel = ClaimedTravel(toPresenter: Yen(1_200))
        let draft = try #require(
            try facts(agreement: .declined, travel: travel).honorarium(rates: rates(), on: day)
        )
        #expect(draft.fee.amount == .zero)
        #expect(draft.fee.feeRate == nil)
        #expect(draft.gross == Yen(1_200))
        #expect(try facts(agreement: .declined).honorarium(rates: rates(), on: day) == nil)
        let ticket = ClaimedTravel(directly: Yen(1_200))
        let direct = try facts(agreement: .declined, travel: ticket).honorarium(rates: rates(), on: day)
        #expect(direct?.gross == .zero)
    }

    // The tax office's own example, and one beyond the first band: 1,000,000 less 102,100 is 897,900.
    @Test(
        "is what leaves a net promise, with the rows of the tax, and travel on top",
        arguments: [
            (100_000, LegalStatus.individual, 111_370, [Int64(21)]), (897_900, .individual, 1_000_000, [21]),
            (1_000_000, .individual, 1_128_298, [21, 22]), (1_000_000, .corporation, 1_000_000, [23]),
        ]
    )
    func net(net: Int64, legalStatus: LegalStatus, gross: Int64, rows: [Int64]) throws {
        let facts = try facts(
            agreement: .net(Yen(net)),
            travel: ClaimedTravel(toPresenter: Yen(500)),
            legalStatus: legalStatus
        )
        let draft = try #require(try facts.honorarium(rates: rates(), on: today.get()))
        #expect(draft.fee.amount == Yen(gross))
        #expect(draft.fee.promisedNet == Yen(net))
        #expect(draft.fee.withholdingRates == rows)
        #expect(draft.fee.feeRate == nil)
        #expect(draft.gross == Yen(gross + 500))
    }

    @Test("is promised net to residents only")
    func netElsewhere() throws {
        let day = try today.get()
        for (residency, refusal) in [
            (Residency.nonresident, Refusal.netForNonresident(Payee.ID(4))),
            (nil, .residencyUnknown(Payee.ID(4))),
        ] {
            #expect(throws: refusal) {
                try facts(agreement: .net(Yen(30_000)), residency: residency)
                    .honorarium(rates: rates(), on: day)
            }
        }
        for net in [Int64(0), -1, 1_000_001] {
            #expect(throws: FieldRefused(.amount, expected: .integer(1...1_000_000))) {
                try FeeAgreement.net(checking: Yen(net))
            }
        }
    }

    @Test("holds the consumption tax that is shown apart, never more than the fee")
    func separateTax() throws {
        let day = try today.get()
        #expect(try facts(separateTax: 15_000).honorarium(rates: rates(), on: day)?.gross == Yen(15_000))
        #expect(throws: Refusal.separateTaxTooLarge(Assignment.ID(7), most: Yen(15_000))) {
            try facts(separateTax: 15_001, travel: ClaimedTravel(toPresenter: Yen(9_000)))
                .honorarium(rates: rates(), on: day)
        }
    }

    @Test("of a request that was closed is computed only once what was agreed was taken back")
    func closed() throws {
        let day = try today.get()
        #expect(throws: Refusal.notAttested(Assignment.ID(7))) {
            try facts(requestState: .closed).honorarium(rates: rates(), on: day)
        }
        let draft = try facts(requestState: .closed, isAgreementTakenBack: true).honorarium(
            rates: rates(),
            on: day
        )
        #expect(draft?.gross == Yen(15_000))
    }

    @Test(
        "is travel too where the host did not come or the presenter was let go, not where the presenter failed",
        arguments: [AssignmentState.noShow, .released],
        [Side.host, .body, .presenter]
    )
    func ended(state: AssignmentState, side: Side) throws {
        let day = try #require(LocalDate("2026-11-12"))
        let facts = try facts(travel: ClaimedTravel(toPresenter: Yen(8_000)), state: state, endedBy: side)
        guard side == .presenter else {
            #expect(try facts.settlement(on: day).gross == Yen(8_000))
            return
        }
        #expect(throws: Refusal.assignmentState(Assignment.ID(7), state)) { try facts.settlement(on: day) }
    }

    @Test("of a lecture that was called off is its travel, each leg with evidence")
    func settlement() throws {
        let day = try #require(LocalDate("2026-11-01"))
        let travel = ClaimedTravel(toPresenter: Yen(8_000), directly: Yen(500))
        let draft = try facts(travel: travel, state: .cancelled).settlement(on: day)
        #expect(draft.fee.amount == .zero && draft.minutes == 0 && draft.gross == Yen(8_000))
        let asked = Assignment.ID(7)
        let bare = ClaimedTravel(toPresenter: Yen(8_000), legsWithoutEvidence: 1)
        #expect(throws: Refusal.legsWantEvidence(asked, count: 1)) {
            try facts(travel: bare, state: .cancelled).settlement(on: day)
        }
        #expect(throws: Refusal.nothingToSettle(asked)) {
            try facts(state: .cancelled).settlement(on: day)
        }
        #expect(throws: Refusal.assignmentState(asked, .delivered)) {
            try facts(travel: travel).settlement(on: day)
        }
        #expect(throws: Refusal.calculatedAlready(asked)) {
            try facts(travel: travel, state: .cancelled, isCalculated: true).settlement(on: day)
        }
    }
}
