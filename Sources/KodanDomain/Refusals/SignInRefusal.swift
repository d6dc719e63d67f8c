/// Why somebody did not get in, or not so far.
public enum SignInRefusal: Sendable, Equatable {
    /// Address, password or code are not right; which of them is not told.
    case wrong
    /// The password is right, and a one-time code is wanted beside it.
    case codeWanted
    /// There were too many tries; the next one is taken after so many seconds.
    case tooMany(seconds: Int)
    /// Too many passwords are being checked at once.
    case busy
    /// The link was used, has expired or was never given out.
    case linkSpent
    /// The role needs one-time codes, and they are not set up.
    case totpMissing
    /// No one-time codes are being set up.
    case totpNotEnrolled
    /// The code that should confirm one-time codes is not right.
    case codeRefused
    /// The password that is to be changed is not right.
    case passwordRefused
    /// This session began with a link: password and code are wanted.
    case passwordWanted
    /// Only a session may do this, no token.
    case sessionWanted
    /// The token does not hold this scope.
    case scopeMissing(TokenScope)
    /// No scope is given for this, so that a token which is limited to some does not serve.
    case limitedToken
    /// The link of a mail does not serve for this.
    case limitedLink
    /// The user is disabled, or enabled, already.
    case userState(User.ID, isActive: Bool)
    /// Nobody else could give this back.
    case ownAccess(User.ID)
    /// They are the last administrator: nobody could name another.
    case lastAdministrator(User.ID)

    /// A stable name.
    var code: String {
        switch self {
        case .wrong: "sign_in_refused"
        case .codeWanted: "code_wanted"
        case .tooMany: "too_many_attempts"
        case .busy: "sign_in_busy"
        case .linkSpent: "link_spent"
        case .totpMissing: "totp_missing"
        case .totpNotEnrolled: "totp_not_enrolled"
        case .codeRefused: "code_refused"
        case .passwordRefused: "password_refused"
        case .passwordWanted: "password_wanted"
        case .sessionWanted: "session_wanted"
        case .scopeMissing: "scope_missing"
        case .limitedToken: "limited_token"
        case .limitedLink: "limited_link"
        case .userState: "user_state"
        case .ownAccess: "own_access"
        case .lastAdministrator: "last_administrator"
        }
    }
}
