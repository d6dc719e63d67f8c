import KodanDomain
import KodanText

/// Payees as lines of text.
enum PayeeLines {
    static func line(_ payee: PayeeSummary) -> String {
        var parts = ["\(payee.id)", payee.name]
        parts.append(payee.hasAccount ? "can be paid" : "no confirmed account")
        if !payee.presenters.isEmpty {
            parts.append(payee.presenters.map(\.description).joined(separator: " "))
        }
        if !payee.waiting.isEmpty {
            parts.append("waiting: " + payee.waiting.map(\.description).joined(separator: " "))
        }
        return parts.joined(separator: "  ")
    }

    static func lines(_ payee: PayeeDetail) -> [String] {
        var lines = [line(payee.summary)]
        lines.append(
            "\(payee.summary.legalStatus.rawValue), \(payee.residency?.rawValue ?? "residency unknown")"
        )
        lines.append("\(payee.postalCode.digits) \(payee.address)")
        let history = payee.history
        lines += history.residencies.map { "\($0.residency.rawValue) \($0.validity)" }
        lines += history.invoiceNumbers.map(invoiceNumber)
        lines += payee.accounts.map(account)
        lines += history.treatyDecisions.map(decision)
        if let same = history.sameAs { lines.append("counts as \(same)") }
        if !history.aliases.isEmpty {
            lines.append("as which count: " + history.aliases.map(\.description).joined(separator: " "))
        }
        return lines
    }

    private static func invoiceNumber(_ number: DatedInvoiceNumber) -> String {
        let checked = number.checkedOn.map { "looked up on \($0)" } ?? "not looked up yet"
        return "invoice number \(number.number)  \(number.validity)  \(checked)"
    }

    private static func decision(_ entry: TreatyDecisionEntry) -> String {
        let decision = entry.decision
        var parts = ["\(entry.id)", "treaty relief: \(decision.relief.rawValue)"]
        if let rate = decision.rateBasisPoints { parts.append("\(rate) basis points") }
        parts.append(decision.treaty)
        if let day = decision.notifiedOn { parts.append("notified on \(day)") }
        parts.append("\(decision.validity)")
        parts.append("decided \(entry.decidedAt) by \(entry.decidedBy)")
        return parts.joined(separator: "  ")
    }

    private static func account(_ entry: AccountEntry) -> String {
        var parts = ["\(entry.id)"]
        if let place = entry.place {
            let type = NameText.name(of: place.depositType, in: .terminal)
            parts.append("\(place.bankCode)-\(place.branchCode) \(type) \(place.holder)")
        }
        if let digits = entry.lastThree { parts.append("…\(digits)") }
        parts.append("asked for \(entry.requestedAt) by \(entry.requestedBy?.description ?? "the system")")
        if let at = entry.confirmedAt {
            parts.append("confirmed \(at) by \(entry.confirmedBy?.description ?? "the system")")
        } else {
            parts.append("waits for a confirmation")
        }
        if let note = entry.callBackNote { parts.append("called back: \(note)") }
        return parts.joined(separator: "  ")
    }
}
