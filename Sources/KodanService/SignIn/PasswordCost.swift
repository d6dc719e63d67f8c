/// How much work it is to hash a password (scrypt, RFC 7914), so that guessing is slow for whoever stole the hashes.
///
/// Each password is kept with the cost it was hashed at: a later office may ask for more of new ones.
public struct PasswordCost: Sendable, Equatable {
    /// A power of two: how many blocks of memory are filled and gone through.
    public let rounds: Int
    /// The size of a block, in 128 bytes.
    public let blockSize: Int
    /// How often all of it is done.
    public let parallelism: Int

    /// 16 MiB, five times over, as OWASP recommends where memory is short.
    public static let standard = PasswordCost(parallelism: 5)

    /// 16 MiB, so many times over.
    public init(parallelism: Int) {
        precondition((1...16).contains(parallelism), "the database keeps 1 to 16")
        rounds = 16_384
        blockSize = 8
        self.parallelism = parallelism
    }
}
