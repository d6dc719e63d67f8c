/// How many tries are free and how long one waits after further ones; each kind is counted by what tries have in
/// common.
///
/// Waiting doubles with each try, from two seconds on, and is forgotten after a while: it slows down and never locks.
public enum AttemptBudget: String, Sendable, CaseIterable {
    /// Passwords for one account from one address: elsewhere nothing of it is felt.
    case pair
    /// Passwords and links from one address, for any account.
    case address
    /// Wrong codes behind the right password of one account, from addresses where it never signed in: only somebody
    /// who knows the password spends it.
    case code
    /// Links mailed to one account.
    case mail
    /// Links asked for from one address.
    case mailAddress = "mail_address"
    /// Mails to one address that somebody named who may not know its owner: links to confirm an application or an
    /// address, requests that are handed over.
    ///
    /// Apart from ``mail``, so that nobody keeps somebody's sign-in links from them.
    case contact

    /// So many tries cost no waiting.
    public var free: Int {
        switch self {
        case .pair: 5
        case .address: 30
        case .code: 10
        case .mail, .contact: 3
        case .mailAddress: 20
        }
    }

    /// Waiting grows to so many seconds at most.
    public var longestSeconds: Int {
        switch self {
        case .pair, .code, .mail, .contact: 900
        case .address, .mailAddress: 300
        }
    }

    /// After so many minutes without a try the count begins anew.
    public var forgetMinutes: Int {
        switch self {
        case .pair, .code: 1440
        case .address, .mail, .mailAddress, .contact: 60
        }
    }

    /// How many seconds one waits after the so-manieth try.
    public func seconds(after tries: Int) -> Int {
        guard tries > free else { return 0 }
        return min(longestSeconds, 1 << min(tries - free, 20))
    }
}
