public import KodanService

/// Where the server listens, and what it bears.
public struct WebConfiguration: Sendable, Equatable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 8080
    /// Whether browsers come by https, as through a proxy with TLS: then their session's cookie has the prefix
    /// `__Host-`.
    public var isReachedByTLS = false
    /// The largest request body, in bytes.
    public var maxBodyBytes = 1 << 20
    /// How long a request body may take to arrive.
    public var bodyTimeout: Duration = .seconds(15)
    /// How long a file may take to arrive.
    public var uploadTimeout: Duration = .seconds(120)
    /// The folder in which evidence lies, each file under its digest; it must be there.
    public var evidenceFolder = ".kodan/evidence"
    /// The folder in which the files of editions lie; it must be there.
    public var materials = MaterialFolder(".kodan/materials")
    /// How long a request may take; then its statements are cancelled.
    public var requestTimeout: Duration = .seconds(30)
    /// How long a matching run may take.
    public var matchingTimeout: Duration = .seconds(300)
    /// How long the header of a request may take to arrive, from its first byte.
    public var headerTimeout: Duration = .seconds(10)
    /// How long the body of a request may go on after the request was answered, and nobody reads it.
    public var lingerTimeout: Duration = .seconds(5)
    /// How long a client may take nothing of an answer.
    public var stallTimeout: Duration = .seconds(60)
    /// How long a connection may idle between requests.
    public var idleTimeout: Duration = .seconds(75)
    /// How long the database may take to say that it is there.
    public var readinessTimeout: Duration = .seconds(2)
    /// The largest header of a request, all fields and the path together, in bytes.
    public var maxHeaderBytes = 16_384
    /// The most fields of a header.
    public var maxHeaderFields = 100
    /// How many connections are open at once; further ones wait in the system's queue.
    public var maxConnections = 4096
    /// How many requests are worked on at once; further ones are turned away.
    public var maxRequests = 256
    /// How often anybody may ask.
    public var rates = RateLimits()
    /// Who is believed about the addresses of clients.
    public var proxies = TrustedProxies()
    /// Whose pages may call the interface; none by default.
    public var origins: Set<Origin> = []
    /// Who may read the metrics.
    public var metrics = MetricsAccess()
    /// For how many seconds the metrics keep what the database said.
    public var figuresKeptForSeconds = 10
    /// What bank files, notices, records and journals say of the body; nil where the office has no settings, so that
    /// none is made.
    public var papers: OfficePapers?
    /// The mails that the office sends, with invented values, for administrators to read.
    public var mailSamples: [MailSample] = []
    /// The mail by which an announcement goes out, with what each says left open (``MailSample/openText`` and others);
    /// nil where the server knows no templates, so that its words alone are shown before it is sent.
    public var announcementForm: MailSample?
    /// Where the links in mails lead; nil where that is wherever the server is asked, as in the demo.
    public var publicAddress: String?

    /// The defaults.
    public init() {}

    /// The cookie in which browsers keep their sessions.
    var cookie: SessionCookie { SessionCookie(isSecure: isReachedByTLS) }
}
