import HTTPTypes
import Hummingbird
import KodanService

/// Who may read the metrics.
public struct MetricsAccess: Sendable, Equatable {
    /// From where.
    public var from: [AddressBlock] = AddressBlock.loopback
    /// By which bearer secret, from anywhere; nil for none.
    public var secret: String?

    /// Whoever asks from this machine.
    public init() {}
}

/// `/metrics`, in the text format of Prometheus.
///
/// To all others it is not there. A request that says it came through a proxy, and not believably for whom, does not
/// count as coming from where its connection comes from: else a proxy on this machine that is not named in the
/// settings, or names no client, would open the metrics to the world.
struct MetricsController {
    let office: Office
    let access: MetricsAccess
    let proxies: TrustedProxies
    let metrics: HTTPMetrics
    let process: ProcessFigures
    let figures: FiguresCache

    func addRoutes(to router: Router<KodanContext>) {
        router.get("metrics", use: show)
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        guard isPermitted(request, context) else { throw HTTPError(.notFound) }
        var text = MetricsText()
        text.write(metrics)
        text.write(await PoolFigures(of: office))
        text.write(await figures.figures())
        text.write(process)
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text.text))
        )
    }

    private func isPermitted(_ request: Request, _ context: KodanContext) -> Bool {
        if let secret = access.secret, let header = request.headers[.authorization],
            Self.isSame(header, "Bearer \(secret)")
        {
            return true
        }
        guard let peer = context.peer, let client = context.client,
            !proxies.isHidden(behind: peer, request.headers)
        else { return false }
        return access.from.contains { $0.contains(client) }
    }

    /// Whether two texts are the same, in a time that does not tell how far they are.
    static func isSame(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
