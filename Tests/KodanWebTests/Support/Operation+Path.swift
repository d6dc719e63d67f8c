import KodanDomain

@testable import KodanWeb

extension KodanWeb.Operation {
    /// The first word of its path behind the version.
    var resource: String { String(path.split(separator: "/").dropFirst().first ?? "") }

    /// Whether its path names something by a key, which may be absent.
    var namesKey: Bool { path.contains("{id}") }

    /// Somebody who may ask; nil where nobody in particular is asked.
    var asker: World.Asker? {
        switch roles.min(by: { $0.rawValue < $1.rawValue }) {
        case .host: .host
        case .presenter: .presenter
        case let role?: .staff(role)
        case nil: nil
        }
    }

    /// What its contract gives as an example of its body.
    var exampleBody: String? {
        switch body {
        case .json(let schema): ReadableJSON.indented(schema.example)
        case .file, .whole: "%PDF-1.4\n"
        case nil: nil
        }
    }

    /// Its path with these parameters; the others name nothing that is there.
    func path(filledWith values: [String: String]) -> String {
        let absent = [
            "month": "2031-01", "year": "2031", "fiscal_year": "2031", "code": "none", "group": "none",
            "number": path.contains("payment-records") ? "9" : "T7123456789012", "user": "usr-99999",
            "presenter": "pre-99999", "organization": "org-99999", "blackout": "blk-99999",
            "link": "none", "feed": "none", "token": "none",
        ]
        let parts = path.split(separator: "/").map { part -> String in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return String(part) }
            let name = String(part.dropFirst().dropLast())
            return values[name] ?? absent[name] ?? "\(keyPrefix)-99999"
        }
        let needed = query.filter(\.isRequired).map { parameter in
            "\(parameter.name)=\(parameter.schema.exampleText.percentEncoded)"
        }
        return "/" + parts.joined(separator: "/")
            + (needed.isEmpty ? "" : "?" + needed.joined(separator: "&"))
    }

    /// The kind of key that stands as `id` in its path.
    private var keyPrefix: String {
        let kinds: [String: any Keyed.Type] = [
            "announcements": Announcement.self, "requests": LectureRequest.self, "offers": Offer.self,
            "assignments": Assignment.self,
            "presenters": Presenter.self, "organizations": Organization.self, "payees": Payee.self,
            "accounts": PayeeAccount.self, "users": User.self, "tokens": AccessToken.self,
            "deliveries": MaterialDelivery.self, "evidence": Evidence.self, "desk": DeskEntry.self,
            "matching-runs": MatchingRun.self, "materials": Material.self, "editions": Edition.self,
            "material-links": MaterialLink.self, "findings": Finding.self, "honoraria": Honorarium.self,
            "payments": Payment.self, "notices": Notice.self, "transfer-files": TransferFile.self,
            "sessions": UserSession.self, "mails": OutboxMessage.self, "bounces": MailBounce.self,
            "changes": LectureChange.self, "calendar-feeds": CalendarFeed.self,
            "request-pages": MaterialDelivery.self,
        ]
        return resource == "rates" ? "fee" : kinds[resource]?.keyPrefix ?? "xxx"
    }
}

extension Schema {
    /// The example as a query holds it.
    var exampleText: String {
        switch example {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): String(flag)
        default: ""
        }
    }
}
