import KodanDomain
import KodanService

extension Form {
    /// What a body says as a presenter's report (実施報告).
    ///
    /// Throws ``Problem`` with all that is wrong.
    func report() throws -> LectureReportDraft {
        let held = span("held")
        var minutes = integer("minutes") ?? 1
        var attendance = integer("attendance") ?? 0
        var summary = text("summary") ?? "-"
        let travel = parts("travel", atMost: 100, .optional)?.compactMap { $0.travelClaim() } ?? []
        var legs = travel
        let start = Instant(microseconds: 0)
        guard let span = held ?? TimeRange(start: start, minutes: 720) else { throw faults.problem }
        let draft = draft([.travelLegs: "travel"]) { field in
            switch field {
            case .minutes: minutes = 1
            case .attendance: attendance = 0
            case .summary: summary = "-"
            case .travelLegs: legs = []
            default: break
            }
        } _: { () throws(FieldRefused) in
            try LectureReportDraft(
                held: span,
                minutes: minutes,
                attendance: attendance,
                summary: summary,
                travel: legs
            )
        }
        try end()
        guard let draft else { throw faults.problem }
        return draft
    }

    /// What a body says as a host's confirmation (開催確認).
    ///
    /// Throws ``Problem`` with all that is wrong.
    func confirmation() throws -> HostConfirmationDraft {
        var minutes = integer("minutes") ?? 1
        var attendance = integer("attendance") ?? 0
        var satisfaction = integer("satisfaction", .optional)
        let wouldAskAgain = flag("would_ask_again", .optional)
        var comment = text("comment", .optional) ?? ""
        let draft = draft([:]) { field in
            switch field {
            case .minutes: minutes = 1
            case .attendance: attendance = 0
            case .satisfaction: satisfaction = nil
            case .comment: comment = ""
            default: break
            }
        } _: { () throws(FieldRefused) in
            try HostConfirmationDraft(
                minutes: minutes,
                attendance: attendance,
                satisfaction: satisfaction,
                wouldAskAgain: wouldAskAgain,
                comment: comment
            )
        }
        try end()
        guard let draft else { throw faults.problem }
        return draft
    }

    /// What a body says as the journey to a lecture that was called off (旅費), at least one leg.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func travelClaims() throws -> [TravelClaim] {
        let forms = parts("travel", atMost: ClaimTravel.limit) ?? []
        let claims = forms.compactMap { $0.travelClaim() }
        if forms.isEmpty, faults.entries.isEmpty { faults.add(pointer(to: "travel"), .present) }
        try end()
        return claims
    }

    /// One leg of a journey (旅費): an amount, or the kilometres of a car, or the nights of an allowance.
    private func travelClaim() -> TravelClaim? {
        let day = day("day")
        let mode = choice("mode", of: TravelMode.self)
        let from = made("from") { text throws(FieldRefused) in try text.plainText(.travelLegs, atMost: 100) }
        let to = made("to") { text throws(FieldRefused) in try text.plainText(.travelLegs, atMost: 100) }
        let amount = integer("amount", .optional)
        let kilometres = integer("kilometres", .optional)
        let nights = integer("nights", .optional)
        let isPaidDirectly = flag("paid_directly")
        let evidence = key("evidence", .optional, of: Evidence.self)
        let figures = [("amount", amount), ("kilometres", kilometres), ("nights", nights)]
        let areRead = figures.allSatisfy { name, number in number != nil || find(name) == nil }
        guard let day, let mode, let from, let to, let isPaidDirectly, areRead else { return nil }
        return draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try TravelClaim(
                day: day,
                mode: mode,
                from: from,
                to: to,
                amount: amount.map { Yen(Int64($0)) },
                kilometres: kilometres,
                nights: nights,
                isPaidDirectly: isPaidDirectly,
                evidence: evidence
            )
        }
    }
}
