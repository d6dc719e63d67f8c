/// What a piece of evidence shows.
public enum EvidenceKind: String, Sendable, CaseIterable {
    /// 領収書.
    case receipt
    /// 出席簿.
    case attendanceSheet = "attendance_sheet"
    /// チラシ.
    case flyer
    /// 請求書.
    case invoice
    /// Any other.
    case other
}

/// What evidence is wanted for.
public enum EvidencedClaim: Hashable, Sendable {
    /// A leg that was travelled so, or a night in a hotel.
    case leg(TravelMode)
    /// The fee of a lecture that the presenter organized.
    case selfHostedLecture

    /// Everything that a rule may be about; an allowance is computed and wants nothing.
    public static let all =
        TravelMode.allCases.filter { $0 != .lodgingAllowance }.map(EvidencedClaim.leg) + [.selfHostedLecture]

    /// `rail`, `self_hosted_lecture`.
    public var code: String {
        switch self {
        case .leg(let mode): mode.rawValue
        case .selfHostedLecture: "self_hosted_lecture"
        }
    }

    /// Reads a code; nil for what no rule is about.
    public init?(code: String) {
        guard let claim = EvidencedClaim.all.first(where: { $0.code == code }) else { return nil }
        self = claim
    }
}

/// Which evidence a claim wants, from which amount on; the body's own rule.
public struct EvidenceRule: Hashable, Sendable, Dated {
    /// The key of its row; nil before it is stored.
    public let id: Int64?
    /// What it is about.
    public let claim: EvidencedClaim
    /// Amounts above this one want it; zero for all.
    public let above: Yen
    /// What is wanted.
    public let evidence: EvidenceKind
    /// The days of travel, or of the lecture, on which it holds.
    public let validity: DateRange
    /// The rule of the body that sets it.
    public let legalBasis: String

    /// A rule; nil below zero or above ``TravelRate/amounts``, and for evidence of no kind.
    public init?(
        id: Int64? = nil,
        claim: EvidencedClaim,
        above: Yen,
        evidence: EvidenceKind,
        validity: DateRange,
        legalBasis: String
    ) {
        guard (0...Int64(TravelRate.amounts.upperBound)).contains(above.amount), evidence != .other else {
            return nil
        }
        self.id = id
        self.claim = claim
        self.above = above
        self.evidence = evidence
        self.validity = validity
        self.legalBasis = legalBasis
    }
}
