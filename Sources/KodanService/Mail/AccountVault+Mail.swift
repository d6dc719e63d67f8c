import KodanDomain

extension AccountVault {
    /// By what the recipient of a mail leaves mails of its kind, without signing in: the mail's key, and a mark that
    /// only this office can make.
    func leaveToken(of mail: OutboxMessage.ID) -> String {
        "\(mail.rawValue)-" + mark("\(mail.rawValue)", for: "leave mail").hexadecimal
    }

    /// The mail of a token; nil for any text that this office did not make.
    func mail(ofLeaveToken token: String) -> OutboxMessage.ID? {
        guard token.utf8.count <= 100, let number = token.split(separator: "-").first.flatMap({ Int64($0) }),
            number > 0
        else { return nil }
        let mail = OutboxMessage.ID(number)
        return leaveToken(of: mail).isSameSecret(as: token) ? mail : nil
    }
}
