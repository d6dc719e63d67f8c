import PostgresCluster

/// The PostgreSQL that the demo works on.
enum DemoServer: Sendable {
    /// The demo's own, which outlives it and is deleted by a reset.
    case own(PrivateCluster)
    /// One that somebody else starts and stops: the tests'.
    case lent(EphemeralCluster)

    /// A libpq URI for one of its databases.
    func url(user: String, database: String) -> String {
        switch self {
        case .own(let cluster): cluster.url(user: user, database: database)
        case .lent(let cluster): cluster.url(user: user, database: database)
        }
    }

    /// Starts the server, making its files if they are not there.
    func start(_ say: (String) -> Void) throws(ClusterError) {
        if case .own(let cluster) = self { try cluster.start(progress: say) }
    }

    /// Deletes the server with its data.
    func destroy() throws(ClusterError) {
        if case .own(let cluster) = self { try cluster.destroy() }
    }
}

extension DemoSettings {
    /// Stops the demo's own PostgreSQL, which outlives it for the commands.
    ///
    /// Its year stays. Does nothing if none runs.
    public func stopServer() throws { try privateCluster.stop() }

    /// The cluster at its standard place, or where the settings say.
    var privateCluster: PrivateCluster {
        let standard = PrivateCluster.standardFolder(checkout: checkout, kodanFolder: folder)
        return PrivateCluster(folder: cluster ?? standard, durable: isDurable)
    }
}
