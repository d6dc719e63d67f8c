import HTTPTypes
import Hummingbird

extension Request {
    /// The mailed link in the address.
    var link: String? { query("link") }

    /// Whether a form comes from a page of ours, as far as browsers tell; what is no browser has no cookies to abuse.
    var isFromOwnPage: Bool {
        if let site = headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = headers[.origin] else { return true }
        guard let host = head.authority else { return false }
        return origin == "https://\(host)" || origin == "http://\(host)"
    }
}
