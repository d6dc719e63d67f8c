import Foundation
import Hummingbird
import KodanDomain
import KodanService
import Logging

/// What goes with one request.
struct KodanContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// By what the asker says who they are; nil before the middleware has read it, and where nobody is asked.
    var credential: Credential?
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

    /// The credential, where one is required.
    func asker() throws(Refusal) -> Credential {
        guard let credential else { throw .notSignedIn }
        return credential
    }

    /// The key that stands in the path as `name`.
    ///
    /// A text that is no key of this kind names nothing: ``Refusal/notFound(_:)``.
    func key<Of: Keyed>(_ name: String = "id", of _: Of.Type = Of.self) throws(Refusal) -> ID<Of> {
        let text = parameters.get(name) ?? ""
        guard let key = ID<Of>(text) else { throw .notFound(String(text.prefix(40))) }
        return key
    }
}
