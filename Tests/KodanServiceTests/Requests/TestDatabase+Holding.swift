import KodanTestSupport
import Postgres
import Testing

extension TestDatabase {
    /// Runs `first` until it has recorded `action`, which nobody else sees yet, then `second` as far as it goes, then
    /// both to their ends.
    func holding(
        at action: String,
        _ first: @escaping @Sendable () async throws -> Void,
        while second: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await owner.transaction { session in
            try session.script(
                """
                CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock_shared(581);
                    RETURN NULL;
                END $$;
                CREATE TRIGGER wait_for_test AFTER INSERT ON audit_event
                    FOR EACH ROW WHEN (NEW.action = '\(action)') EXECUTE FUNCTION wait_for_test();
                """
            )
        }
        let (held, done, over) = (Signal(), Signal(), Signal())
        async let holding: Void = owner.transaction { session in
            try session.execute("SELECT pg_advisory_xact_lock(581)")
            held.open()
            while !done.isOpen { try session.execute("SELECT pg_sleep(0.02)") }
        }
        defer { done.open() }
        try await eventually(within: .seconds(60)) { held.isOpen }
        let earlier = Task { try await first() }
        try await eventually(within: .seconds(60)) { try await waitersForLocks() >= 1 }
        let later = Task {
            defer { over.open() }
            try await second()
        }
        try await eventually(within: .seconds(60)) {
            if over.isOpen { return true }
            return try await waitersForLocks() >= 2
        }
        done.open()
        try await holding
        try await earlier.value
        try await later.value
    }
}
