import Dispatch
import Postgres
import Synchronization
import Testing

@Suite("A pool")
struct PoolTests {
    @Test("that is exhausted refuses after its deadline, and serves again")
    func timesOut() async throws {
        try await withPool(size: 1, acquireTimeout: .milliseconds(200)) { pool in
            let enough = DispatchSemaphore(value: 0)
            let holder = Task { try await pool.transaction { _ in enough.wait() } }
            try await until { await pool.statistics.open == 1 }
            await #expect(throws: PostgresError(.poolTimeout)) {
                try await pool.transaction { try $0.execute("SELECT 1") }
            }
            enough.signal()
            try await holder.value
            let answer = try await pool.answer()
            #expect(answer == 1)
        }
    }

    @Test("serves those who wait in order, and forgets who was cancelled")
    func servesInOrder() async throws {
        try await withPool(size: 1, acquireTimeout: .seconds(60)) { pool in
            let served = Served()
            // Holds the one connection until all are in line, however slow the machine.
            let inLine = DispatchSemaphore(value: 0)
            try await withThrowingTaskGroup { group in
                group.addTask { try await pool.transaction { _ in inLine.wait() } }
                try await until { await pool.statistics.open == 1 }
                let cancelled = Task { try await pool.transaction { try $0.execute("SELECT 1") } }
                try await until { await pool.statistics.waiting == 1 }
                for number in 0..<8 {
                    group.addTask {
                        try await pool.transaction { _ in served.numbers.withLock { $0.append(number) } }
                    }
                    try await until { await pool.statistics.waiting == number + 2 }
                }
                cancelled.cancel()
                await #expect(throws: PostgresError(.cancelled)) { try await cancelled.value }
                inLine.signal()
                try await group.waitForAll()
            }
            #expect(served.numbers.withLock { $0 } == Array(0..<8))
            let left = await pool.statistics
            #expect(left.open == 1 && left.idle == 1 && left.waiting == 0)
        }
    }

    @Test("replaces a connection whose backend was killed")
    func replacesKilled() async throws {
        try await withPool(size: 1, acquireTimeout: .seconds(60)) { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { try $0.execute("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(error?.kind == .connection)
            #expect(error?.sqlState == "57P01")
            let answer = try await pool.answer()
            #expect(answer == 1)
        }
    }

    @Test("replaces all connections after one breaks, with one error only")
    func pingsAfterBreak() async throws {
        try await withPool(size: 4, acquireTimeout: .seconds(60)) { pool in
            try await useAtOnce(4, of: pool)
            #expect(await pool.statistics.idle == 4)
            await #expect(throws: PostgresError.self) {
                try await pool.autocommit { session in
                    try session.execute(
                        """
                        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """
                    )
                    try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            try await useAtOnce(4, of: pool)
        }
    }

    @Test("closes after those who are out, and refuses newcomers and those who wait")
    func closes() async throws {
        try await withPool(size: 1, acquireTimeout: .seconds(60)) { pool in
            let enough = DispatchSemaphore(value: 0)
            let holder = Task {
                try await pool.transaction { session in
                    enough.wait()
                    return try session.value("SELECT 7", as: Int.self)
                }
            }
            try await until { await pool.statistics.open == 1 }
            let waiter = Task { try await pool.transaction { try $0.execute("SELECT 1") } }
            try await until { await pool.statistics.waiting == 1 }
            let closing = Task { await pool.close() }
            await #expect(throws: PostgresError(.closed)) { try await waiter.value }
            #expect(await pool.statistics.open == 1)
            enough.signal()
            await closing.value
            #expect(await pool.statistics.open == 0)
            #expect(try await holder.value == 7)
            await #expect(throws: PostgresError(.closed)) {
                try await pool.autocommit { try $0.execute("SELECT 1") }
            }
        }
    }

    @Test("serves again after the server was restarted, with one error at most")
    func survivesRestart() async throws {
        let server = try TestServer()
        let pool = Pool(options: try server.options(), size: 3, acquireTimeout: .seconds(60))
        try await useAtOnce(3, of: pool)
        let idle = await pool.statistics.idle
        #expect(idle == 3)
        try server.restart()
        let error = await #expect(throws: PostgresError.self) { try await pool.answer() }
        #expect(error?.kind == .connection)
        for _ in 0..<3 {
            let answer = try await pool.answer()
            #expect(answer == 1)
        }
        await pool.close()
    }

    @Test("gives its slots back when the server cannot be reached")
    func survivesMissingServer() async throws {
        let options = try ConnectionOptions(url: "postgresql://nobody@/none?host=/nonexistent")
        let pool = Pool(options: options, size: 1, acquireTimeout: .seconds(60))
        for _ in 0..<3 {
            let error = await #expect(throws: PostgresError.self) { try await pool.transaction { _ in } }
            #expect(error?.kind == .connection)
        }
        #expect(await pool.statistics.open == 0)
        await pool.close()
    }
}

/// The tasks that were served, in order.
private final class Served: Sendable {
    let numbers = Mutex<[Int]>([])
}

private func withPool(size: Int, acquireTimeout: Duration, _ body: (Pool) async throws -> Void) async throws {
    try await withDatabase { options in
        let pool = Pool(options: options, size: size, acquireTimeout: acquireTimeout)
        do {
            try await body(pool)
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }
}

/// Uses `count` connections, none of them given back before all are taken, however slow the machine.
private func useAtOnce(_ count: Int, of pool: Pool) async throws {
    let allTaken = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup { group in
        for _ in 0..<count {
            group.addTask {
                try await pool.transaction { session in
                    allTaken.wait()
                    try session.execute("SELECT 1")
                }
            }
        }
        try await until {
            let statistics = await pool.statistics
            return statistics.open - statistics.idle == count
        }
        for _ in 0..<count { allTaken.signal() }
        try await group.waitForAll()
    }
}

/// Waits until `condition` holds, a minute at least.
private func until(_ condition: () async -> Bool) async throws {
    for _ in 0..<30_000 {
        if await condition() { return }
        try await Task.sleep(for: .milliseconds(2))
    }
    Issue.record("the condition never came to hold")
}
