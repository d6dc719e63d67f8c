public import KodanDomain
import KodanStore
import Postgres

/// Somebody asks for a link by mail (ログイン用リンク), for hosts and presenters.
///
/// For everybody. What is answered, and when, says nothing about the address.
public struct RequestSignInLink: Sendable {
    /// How long the answer takes at least: longer than what is done for an address that is known.
    private static let pause = Duration.milliseconds(250)

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Mails a link that serves once, for ``SessionLimits/linkMinutes``, if the address is that of an active host or
    /// presenter and not too many were asked for.
    ///
    /// Links that were mailed before still serve, so that nobody can take theirs from somebody by asking for more. The
    /// link leads on to `page`, where its asker wanted to go: a path of the office's own pages
    /// (``isOwnPage(_:)``); anything else is left out.
    public func callAsFunction(
        _ email: EmailAddress,
        leadingTo page: String? = nil,
        from address: ClientAddress
    ) async throws {
        async let pause: Void = Task.sleep(for: RequestSignInLink.pause)
        let keys = AttemptKeys(email.key, address, office.vault)
        let secret = SecretText.link.make(from: office.chance.bytes(32))
        let sealed = try office.vault.sealLink(secret)
        var next: [String: String] = [:]
        if let page, RequestSignInLink.isOwnPage(page) { next["next"] = page }
        try await office.transaction(as: .system) { [next] desk in
            let throttle = ThrottleStore(desk.session)
            let mayAsk = try throttle.take(.mailAddress, keys.address, at: desk.now)
            let mayGet = try throttle.take(.mail, keys.account, at: desk.now)
            let users = UserStore(desk.session)
            guard let user = try users.find(email), mayAsk, mayGet,
                try users.roles(of: user).contains(where: { !$0.isStaff }),
                let addressee = try users.addressee(user)
            else { return }
            let expiry = desk.now.adding(minutes: SessionLimits.linkMinutes)
            try LinkStore(desk.session).insert(
                SecretText.digest(of: secret),
                for: .signIn,
                of: user,
                from: desk.now,
                until: expiry
            )
            try desk.mail(
                OutboxEntry(
                    "sign_in_link",
                    to: addressee.to.email,
                    name: addressee.to.name,
                    about: user.description,
                    values: ["sealed_link": sealed, "deadline": "\(expiry)"].merging(next) { own, _ in own }
                )
            )
            try desk.record("user.sign_in_link_sent", user)
        }
        try await pause
    }

    /// Whether `path` is that of a page of the office, written in letters, digits, `/`, `-` and `_` alone.
    public static func isOwnPage(_ path: String) -> Bool {
        path.count <= 200 && path.wholeMatch(of: /(\/[A-Za-z0-9_\-]+)+/) != nil
    }
}
