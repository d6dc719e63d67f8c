import KodanDomain

extension Actor {
    /// Refuses a token without the scope that is needed, and an actor who is limited to something else.
    func require(_ credential: Credential, serving served: ActorLimit?) throws(Refusal) {
        if case .token(_, let scopes?) = entrance {
            guard case .token(_, let needed?) = credential else { throw .signIn(.sessionWanted) }
            guard scopes.cover(needed) else { throw .signIn(.scopeMissing(needed)) }
        }
        guard let limit, limit != served else { return }
        switch (limit, served) {
        case (.offer, .offer(let other)): throw .notFound(other.description)
        case (.offer, _): throw .notPermitted(role)
        case (.enrolment, _): throw .signIn(.totpMissing)
        }
    }
}
