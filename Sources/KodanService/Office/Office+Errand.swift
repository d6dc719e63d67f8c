public import KodanDomain
import KodanStore
import Postgres
import Synchronization

/// What makes a call the same call as an earlier one.
public struct RepeatedCall: Sendable, Equatable {
    /// The client's name for it.
    public let key: IdempotencyKey
    /// 32 bytes that tell what was asked (``Office/repeatedCall(_:asking:)``).
    public let digest: [UInt8]

    /// A call that may be repeated.
    public init(_ key: IdempotencyKey, digest: [UInt8]) {
        self.key = key
        self.digest = digest
    }
}

/// Why a call under an idempotency key is not served.
public enum RepeatRefused: Error, Sendable, Equatable {
    /// The key was used for another call.
    case anotherCall
    /// A call under this key is under way.
    case underWay
}

extension Office {
    /// The call that `key` names, told from others by what was `asked`: method, address and body.
    ///
    /// Of what was asked a mark is kept that this office alone can make: a body may hold an account, whose few digits
    /// would be found again from a plain digest.
    public func repeatedCall(_ key: IdempotencyKey, asking asked: [UInt8]) -> RepeatedCall {
        RepeatedCall(key, digest: vault.mark(asked, for: "repeated call"))
    }

    /// Runs one call from outside in one transaction: `body` is given an office whose use cases share it.
    ///
    /// With `repeated`, what `body` answers is kept in the same transaction, and a later call with the same key and
    /// digest is given that answer: its `body` is ended at its first question to the database as `credential`, with
    /// which the one for an earlier answer travels, or when it ends before. Two at once run once, the second waits for
    /// the first. A call that throws leaves nothing behind. Gives way to other transactions (40001, 40P01) by running
    /// `body` again, three times at most. With `seeingOneState` everything that the call reads is of one moment, and a
    /// change of what changed since then makes it run again.
    ///
    /// Throws ``RepeatRefused/anotherCall`` if the key was used for something else, and what `body` throws.
    public func errand(
        as credential: Credential,
        seeingOneState: Bool = false,
        repeated: RepeatedCall?,
        _ body: @escaping @Sendable (Office) async throws -> KeptAnswer
    ) async throws -> KeptAnswer {
        let options = TransactionOptions(isolation: seeingOneState ? .repeatableRead : .readCommitted)
        var tries = 1
        while true {
            let news = Mutex<WorkNews?>(nil)
            let gate = repeated.map { RepeatGate($0, of: credential) }
            do {
                let answer = try await pool.openTransaction(options) { transaction in
                    let errand = Errand(transaction, at: clock.now(), behind: gate)
                    news.withLock { $0 = errand.news }
                    let office = joining(errand)
                    guard let repeated else { return try await body(office) }
                    let answer: KeptAnswer
                    do {
                        answer = try await body(office)
                    } catch {
                        await office.ask(gate, as: credential)
                        throw error
                    }
                    try await errand.lastPart(as: credential, in: office) { desk in
                        try desk.keep(answer, repeated)
                    }
                    return answer
                }
                if let news = news.withLock({ $0 }) { tell(news) }
                return answer
            } catch {
                if let earlier = try gate?.earlier { return earlier }
                guard let lost = error as? PostgresError, lost.gaveWay, tries < 3 else { throw error }
                tries += 1
            }
        }
    }

    /// Asks for the earlier answer where a call failed before its first question to the database; the gate keeps it.
    private func ask(_ gate: RepeatGate?, as credential: Credential) async {
        guard gate?.isAhead == true else { return }
        _ = try? await transaction(as: credential, serving: .earlierAnswer) { desk in try desk.actor }
    }

    /// Whether an answer is kept under this key of who asks: a call that comes again brings its bytes for nothing.
    public func knows(_ key: IdempotencyKey, of credential: Credential) async throws -> Bool {
        let reading = TransactionOptions(readOnly: true)
        return try await transaction(as: credential, reading, serving: .earlierAnswer) { desk in
            try KeptAnswerStore(desk.session).find(key) != nil
        }
    }

    /// Runs reads that belong together in one transaction, so that they tell of one moment and come in once.
    ///
    /// `body` is given an office whose use cases share it. A use case that refuses ends them all: what is caught within
    /// `body` must not be followed by another.
    public func together<Value: Sendable>(
        _ body: @escaping @Sendable (Office) async throws -> Value
    ) async throws -> Value {
        try await pool.openTransaction(TransactionOptions(isolation: .repeatableRead)) { transaction in
            try await body(joining(Errand(transaction, at: clock.now())))
        }
    }

    /// Runs one call from outside that takes several transactions, or too long for one, for who has one of `roles`.
    ///
    /// What it answers is kept after it; a call under the same key meanwhile is refused with
    /// ``RepeatRefused/underWay``. If the process dies between the end of the work and the keeping of its answer, the
    /// repeated call does the work again.
    public func longErrand(
        as credential: Credential,
        for roles: Set<Role>,
        repeated: RepeatedCall,
        _ body: () async throws -> KeptAnswer
    ) async throws -> KeptAnswer {
        let number = try await transaction(as: credential) { desk in
            try desk.actor.require(roles)
            return try KeptAnswerStore(desk.session).lockNumber(of: repeated.key)
        }
        return try await alone(holding: number, otherwise: RepeatRefused.underWay) {
            let earlier = try await transaction(as: credential) { desk in
                try repeated.answer(in: KeptAnswerStore(desk.session))
            }
            if let earlier { return earlier }
            let answer = try await body()
            try await transaction(as: credential) { desk in try desk.keep(answer, repeated) }
            return answer
        }
    }
}

extension Desk {
    fileprivate func keep(_ answer: KeptAnswer, _ call: RepeatedCall) throws {
        try KeptAnswerStore(session).keep(answer, under: call.key, digest: call.digest, at: now)
    }
}

extension RepeatedCall {
    /// The first answer to this call; nil if there was none.
    fileprivate func answer(in store: KeptAnswerStore) throws -> KeptAnswer? {
        try store.find(key).map { found in try answer(of: found) }
    }

    /// The answer found under its key, if it is one to this call, by the same role: what a role read is not another's.
    func answer(of found: KeptAnswerStore.Found) throws(RepeatRefused) -> KeptAnswer {
        guard found.digest == digest, found.isOfRole else { throw .anotherCall }
        return found.answer
    }
}
