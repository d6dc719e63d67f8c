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
            return answer(try await shown(visit), visit)
        }
    }

    /// Who comes; a session that has ended is none.
    private func visit(_ request: Request, _ context: KodanContext, link: String?) async throws -> Visit {
        let secret = SessionCookie.secret(of: request)
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
    private func elsewhere(_ visit: Visit) -> Response? {
        guard !route.roles.isEmpty, visit.link == nil else { return nil }
        guard let own = visit.own else {
            return .seeOther("/sign-in?next=\(visit.request.uri.path.percentEncoded)")
        }
        if own.actor.limit == .enrolment, route.path != AccountPages.codes {
            return .seeOther(AccountPages.codes)
        }
        return nil
    }

    private func shown(_ visit: Visit) async throws -> PageContent {
        if !route.roles.isEmpty, visit.link == nil, let role = visit.role, !route.roles.contains(role) {
            throw Refusal.notPermitted(role)
        }
        // A page that everybody may open reads little, and by itself; one that works for long does not hold a transaction.
        guard !route.roles.isEmpty, !route.worksLong else { return try await route.show(visit) }
        return try await visit.office.together { office in try await route.show(visit.served(by: office)) }
    }

    private func answer(_ page: PageContent, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        .page(page, in: PageFrame(user(visit), at: visit.request.uri.path), status: status)
    }

    private func user(_ visit: Visit) -> PageUser? {
        guard let own = visit.own, let secret = visit.secret else { return nil }
        return PageUser(
            name: own.user.entry.name,
            role: own.actor.role,
            roles: own.roles,
            csrfToken: SecretText.csrfToken(ofSession: secret),
            formKey: SecretText.link.make(from: visit.office.chance.bytes(32))
        )
    }

    /// Does what a form wants.
    private func send(_ request: Request, _ context: KodanContext) async throws -> Response {
        guard request.isFromOwnPage else { throw Problem.foreignPage }
        let files = route.takesFiles && TypedForm.sendsFiles(request.headers[.contentType] ?? "")
        // Before a file is taken in, somebody has to be there.
        if files, let elsewhere = elsewhere(try await visit(request, context, link: nil)) { return elsewhere }
        let reader = BodyReader(
            maxBytes: files ? TypedForm.mostFileBytes : portal.configuration.maxBodyBytes,
            timeout: portal.configuration.bodyTimeout,
            deadlines: portal.deadlines
        )
        let bytes = try await reader.collect(request)
        let form = try TypedForm(bytes, type: request.headers[.contentType])
        var visit = try await visit(request, context, link: form["link"] ?? request.link)
        if let elsewhere = elsewhere(visit) { return elsewhere }
        if let secret = visit.secret, visit.own != nil,
            !SecretText.isCSRFToken(form["csrf"] ?? "", ofSession: secret)
        {
            // A form that does not know the session acts by its link, if it has one, and never by the session.
            guard visit.link != nil else { throw Problem.foreignPage }
            visit = visit.byLinkAlone()
        }
        let name = form["step"] ?? "send"
        guard let step = route.steps[name] else { throw Problem(status: .notFound) }
        do {
            return try await run(step, visit, form, bytes)
        } catch {
            guard let problem = Problem(told: error, in: .japanese), problem.status.code < 500,
                error as? Refusal != .notSignedIn
            else { throw error }
            let page = try await shown(visit).refilled(name, form.values, problem.faults)
            return answer(page, visit, status: problem.status)
        }
    }

    private func run(
        _ step: PageStepHandler,
        _ visit: Visit,
        _ form: TypedForm,
        _ bytes: [UInt8]
    ) async throws -> Response {
        switch step {
        case .confides(let run): return response(try await run(visit, form), visit)
        case .changes(let run):
            let credential = try visit.asker()
            var repeated: RepeatedCall?
            if case .session = credential, let key = form["key"].flatMap(IdempotencyKey.init) {
                repeated = RepeatedCall(key, digest: ContentDigest.sha256(of: bytes))
            }
            do {
                // What is kept is where the form led, as an answer without a body.
                let answer = try await visit.office.errand(as: credential, repeated: repeated) { office in
                    let path = try await run(visit.served(by: office), form)
                    return KeptAnswer(status: 204, headers: ["location": path.text], body: [])
                }
                return .seeOther(answer.headers["location"] ?? "/home")
            } catch let refused as RepeatRefused {
                throw refused == .anotherCall ? Problem.keyOfAnotherCall : Problem.keyInUse
            }
        }
    }

    private func response(_ outcome: PageOutcome, _ visit: Visit) -> Response {
        switch outcome {
        case .goes(let path, let headers): return .seeOther(path.text, headers: headers)
        case .shows(let page): return answer(page, visit)
        }
    }
}

extension Problem {
    /// What is wrong, by the names of a form's fields.
    var faults: [PageFault] {
        guard !errors.isEmpty else { return [PageFault(nil, detail.sentence(in: .japanese))] }
        return errors.map { entry in
            PageFault(entry.pointer.map(fieldName), entry.detail.sentence(in: .japanese))
        }
    }

    /// The field of a pointer: times are typed as a day with two times of day (``TypedForm/withSpan(_:)``).
    private func fieldName(_ pointer: String) -> String {
        var parts = pointer.dropFirst().split(separator: "/").map(String.init)
        switch parts.last {
        case "start": parts[parts.count - 1] = "day"
        case "end": parts[parts.count - 1] = "to"
        case "municipality": parts[parts.count - 1] = "postal_code"
        case "slots": parts += ["0", "day"]
        default: break
        }
        return parts.joined(separator: "/")
    }
}

extension Request {
    /// The mailed link in the address.
    fileprivate var link: String? { uri.queryParameters["link"].map(String.init) }

    /// Whether a form comes from a page of ours, as far as browsers tell; what is no browser has no cookies to abuse.
    fileprivate var isFromOwnPage: Bool {
        if let site = headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = headers[.origin] else { return true }
        guard let host = head.authority else { return false }
        return origin == "https://\(host)" || origin == "http://\(host)"
    }
}
