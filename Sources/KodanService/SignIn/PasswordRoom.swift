import Crypto
import CryptoExtras
import Dispatch
internal import Foundation
import KodanDomain
import KodanStore
import Synchronization

/// Where passwords are hashed (scrypt): two at once at most, on threads of their own, so that neither event loops nor
/// database connections wait.
final class PasswordRoom: Sendable {
    /// So many wait at most; a further one is refused, for it would wait longer than anybody does.
    static let longestQueue = 40

    private let queues = [
        DispatchQueue(label: "kodan.passwords.1"), DispatchQueue(label: "kodan.passwords.2"),
    ]
    private let waiting = Mutex([0, 0])
    private let cost: PasswordCost

    /// A room that hashes new passwords at `cost`.
    init(cost: PasswordCost) {
        self.cost = cost
    }

    /// Hashes a new password with `salt` of 16 bytes.
    ///
    /// Throws ``SignInRefusal/busy``.
    func hash(_ password: Password, salt: [UInt8]) async throws -> PasswordHash {
        let hash = try await derive(password, salt, cost.rounds, cost.blockSize, cost.parallelism)
        return PasswordHash(
            salt: salt,
            hash: hash,
            rounds: cost.rounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
    }

    /// Whether `password` is the one that `known` was made of; takes as long where there is none.
    ///
    /// Throws ``SignInRefusal/busy``.
    func verify(_ password: Password, _ known: PasswordHash?) async throws -> Bool {
        let hash = try await derive(
            password,
            known?.salt ?? [UInt8](repeating: 0, count: 16),
            known?.rounds ?? cost.rounds,
            known?.blockSize ?? cost.blockSize,
            known?.parallelism ?? cost.parallelism
        )
        guard let known, known.hash.count == hash.count else { return false }
        return zip(hash, known.hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func derive(
        _ password: Password,
        _ salt: [UInt8],
        _ rounds: Int,
        _ blockSize: Int,
        _ parallelism: Int
    ) async throws -> [UInt8] {
        let shorter = waiting.withLock { waiting -> Int? in
            let shorter = waiting[0] <= waiting[1] ? 0 : 1
            guard waiting[shorter] < PasswordRoom.longestQueue / 2 else { return nil }
            waiting[shorter] += 1
            return shorter
        }
        guard let queue = shorter else { throw Refusal.signIn(.busy) }
        defer { waiting.withLock { $0[queue] -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queues[queue].async {
                do {
                    let key = try KDF.Scrypt.deriveKey(
                        from: password.bytes,
                        salt: salt,
                        outputByteCount: 32,
                        rounds: rounds,
                        blockSize: blockSize,
                        parallelism: parallelism
                    )
                    continuation.resume(
                        returning: unsafe key.withUnsafeBytes { bytes in unsafe Array(bytes) }
                    )
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }
}
