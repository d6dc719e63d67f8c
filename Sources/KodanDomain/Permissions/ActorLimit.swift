/// To what an actor is limited who may do less than their role.
public enum ActorLimit: Sendable, Equatable {
    /// Entered by the link of one offer: that offer and nothing else.
    case offer(Offer.ID)
    /// Entered by the link of one request: that request, as its host, and nothing else.
    case request(LectureRequest.ID)
    /// Staff who have yet to set up one-time codes: that and nothing else.
    case enrolment
}

/// Whom a use case serves among those who are limited.
public enum ServedLimit: Sendable, Equatable {
    /// Who came for this offer.
    case offer(Offer.ID)
    /// Who came for this request.
    case request(LectureRequest.ID)
    /// Who came for the request to which what the use case concerns belongs; rows of others are not there for them.
    case partOfRequest
    /// Who asks what they were answered before, which is their own.
    case earlierAnswer
    /// Staff who have yet to set up one-time codes.
    case enrolment
}

/// By what an actor came in.
public enum Entrance: Sendable, Equatable {
    /// By the command line, or as the service itself.
    case trusted
    /// By a token, limited to scopes unless nil.
    case token(AccessToken.ID, Set<TokenScope>?)
    /// By a session, and by what its user proved who they are.
    case session(UserSession.ID, SessionProof)
    /// By an offer's own link.
    case offerLink(Offer.ID)
    /// By the link of a request's page.
    case statusLink(LectureRequest.ID)
}
