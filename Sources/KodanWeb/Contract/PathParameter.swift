import KodanDomain
import KodanService

/// What a parameter of a path stands for.
struct PathParameter: Sendable {
    let name: String
    let schema: Schema
    let note: String

    private static let secret = "The secret of the link, as it was mailed."

    /// The parameter `{name}` behind the part `collection` of a path; nil for one that nobody has told of.
    init?(_ name: String, behind collection: String) {
        guard let (schema, note) = Self.meaning(of: name, behind: collection) else { return nil }
        self.name = name
        self.schema = schema
        self.note = note
    }

    /// A secret that begins with `prefix`, with `end` behind it.
    private static func secretText(_ prefix: String, end: String = "") -> Schema {
        .text(
            prefix + String(repeating: "A", count: 43) + end,
            pattern: "^\(prefix)[A-Za-z0-9_-]{43}\(end.replacing(".", with: "\\."))$"
        )
    }

    private static func meaning(of name: String, behind collection: String) -> (Schema, String)? {
        if name == "id" { return key(of: collection).map { ($0, "Its key.") } }
        return switch (collection, name) {
        case ("blackouts", "blackout"): (.key(Blackout.self), "Its key.")
        case ("exclusions", "organization"): (.key(Organization.self), "Which organization.")
        case ("exclusions", "presenter"): (.key(Presenter.self), "Which presenter.")
        case ("members", "user"): (.key(User.self), "Whose part.")
        case ("months", "month"): (.month, "Which month.")
        case ("holidays", "year"): (.integer(AddHolidays.years, example: 2026), "Which calendar year.")
        case ("years", "year"): (.fiscalYear, "Which calendar year.")
        case ("fiscal-years", "year"): (.fiscalYear, "Which fiscal year, named by its April.")
        case (_, "fiscal_year"): (.fiscalYear, "Which fiscal year, named by its April.")
        case ("targets", "group"): (.code("regional"), "Which target group.")
        case ("programmes", "code"): (.code("regional_dispatched"), "Which programme.")
        case ("prefectures", "code"): (.prefecture, "Which prefecture.")
        case ("postal-codes", "code"): (.text("1020074", pattern: "^[0-9]{7}$"), "Seven digits.")
        case ("payment-records", "number"): (.integer(1...99, example: 1), "Its number within the year.")
        case ("invoice-numbers", "number"): (.invoiceNumber, "The registration number.")
        case ("calendars", "feed"):
            (secretText("kdc_", end: ".ics"), "The secret of a calendar's address.")
        case ("downloads", "link"): (secretText("kdm_"), secret)
        case ("request-pages", "link"): (.text("1042-1-3f2a9c0b7d41e865", 1...100), secret)
        case ("unsubscriptions", "token"): (.text("1042-3f2a9c0b7d41e865", 1...200), secret)
        default: nil
        }
    }

    private static func key(of collection: String) -> Schema? {
        switch collection {
        case "requests": .key(LectureRequest.self)
        case "matching-runs": .key(MatchingRun.self)
        case "offers": .key(Offer.self)
        case "desk": .key(DeskEntry.self)
        case "assignments": .key(Assignment.self)
        case "changes": .key(LectureChange.self)
        case "evidence": .key(Evidence.self)
        case "deliveries": .key(MaterialDelivery.self)
        case "material-links": .key(MaterialLink.self)
        case "calendar-feeds": .key(CalendarFeed.self)
        case "presenters": .key(Presenter.self)
        case "organizations": .key(Organization.self)
        case "materials": .key(Material.self)
        case "programme-events": .key(ProgrammeEvent.self)
        case "editions": .key(Edition.self)
        default: moneyKey(of: collection) ?? officeKey(of: collection)
        }
    }

    private static func moneyKey(of collection: String) -> Schema? {
        switch collection {
        case "findings": .key(Finding.self)
        case "honoraria": .key(Honorarium.self)
        case "payees": .key(Payee.self)
        case "accounts": .key(PayeeAccount.self)
        case "payments": .key(Payment.self)
        case "notices": .key(Notice.self)
        case "transfer-files": .key(TransferFile.self)
        case "rates": .rateKey
        default: nil
        }
    }

    private static func officeKey(of collection: String) -> Schema? {
        switch collection {
        case "users": .key(User.self)
        case "tokens": .key(AccessToken.self)
        case "sessions": .key(UserSession.self)
        case "mails": .key(OutboxMessage.self)
        case "bounces": .key(MailBounce.self)
        case "announcements": .key(Announcement.self)
        default: nil
        }
    }
}

extension Operation {
    /// What the parameters in its path stand for, in order; those that nobody has told of are left out.
    var pathParameters: [PathParameter] {
        let parts = path.split(separator: "/").map { String($0) }
        return zip([""] + parts, parts).compactMap { collection, part in
            part.parameterName.flatMap { PathParameter($0, behind: collection) }
        }
    }
}

extension String {
    /// The name in braces that a part of a path is; nil for any other part.
    var parameterName: String? {
        hasPrefix("{") && hasSuffix("}") ? String(dropFirst().dropLast()) : nil
    }
}
