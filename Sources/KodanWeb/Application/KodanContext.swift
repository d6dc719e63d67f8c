import Foundation
import Hummingbird
import KodanDomain
import KodanService
import Logging

/// What goes with one request.
struct KodanContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address that the connection comes from; nil if it is gone already.
    let peer: IPAddress?
    /// The address of whoever asks, as far as the proxies before us are believed.
    var client: IPAddress?
    /// By what the request is found in the log.
    let requestID: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = IPAddress(peerOf: source.channel)
        // The framework keeps its id in the logger only, and a log that is thrown away keeps none.
        requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
    }
}
