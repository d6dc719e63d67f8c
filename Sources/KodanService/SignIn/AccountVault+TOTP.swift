import KodanDomain
import KodanStore

extension AccountVault {
    /// Seals the key of one-time codes for `user`, whose key is bound to it.
    func sealTOTP(_ key: [UInt8], of user: User.ID) throws -> Sealed {
        try seal(Base32.text(of: key), context: "totp:\(user.rawValue)")
    }

    /// Opens what ``sealTOTP(_:of:)`` sealed.
    ///
    /// Throws ``Refusal/accountKeys`` if no key opens it.
    func openTOTP(_ sealed: SealedTOTP, of user: User.ID) throws(Refusal) -> [UInt8] {
        guard
            let text = try? open(
                sealed.bytes,
                keyVersion: sealed.keyVersion,
                context: "totp:\(user.rawValue)"
            ),
            let key = Base32.bytes(of: text)
        else { throw .accountKeys }
        return key
    }

    /// Seals a mailed secret until its mail is written; whoever reads the outbox cannot use it.
    func sealLink(_ secret: String) throws -> String {
        let sealed = try seal(secret, context: "link")
        return "\(sealed.keyVersion):\(sealed.bytes.hexadecimal)"
    }

    /// Opens what ``sealLink(_:)`` sealed; nil for anything else.
    func openLink(_ text: String) -> String? {
        let parts = text.split(separator: ":").map { String($0) }
        guard parts.count == 2, let version = Int(parts[0]), let bytes = [UInt8](hexadecimal: parts[1]) else {
            return nil
        }
        return try? open(bytes, keyVersion: version, context: "link")
    }
}
