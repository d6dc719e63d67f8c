import HTTPTypes
import Hummingbird
import KodanText

/// What a header `Content-Type` says (RFC 9110, 8.3).
struct ContentType {
    /// The media type in lower case, without its parameters.
    let mediaType: String
    /// The character set in lower case; nil where none is named.
    let charset: String?

    /// Reads the value of a header; an absent one names no type.
    init(_ header: String?) {
        let parts = (header ?? "").split(separator: ";", omittingEmptySubsequences: false).map { part in
            part.filter { $0 != " " && $0 != "\t" }.lowercased()
        }
        mediaType = parts.first ?? ""
        charset = parts.dropFirst().first { $0.hasPrefix("charset=") }.map { parameter in
            parameter.dropFirst("charset=".count).filter { $0 != "\"" }
        }
    }

    /// Refuses a type that is not among `types`: 415.
    func require(among types: [String]) throws(Problem) {
        guard types.contains(mediaType) else {
            throw Problem(.unsupportedMediaType, "unsupported_type", .mediaTypes(types))
        }
    }

    /// Refuses a character set that is another than UTF-8: 415.
    func requireUTF8() throws(Problem) {
        guard ["utf-8", "utf8", "us-ascii", nil].contains(charset) else {
            throw Problem(.unsupportedMediaType, "unsupported_charset", .charset)
        }
    }
}

extension Request {
    /// What type its body is said to be.
    ///
    /// Throws ``Problem``: 415 for a body that is packed, since none is unpacked here (RFC 9110, 8.4).
    func contentType() throws(Problem) -> ContentType {
        guard ["identity", nil].contains(headers[.contentEncoding]?.lowercased()) else {
            throw Problem(
                .unsupportedMediaType,
                "unsupported_coding",
                .contentCoding,
                headers: [.acceptEncoding: "identity"]
            )
        }
        return ContentType(headers[.contentType])
    }
}
