import HTTPTypes
import Hummingbird
import KodanText

extension Request {
    /// Whether a browser wants a page, and not a program an answer.
    var wantsPage: Bool {
        let path = uri.path
        return !path.hasPrefix("/v1") && !["/metrics", "/healthz", "/readyz"].contains(path)
            && (headers[.accept] ?? "").contains("text/html")
    }

    /// The language of what is answered: pages are Japanese.
    var answerLanguage: Language { wantsPage ? .japanese : language }

    /// The mailed link in the address.
    var link: String? { query("link") }

    /// The server's address as the visitor wrote it, for what they alone are shown; nil where they named no host.
    var writtenAddress: String? { head.authority.map { "http://\($0)" } }

    /// Whether a form comes from a page of ours, as far as browsers tell; what is no browser has no cookies to abuse.
    var isFromOwnPage: Bool {
        if let site = headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = headers[.origin] else { return true }
        guard let host = head.authority else { return false }
        return origin == "https://\(host)" || origin == "http://\(host)"
    }
}
