public import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// What came of a check.
public struct CheckedHonoraria: Sendable, Equatable {
    /// What stands out for the first time.
    public let found: [Finding.ID]
    /// What ended with its cause.
    public let gone: [Finding.ID]
    /// How many findings keep money back now.
    public let blocking: Int
    /// How many others are open now.
    public let warning: Int
}

/// Looks at everything that is not paid yet, and notes what stands out before money goes out.
///
/// For accountants, coordinators and approvers, and the service. Running it again finds nothing new; what was cleared
/// does not come back for the same cause, and what lost its cause (the receipt came) ends.
public struct CheckHonoraria: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Checks lectures until `last`, that day included, or until today; payees are all checked.
    public func callAsFunction(
        upTo last: LocalDate? = nil,
        as credential: Credential
    ) async throws -> CheckedHonoraria {
        try await office.transaction(as: credential) { [rules = office.rules] desk in
            try desk.actor.require(.accountant, .coordinator, .approver)
            return try desk.checkHonoraria(upTo: last ?? desk.now.date, rules)
        }
    }
}

extension Desk {
    /// Checks lectures until `last` and all payees with the service's own sight: accounts are among the causes.
    func checkHonoraria(upTo last: LocalDate, _ rules: OfficeRules) throws -> CheckedHonoraria {
        let (found, gone, open) = try asSystem {
            let findings = FindingStore(session)
            let causes = try causes(findings, upTo: last, rules)
            let gone = try findings.endOthers(than: causes, upTo: last, at: now)
            let found = try findings.add(causes, at: now)
            return (found, gone, try findings.openCounts())
        }
        try record("finding.found", each: found)
        try record("finding.gone", each: gone)
        return CheckedHonoraria(
            found: found,
            gone: gone,
            blocking: open[.blocks] ?? 0,
            warning: open[.warns] ?? 0
        )
    }

    private func causes(
        _ findings: FindingStore,
        upTo last: LocalDate,
        _ rules: OfficeRules
    ) throws -> [FoundCause] {
        var causes = try findings.hoursDiffer(upTo: last)
        causes += try findings.claimOverlaps(upTo: last)
        causes += try impossibleJourneys(among: findings.neighbours(upTo: last))
        causes += try findings.lectureTwice(upTo: last)
        causes += try findings.evidenceMissing(upTo: last)
        causes += try findings.overLimit(upTo: last)
        causes += try findings.feeDeclined(upTo: last)
        causes += try findings.travelUnsettled(upTo: last)
        causes += try findings.unpaidLectures(upTo: last).compactMap { assignment, day in
            rules.lateness.severity(afterDays: day.days(until: now.date)).map { severity in
                FoundCause(.paymentLate, severity, .lecture(assignment))
            }
        }
        causes += try findings.sameAccount()
        causes += try findings.secondAccount(on: now.date)
        causes += try findings.payeeDeceased()
        causes += try unkeptPromises(among: findings.movedPromises())
        return causes
    }

    /// Promises for which their payee is owed another gross amount than the one that leaves them as much.
    private func unkeptPromises(among moved: [MovedPromise]) throws -> [FoundCause] {
        guard !moved.isEmpty else { return [] }
        let rates = try RateStore(session).honorariumRates()
        return moved.compactMap { promise in
            // Who may have no net promise at all has none that is kept.
            let owed = try? rates.owed(
                leaving: promise.net,
                to: promise.payee,
                for: promise.billedMinutes,
                on: promise.correctedOn
            )
            guard owed?.amount != promise.fee else { return nil }
            return FoundCause(.promiseUnkept, .warns, .lecture(promise.assignment))
        }
    }

    /// Pairs between which the way does not fit, or between which nothing goes; by the ways that the match uses.
    private func impossibleJourneys(among pairs: [LecturePair]) throws -> [FoundCause] {
        guard !pairs.isEmpty else { return [] }
        let model = try travel().searching(from: Set(pairs.map { Place($0.venue) }))
        return pairs.compactMap { pair in
            let minutes = model.journeys(from: Place(pair.venue)).minutes(to: Place(pair.otherVenue))
            if let minutes, minutes <= pair.minutesBetween { return nil }
            return FoundCause(
                .travelImpossible,
                .blocks,
                .lecture(pair.lecture),
                other: pair.other.description
            )
        }
    }
}
