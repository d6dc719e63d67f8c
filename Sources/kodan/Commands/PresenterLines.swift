import KodanDomain
import KodanText

/// Presenters as lines of text.
enum PresenterLines {
    static func line(_ presenter: PresenterSummary) -> String {
        [
            "\(presenter.id)", presenter.name, presenter.kana, presenter.place, presenter.email.text,
            StateText.name(of: presenter.status, in: .terminal),
        ].joined(separator: "  ")
    }

    static func lines(_ presenter: PresenterDetail) -> [String] {
        let profile = presenter.profile
        var lines = [
            line(presenter.summary),
            "\(profile.postalCode.digits) \(profile.address)  \(profile.phone.text)",
            "rank \(profile.rank), registered \(profile.registeredOn), "
                + (profile.user?.description ?? "cannot sign in"),
            "reach \(profile.reachMinutes) minutes, online \(profile.acceptsOnline ? "yes" : "no"), "
                + "overnight \(profile.acceptsOvernight ? "yes" : "no"), "
                + "at most \(profile.monthlyCap) a month and \(profile.yearlyCap) a year",
        ]
        if let reason = profile.statusReason { lines.append("status because: \(reason)") }
        lines.append("topics: " + list(presenter.topics.map { "\($0.topic):\($0.level)" }))
        lines.append("qualifications: " + list(presenter.qualifications.map(text)))
        lines.append(
            "hours: " + list(presenter.weeklyHours.map { "\($0.weekday) \($0.from)-\($0.to)" })
        )
        lines.append("unavailable: " + list(presenter.blackouts.map(text)))
        lines.append("belongs to: " + list(presenter.organizations.map(\.description)))
        for one in presenter.exclusions {
            lines.append(
                "never with \(one.organization), asked by the \(one.askedBy.rawValue): \(one.reason)"
            )
        }
        lines.append("payee: \(presenter.payee?.description ?? "none")")
        return lines
    }

    private static func list(_ entries: [String]) -> String {
        entries.isEmpty ? "none" : entries.joined(separator: "; ")
    }

    private static func text(_ qualification: Qualification) -> String {
        [qualification.code.text, qualification.number, qualification.expires.map { "until \($0)" }]
            .compactMap(\.self).joined(separator: " ")
    }

    private static func text(_ blackout: Blackout) -> String {
        blackout.days.description + (blackout.reason.map { " (\($0))" } ?? "")
    }
}
