import Postgres
import Testing

@Suite("Notifications", .timeLimit(.minutes(5)))
struct NotificationTests {
    @Test("arrive after the commit, in order, on the channels listened to")
    func arrive() async throws {
        try await withDatabase { options in
            let notifications = try await Notifications.listen(
                to: ["jobs", "odd \"name\""],
                options: options
            )
            let sender = try await Connection.open(options)
            try await sender.transaction { session in
                try session.notify(channel: "jobs", payload: "一")
                try session.notify(channel: "elsewhere", payload: "unheard")
                try session.notify(channel: "odd \"name\"", payload: "")
            }
            var iterator = notifications.makeAsyncIterator()
            let first = try await iterator.next()
            let second = try await iterator.next()
            #expect(first?.channel == "jobs" && first?.payload == "一")
            #expect(second?.channel == "odd \"name\"" && second?.payload == "")
            await sender.close()
            await notifications.close()
            await #expect(throws: PostgresError(.closed)) { try await iterator.next() }
        }
    }

    @Test("end with an error when the connection is lost, and when the task is cancelled")
    func end() async throws {
        try await withDatabase { options in
            for isCancelled in [true, false] {
                let notifications = try await Notifications.listen(to: ["jobs"], options: options)
                let task = Task { for try await _ in notifications {} }
                if isCancelled {
                    task.cancel()
                } else {
                    let killer = try await Connection.open(options)
                    try await killer.transaction { session in
                        try session.execute(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                             WHERE datname = current_database() AND pid <> pg_backend_pid()
                            """
                        )
                    }
                    await killer.close()
                }
                let error = await #expect(throws: PostgresError.self) { try await task.value }
                #expect(error?.kind == (isCancelled ? .cancelled : .connection))
                await notifications.close()
            }
        }
    }
}
