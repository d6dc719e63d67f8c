import KodanDomain
import KodanStore
import Postgres

extension Desk {
    /// Reserves what an approved request is estimated to cost, in the fiscal year of the time that is liked best.
    ///
    /// The estimate is the fee of the starting rank for the longest wished time, and the office's estimate for travel;
    /// programmes that pay nothing cost nothing, and online there is no travel. Says by how much the budget is
    /// exceeded, nil if it is not or there is none. With the service's own sight: who asks keeps no budget.
    ///
    /// Throws ``Refusal``: `budgetExceeded` where the office's rule refuses and `mayRefuse`, so that nothing is
    /// reserved; `noFeeRate` where there is a budget, but no fee to measure by.
    func reserveBudget(
        for request: StoredRequest,
        _ rules: OfficeRules,
        mayRefuse: Bool = true
    ) throws -> BudgetExcess? {
        try asSystem {
            let slots = try RequestStore(session).slots(of: request).map(\.during)
            guard let first = slots.first, let longest = slots.map(\.minutes).max(),
                let programme = try ProgrammeStore(session).programme(request.programme)
            else { return nil }
            let year = FiscalYear(containing: first.date)
            let budgets = BudgetStore(session)
            try budgets.lock(programme.id, year)
            let budget = try budgets.budget(of: programme.id, in: year)
            let wanted = try estimate(
                for: request,
                programme,
                minutes: longest,
                on: first.date,
                rules,
                isChecked: budget != nil
            )
            var excess: BudgetExcess?
            if let budget {
                let use = try budgets.use(of: programme.id, in: year)
                if use.exceeds(budget, with: wanted) {
                    excess = BudgetExcess(
                        programme: programme.code,
                        year: year,
                        budget: budget,
                        committed: use.committed,
                        wanted: wanted
                    )
                }
            }
            if let excess, mayRefuse, rules.budgetExcess == .refuse { throw Refusal.budgetExceeded(excess) }
            _ = try budgets.reserve(wanted, for: request.id, under: programme.id, in: year, at: now)
            if let excess { try record(excess, for: request.id) }
            return excess
        }
    }

    /// Frees what is reserved for requests.
    func releaseBudget(of requests: [LectureRequest.ID], for cause: BudgetRelease) throws {
        _ = try asSystem { try BudgetStore(session).release(requests, for: cause, at: now) }
    }

    /// Frees what is reserved for lectures whose honorarium is fixed: from now on that counts.
    func releaseBudget(spentOn assignments: [Assignment.ID]) throws {
        let requests = try asSystem { try BudgetStore(session).requests(of: assignments) }
        try releaseBudget(of: requests, for: .spent)
    }

    private func estimate(
        for request: StoredRequest,
        _ programme: ProgrammeRules,
        minutes: Int,
        on day: LocalDate,
        _ rules: OfficeRules,
        isChecked: Bool
    ) throws -> Yen {
        guard programme.paysHonorarium else { return .zero }
        let travel = request.place == "online" ? Yen.zero : rules.budgetTravelEstimate
        let fees = try RateStore(session).feeTable()
        do throws(FeeRefusal) {
            let rate = try fees.rate(rank: rules.startingRank, programme: programme.code.text, on: day)
            return try rate.fee(for: minutes).amount + travel
        } catch {
            switch error {
            case .noRate:
                guard isChecked else { return travel }
                let rank = try refusingField { () throws(FieldRefused) in try RankCode(rules.startingRank) }
                throw Refusal.noFeeRate(rank, day)
            case .minutes: throw error
            }
        }
    }

    private func record(_ excess: BudgetExcess, for request: LectureRequest.ID) throws {
        try record(
            "budget.exceeded",
            request,
            detail: [
                "programme": excess.programme.text,
                "year": String(excess.year.startYear),
                "budget": excess.budget.description,
                "committed": excess.committed.description,
                "wanted": excess.wanted.description,
            ]
        )
    }
}
