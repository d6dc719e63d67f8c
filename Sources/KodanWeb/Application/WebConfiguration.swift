public import KodanService

/// Where the server listens, and what it bears.
public struct WebConfiguration: Sendable, Equatable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 8080
    /// The largest request body, in bytes.
    public var maxBodyBytes = 1 << 20
    /// How long a request body may take to arrive.
    public var bodyTimeout: Duration = .seconds(15)
    /// How long a file of evidence may take to arrive.
    public var uploadTimeout: Duration = .seconds(120)
    /// The folder in which evidence lies, each file under its digest; it must be there.
    public var evidenceFolder = ".kodan/evidence"
    /// How long a request may take; then its statements are cancelled.
    public var requestTimeout: Duration = .seconds(30)
    /// How long a matching run may take.
    public var matchingTimeout: Duration = .seconds(300)
    /// How long a connection may idle, between requests or within a header.
    public var idleTimeout: Duration = .seconds(75)
    /// How long the database may take to say that it is there.
    public var readinessTimeout: Duration = .seconds(2)
    /// The largest header of a request, all fields together, in bytes.
    public var maxHeaderBytes = 16_384
    /// How many connections are open at once; further ones wait in the system's queue.
    public var maxConnections = 1024
    /// What bank files, notices, records and journals say of the body; nil where the office has no settings, so that
    /// none is made.
    public var papers: OfficePapers?

    /// The defaults.
    public init() {}
}
