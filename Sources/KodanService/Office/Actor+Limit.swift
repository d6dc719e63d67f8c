import KodanDomain

extension Actor {
    /// Refuses another request than the one by whose link the actor came: for them it is not there.
    func requireReach(of request: LectureRequest.ID) throws(Refusal) {
        if case .request(let own) = limit, own != request { throw .notFound(request.description) }
    }

    /// Refuses a token without the scope that is needed, and an actor who is limited to something else.
    func require(_ credential: Credential, serving served: ServedLimit?) throws(Refusal) {
        if case .token(_, let scopes?) = entrance {
            guard case .token(_, let needed?) = credential else { throw .signIn(.limitedToken) }
            guard scopes.cover(needed) else { throw .signIn(.scopeMissing(needed)) }
        }
        guard let limit else { return }
        switch (limit, served) {
        case (.offer(let own), .offer(let other)):
            guard own == other else { throw .notFound(other.description) }
        case (.request(let own), .request(let other)):
            guard own == other else { throw .notFound(other.description) }
        case (.request, .partOfRequest), (.enrolment, .enrolment), (.offer, .earlierAnswer),
            (.request, .earlierAnswer):
            break
        case (.offer, _), (.request, _): throw .signIn(.limitedLink)
        case (.enrolment, _): throw .signIn(.totpMissing)
        }
    }
}
