/// One line of the header `Forwarded`, as RFC 7239 writes it: `for=192.0.2.1;proto=https, for="[2001:db8::1]:80"`.
///
/// A line that breaks the form is refused as a whole: a quotation mark that a client left open would else swallow
/// what the proxy added.
struct ForwardedLine {
    /// The `for` of each hop, farthest first; empty where a hop does not say it.
    private(set) var nodes: [String] = []

    private var rest: Substring.UTF8View

    /// Reads a line; nil if it breaks the form.
    init?(_ line: String) {
        rest = line[...].utf8
        repeat {
            skipSpace()
            switch readElement() {
            case .node(let node): nodes.append(node)
            case .nothing: break
            case nil: return nil
            }
        } while skip(UInt8(ascii: ","))
        guard rest.isEmpty else { return nil }
    }

    private enum Element {
        case node(String)
        /// Two commas beside each other, which the form allows.
        case nothing
    }

    private mutating func readElement() -> Element? {
        var node: String?
        var isEmpty = true
        repeat {
            skipSpace()
            guard let name = readToken() else { continue }
            guard skip(UInt8(ascii: "=")), let value = readValue() else { return nil }
            skipSpace()
            isEmpty = false
            if name.lowercased() == "for" {
                guard node == nil else { return nil }
                node = value
            }
        } while skip(UInt8(ascii: ";"))
        return isEmpty ? .nothing : .node(node ?? "")
    }

    private mutating func readValue() -> String? {
        guard skip(UInt8(ascii: "\"")) else { return readToken(and: [0x3A, 0x5B, 0x5D]) }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                bytes.append(escaped)
            default: bytes.append(byte)
            }
        }
        return nil
    }

    /// The characters of a token (RFC 9110), and `others`: many proxies leave the marks around an address out.
    private mutating func readToken(and others: [UInt8] = []) -> String? {
        let token = rest.prefix { byte in Self.isTokenByte(byte) || others.contains(byte) }
        guard !token.isEmpty else { return nil }
        rest = rest[token.endIndex...]
        return String(Substring(token))
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }
}
