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
    /// The amount is not 1 to 1,000,000 yen, or the cap is not 1 to ``Yen/largestTransfer``.
    case amount
    /// The step is not 1 to 60 minutes, or odd where it is halved.
    case timeStep
    /// The preparation is not 0 to 480 minutes, or stands beside a price per lecture.
    case preparation
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
    /// The minutes that were paid for, preparation included; those of the lecture itself for a price per lecture.
    public let billedMinutes: Int
    /// The key of the rate's row.
    public let rateID: Int64?
    /// Whether the cap made it smaller.
    public let isCapped: Bool
    /// Whether consumption tax is in it; else it is added.
    public let isTaxIncluded: Bool
}

/// The body's price for lectures of one rank of presenters, with its rules.
public struct FeeRate: Hashable, Sendable, Dated {
    /// The prices that a rate may have, in yen.
    public static let amounts = 1...1_000_000
    /// The steps in which time may be billed, in minutes.
    public static let timeSteps = 1...60
    /// The minutes of preparation that may be paid.
    public static let preparations = 0...480

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
    /// The minutes of preparation that are paid beside those of the lecture; zero for a price per lecture.
    public let preparationMinutes: Int
    /// The most that one lecture costs, in the table's own terms: with or without tax; nil without a limit.
    public let cap: Yen?
    /// Whether the price includes consumption tax (内税).
    public let taxIncluded: Bool
    /// The lecture dates on which it holds.
    public let validity: DateRange
    /// The rule of the body that sets it.
    public let legalBasis: String

    /// Refuses empty codes, negative or huge amounts, impossible steps and preparation.
    public init(
        id: Int64? = nil,
        rankCode: String,
        programmeCode: String? = nil,
        unit: FeeUnit,
        amount: Yen,
        timeStepMinutes: Int = 30,
        rounding: TimeRounding = .up,
        preparationMinutes: Int = 0,
        cap: Yen? = nil,
        taxIncluded: Bool,
        validity: DateRange,
        legalBasis: String
    ) throws(FeeRateRefusal) {
        guard !rankCode.isEmpty, programmeCode?.isEmpty != true else { throw .code }
        let caps = Yen(1)...Yen.largestTransfer
        guard FeeRate.amounts.contains(Int(amount.amount)), cap.map(caps.contains) ?? true else {
            throw .amount
        }
        guard FeeRate.timeSteps.contains(timeStepMinutes),
            rounding != .halfOrWhole || timeStepMinutes.isMultiple(of: 2)
        else { throw .timeStep }
        guard FeeRate.preparations.contains(preparationMinutes), preparationMinutes == 0 || unit == .perHour
        else {
            throw .preparation
        }
        self.id = id
        self.rankCode = rankCode
        self.programmeCode = programmeCode
        self.unit = unit
        self.amount = amount
        self.timeStepMinutes = timeStepMinutes
        self.rounding = rounding
        self.preparationMinutes = preparationMinutes
        self.cap = cap
        self.taxIncluded = taxIncluded
        self.validity = validity
        self.legalBasis = legalBasis
    }

    /// The fee for a lecture of `minutes`, 1 to 1440.
    ///
    /// First preparation is added, then the time is rounded, then multiplied by the price (a fraction of a yen is
    /// dropped), then capped.
    public func fee(for minutes: Int) throws(FeeRefusal) -> FeeAmount {
        guard (1...1440).contains(minutes) else { throw .minutes(minutes) }
        let billed: Int
        let full: Yen
        switch unit {
        case .perLecture:
            billed = minutes
            full = amount
        case .perHour:
            billed = rounding.billed(minutes + preparationMinutes, step: timeStepMinutes)
            full = Yen(amount.amount * Int64(billed) / 60)
        }
        let owed = min(full, cap ?? full)
        return FeeAmount(
            amount: owed,
            billedMinutes: billed,
            rateID: id,
            isCapped: owed < full,
            isTaxIncluded: taxIncluded
        )
    }
}
