import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// One visit of a page: who comes, and what they ask.
struct Visit: Sendable {
    let request: Request
    let context: KodanContext
    /// Where the use cases of this visit work.
    var office: Office
    let configuration: WebConfiguration
    /// The visitor's session; nil for one who did not sign in.
    var own: OwnDetail?
    /// The secret of that session.
    var secret: String?
    /// The mailed link that the visitor came by; it is in the address or in the form.
    let link: VisitLink?

    /// By what the visitor says who they are: a mailed link before the session.
    func asker() throws(Refusal) -> Credential {
        switch link {
        case .offer(let text): .offerLink(text)
        case .request(let text): .statusLink(text)
        case nil: try session()
        }
    }

    /// The visitor's session.
    func session() throws(Refusal) -> Credential {
        guard let secret, own != nil else { throw .notSignedIn }
        return .session(secret)
    }

    /// In what role the visitor acts; nil for one who neither signed in nor came by a link.
    var role: Role? {
        switch link {
        case .offer: .presenter
        case .request: .host
        case nil: own?.actor.role
        }
    }

    /// The path of another page for the same visitor: a link goes on to serve.
    func path(_ path: String) -> String {
        link.map { "\(path)?link=\($0.text)" } ?? path
    }

    /// The page of the request whose link brought the visitor; nil for who came otherwise, or stands there.
    var ownRequestPage: String? {
        guard case .request(let text) = link,
            let number = text.split(separator: "-").first.flatMap({ Int64($0) })
        else { return nil }
        let page = "/requests/\(LectureRequest.ID(number))"
        return request.uri.path == page ? nil : path(page)
    }

    /// The key that stands in the path as `id`.
    ///
    /// A text that is no key of this kind names nothing: ``Refusal/notFound(_:as:)``.
    func key<Of: Keyed>(_: Of.Type = Of.self) throws(Refusal) -> ID<Of> {
        let text = context.parameters.get("id") ?? ""
        guard let id = ID<Of>(text) else { throw .notFound(String(text.prefix(40))) }
        return id
    }

    /// What the address says behind the question mark as `name`; nil for nothing, for more than a line, and for a text
    /// with a NUL, which the database keeps nowhere.
    func query(_ name: Substring) -> String? {
        guard let text = request.query(name), !text.isEmpty, text.utf8.count <= 300, !text.utf8.contains(0)
        else { return nil }
        return text
    }

    /// What was just done, as the step before said.
    var done: String? { query("done") }

    /// Who visits.
    var user: User.ID? { own?.actor.user }

    /// The day of the visit.
    var today: LocalDate { office.clock.now().date }

    /// Where the visitor comes from, as far as tries to sign in are counted.
    var address: ClientAddress { ClientAddress(context.client?.network ?? "") }

    /// Where this server is found, without a path: as it was set, or else as the visitor wrote it.
    var serverAddress: String { configuration.publicAddress ?? request.writtenAddress ?? "" }

    /// The same visit of somebody who brought the mailed link and nothing else.
    func byLinkAlone() -> Visit {
        var visit = self
        (visit.own, visit.secret) = (nil, nil)
        return visit
    }

    /// The same visit at another office.
    func served(by office: Office) -> Visit {
        var visit = self
        visit.office = office
        return visit
    }
}

/// A mailed link by which somebody came, as it was sent.
enum VisitLink: Sendable, Equatable {
    /// That of an offer.
    case offer(String)
    /// That of a request's page.
    case request(String)

    /// The link's own part of the address.
    var text: String {
        switch self {
        case .offer(let text), .request(let text): text.percentEncoded
        }
    }
}
