import CPostgres
import Foundation

extension Session {
    /// What has been sent to this session; waits for at most `limit` milliseconds for something to come.
    func notifications(withinMilliseconds limit: Int32) throws(PostgresError) -> [Notifications.Element] {
        let waiting = takeNotifications()
        guard waiting.isEmpty else { return waiting }
        var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, limit)
        guard PQconsumeInput(connection) == 1 else { throw connectionError() }
        return takeNotifications()
    }

    /// `name` quoted as an identifier.
    func quoted(name: String) throws(PostgresError) -> String {
        try name.refuseNUL()
        guard let quoted = PQescapeIdentifier(connection, name, name.utf8.count) else {
            throw connectionError()
        }
        defer { PQfreemem(quoted) }
        return String(cString: quoted)
    }

    private func takeNotifications() -> [Notifications.Element] {
        var taken: [Notifications.Element] = []
        while let notification = PQnotifies(connection) {
            defer { PQfreemem(notification) }
            taken.append(
                Notifications.Element(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra)
                )
            )
        }
        return taken
    }
}
