/// What a fee rate is the price of.
public enum FeeUnit: String, Sendable, CaseIterable {
    /// One hour of lecturing.
    case perHour = "per_hour"
    /// One lecture, however long.
    case perLecture = "per_lecture"
}

/// How lecture time becomes billed time; bodies differ, so it is a setting of the rate.
public enum TimeRounding: String, Sendable, CaseIterable {
    /// A step begun counts.
    case up
    /// Only whole steps count.
    case down
    /// Half a step or more counts as one.
    case halfUp = "half_up"
    /// A remainder below half a step counts half a step, a longer one a whole step.
    case halfOrWhole = "half_or_whole"

    /// `minutes` in whole or half steps of `step` minutes.
    func billed(_ minutes: Int, step: Int) -> Int {
        let whole = minutes / step * step
        let rest = minutes - whole
        switch self {
        case .up: return rest > 0 ? whole + step : whole
        case .down: return whole
        case .halfUp: return rest * 2 >= step ? whole + step : whole
        case .halfOrWhole:
            if rest == 0 { return whole }
            return rest * 2 >= step ? whole + step : whole + step / 2
        }
    }
}

/// What is wrong with a fee rate.
public enum FeeRateRefusal: Error, Equatable {
    /// The rank has no code, or the programme's code is empty.
    case code
    /// The amount or the cap is below zero, or above ``Yen/largestTransfer``.
    case amount
    /// The step is not 1 to 1440 minutes, or odd where it is halved.
    case timeStep
}

/// Why there is no fee.
public enum FeeRefusal: Error, Equatable {
    /// A lecture lasts 1 to 1440 minutes.
    case minutes(Int)
    /// No rate for this rank and programme on this day.
    case noRate(rank: String, programme: String?, on: LocalDate)
}

/// A fee and how it came about.
public struct FeeAmount: Hashable, Sendable {
    /// The fee.
    public let amount: Yen
    /// The minutes that were paid for; those of the lecture itself for a price per lecture.
    public let billedMinutes: Int
    /// The key of the rate's row.
    public let rateID: Int64?
    /// Whether the cap made it smaller.
    public let isCapped: Bool
}

/// The body's price for lectures of one rank of presenters, with its rules.
public struct FeeRate: Hashable, Sendable, Dated {
    /// The key of its row; nil before it is stored.
    public let id: Int64?
    /// The presenter's rank.
    public let rankCode: String
    /// The programme it is for; nil for all that have no rate of their own.
    public let programmeCode: String?
    /// What it is the price of.
    public let unit: FeeUnit
    /// The price.
    public let amount: Yen
    /// The step in which time is billed, in minutes.
    public let timeStepMinutes: Int
    /// How time becomes steps.
    public let rounding: TimeRounding
    /// The most that one lecture costs; nil without a limit.
    public let cap: Yen?
    /// Whether the price includes consumption tax (内税).
    public let taxIncluded: Bool
    /// The lecture dates on which it holds.
    public let validity: DateRange
    /// The rule of the body that sets it.
    public let legalBasis: String

    /// Refuses empty codes, negative or huge amounts and impossible steps.
    public init(
        id: Int64? = nil,
        rankCode: String,
        programmeCode: String? = nil,
        unit: FeeUnit,
        amount: Yen,
        timeStepMinutes: Int = 30,
        rounding: TimeRounding = .up,
        cap: Yen? = nil,
        taxIncluded: Bool,
        validity: DateRange,
        legalBasis: String
    ) throws(FeeRateRefusal) {
        guard !rankCode.isEmpty, programmeCode?.isEmpty != true else { throw .code }
        let amounts = Yen.zero...Yen.largestTransfer
        guard amounts.contains(amount), cap.map(amounts.contains) ?? true else { throw .amount }
        guard (1...1440).contains(timeStepMinutes),
            rounding != .halfOrWhole || timeStepMinutes.isMultiple(of: 2)
        else { throw .timeStep }
        self.id = id
        self.rankCode = rankCode
        self.programmeCode = programmeCode
        self.unit = unit
        self.amount = amount
        self.timeStepMinutes = timeStepMinutes
        self.rounding = rounding
        self.cap = cap
        self.taxIncluded = taxIncluded
        self.validity = validity
        self.legalBasis = legalBasis
    }

    /// The fee for a lecture of `minutes`, 1 to 1440.
    ///
    /// First the time is rounded, then multiplied by the price (a fraction of a yen is dropped), then capped.
    public func fee(for minutes: Int) throws(FeeRefusal) -> FeeAmount {
        guard (1...1440).contains(minutes) else { throw .minutes(minutes) }
        let billed: Int
        let full: Yen
        switch unit {
        case .perLecture:
            billed = minutes
            full = amount
        case .perHour:
            billed = rounding.billed(minutes, step: timeStepMinutes)
            full = Yen(amount.amount * Int64(billed) / 60)
        }
        let owed = min(full, cap ?? full)
        return FeeAmount(amount: owed, billedMinutes: billed, rateID: id, isCapped: owed < full)
    }
}
