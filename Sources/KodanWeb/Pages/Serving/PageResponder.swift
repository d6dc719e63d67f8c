import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Serves one page.
struct PageResponder: HTTPResponder {
    let route: PageRoute
    let portal: Portal

    /// Answers within the time of a request; what takes longer is cancelled.
    func respond(to request: Request, context: KodanContext) async throws -> Response {
        try await portal.deadlines.cancelling(after: portal.configuration.requestTimeout) {
            if request.method == .post { return try await send(request, context) }
            let visit = try await visit(
                request,
                context,
                link: request.link
            )
            if let elsewhere = elsewhere(visit) { return elsewhere }
            do {
                return answer(try await shown(visit), visit)
            } catch {
                return try refused(error, visit)
            }
        }
    }

    /// Who comes; a session that has ended is none.
    func visit(_ request: Request, _ context: KodanContext, link: String?) async throws -> Visit {
        let secret = portal.configuration.cookie.secret(of: request)
        var own: OwnDetail?
        if let secret {
            do {
                own = try await ReadSelf(office: portal.office)(as: .session(secret))
            } catch Refusal.notSignedIn {}
        }
        return Visit(
            request: request,
            context: context,
            office: portal.office,
            configuration: portal.configuration,
            own: own,
            secret: secret,
            link: link.flatMap { text in
                // What is no offer's link at all leaves the page to who is signed in.
                switch route.link {
                case .offer: SecretText.offerLink.matches(text) ? .offer(text) : nil
                case .request: .request(text)
                case nil: nil
                }
            }
        )
    }

    /// Where a visitor has to go before this page is theirs; nil if it is.
    func elsewhere(_ visit: Visit) -> Response? {
        guard !route.roles.isEmpty, visit.link == nil else { return nil }
        guard let own = visit.own else { return .seeOther(signIn(toGoOn: visit)) }
        if own.actor.limit == .enrolment, route.path != AccountPages.codes {
            return .seeOther(AccountPages.codes)
        }
        return nil
    }

    /// Where a visitor signs in who wants to go on to this page.
    func signIn(toGoOn visit: Visit) -> String {
        "/sign-in?next=\(visit.request.uri.path.percentEncoded)"
    }

    /// What was refused to somebody who is signed in, on a page that says as whom, with the way to their other roles;
    /// and to who came by the link of a request, with the way back to its page.
    ///
    /// Throws `error` again for everybody else, and for what nobody foresaw: ``Problems`` answers those.
    func refused(_ error: any Error, _ visit: Visit) throws -> Response {
        guard visit.request.wantsPage, error as? Refusal != .notSignedIn,
            let problem = Problem(told: error, in: .japanese), problem.status.code < 500
        else { throw error }
        let user = visit.link == nil ? user(visit) : nil
        let own = problem.status == .unauthorized ? nil : visit.ownRequestPage
        guard user != nil || own != nil else { throw error }
        return problem.answer(
            to: visit.request,
            visit.context,
            askedAt: portal.configuration.papers?.body,
            signedIn: user,
            own: own
        )
    }

    func shown(_ visit: Visit) async throws -> PageContent {
        if !route.roles.isEmpty, visit.link == nil, let role = visit.role, !route.roles.contains(role) {
            throw Refusal.notPermitted(role)
        }
        // A page that everybody may open reads little, and by itself; one that works for long does not hold a
        // transaction.
        guard !route.roles.isEmpty, !route.worksLong else { return try await route.show(visit) }
        return try await visit.office.together { office in try await route.show(visit.served(by: office)) }
    }

    func answer(_ page: PageContent, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        let body = portal.configuration.papers?.body
        let frame = PageFrame(
            user(visit),
            at: visit.request.uri.path,
            askedAt: body.map { (name: $0.name, phone: $0.phone) }
        )
        return .page(page, in: frame, status: status)
    }

    private func user(_ visit: Visit) -> PageUser? {
        guard let own = visit.own, let secret = visit.secret else { return nil }
        return PageUser(
            name: own.user.entry.name,
            role: own.actor.role,
            prefectures: own.prefectures,
            roles: own.roles,
            csrfToken: SecretText.csrfToken(ofSession: secret),
            formKey: SecretText.link.make(from: visit.office.chance.bytes(32))
        )
    }
}
