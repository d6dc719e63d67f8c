/// What others send with NOTIFY, heard on a direct connection of its own.
///
/// It does not reconnect: what is sent while the connection is lost is gone, so the sequence ends with an error
/// and whoever listens looks for what it missed before it listens anew. Cancelling the task ends it too. One
/// task at a time may iterate; others would take notifications away from each other.
public struct Notifications: AsyncSequence, Sendable {
    /// One notification.
    public struct Element: Sendable, Equatable {
        /// The channel that it was sent on.
        public let channel: String
        /// What was sent; may be empty.
        public let payload: String
    }

    private let connection: Connection

    /// Connects and listens on `channels`; what is sent after this returns is heard.
    ///
    /// The connection must be direct, or through a pooler in session mode.
    public static func listen(to channels: [String], options: ConnectionOptions) async throws -> Notifications
    {
        let connection = try await Connection.open(options)
        do {
            try await connection.listen(to: channels)
        } catch {
            await connection.close()
            throw error
        }
        return Notifications(connection: connection)
    }

    /// Ends the connection; an iteration under way throws `closed`.
    public func close() async {
        await connection.close()
    }

    /// Waits for notifications, in the order in which they were committed.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: connection)
    }

    /// Takes notifications from the connection when it has none left of its own.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let connection: Connection
        private var heard: ArraySlice<Element> = []

        fileprivate init(connection: Connection) {
            self.connection = connection
        }

        /// The next notification; it never ends but by throwing a `PostgresError`.
        public mutating func next() async throws -> Element? {
            while heard.isEmpty {
                // Between two waits the connection's thread is free for `close`.
                heard = try await connection.notifications(withinMilliseconds: 250)[...]
            }
            return heard.removeFirst()
        }
    }
}

extension Connection {
    fileprivate func listen(to channels: [String]) async throws {
        try await autocommit { session in
            for channel in channels {
                let name = try session.quoted(name: channel)
                try session.execute("LISTEN \(unsafeSQL: name)")
            }
        }
    }

    fileprivate func notifications(withinMilliseconds limit: Int32) async throws -> [Notifications.Element] {
        try await autocommit { session in try session.notifications(withinMilliseconds: limit) }
    }
}
