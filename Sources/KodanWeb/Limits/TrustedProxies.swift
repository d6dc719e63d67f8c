import HTTPTypes

/// Which proxies are believed about the address of a client, and in which header they say it.
///
/// One header only: a proxy that writes one of them lets the other pass as the client sent it.
public struct TrustedProxies: Sendable, Equatable {
    /// The header in which a proxy says for whom it asks.
    public enum Header: String, Sendable, CaseIterable {
        /// `Forwarded` (RFC 7239).
        case forwarded
        /// `X-Forwarded-For`, a list of addresses.
        case xForwardedFor = "x-forwarded-for"

        var name: HTTPField.Name {
            switch self {
            case .forwarded: .forwarded
            case .xForwardedFor: .xForwardedFor
            }
        }
    }

    /// How many proxies one request may have passed; beyond that nothing is believed.
    static let limit = 16

    /// Where the proxies are; none believes nobody.
    public var blocks: [AddressBlock]
    /// What they write.
    public var header: Header

    /// Proxies in `blocks` that write `header`.
    public init(blocks: [AddressBlock] = [], header: Header = .forwarded) {
        self.blocks = blocks
        self.header = header
    }

    /// Whether a proxy is at this address.
    func contains(_ address: IPAddress) -> Bool { blocks.contains { $0.contains(address) } }

    /// For whom a request is made that came from `peer`.
    ///
    /// Walks from the nearest hop outwards: each proxy is believed about the hop before it, and the first address
    /// that is no proxy is the client. What a client wrote itself stands further out and is never reached. A hop that
    /// cannot be read, is hidden or unknown ends the walk: then the last proxy stands for the client.
    func client(behind peer: IPAddress, _ headers: HTTPFields) -> IPAddress {
        guard !blocks.isEmpty, contains(peer) else { return peer }
        var client = peer
        var hops = 0
        for line in headers[values: header.name].reversed() {
            guard let nodes = nodes(of: line) else { return client }
            for node in nodes.reversed() {
                guard hops < Self.limit, let address = IPAddress(node: node) else { return client }
                hops += 1
                client = address
                guard contains(address) else { return client }
            }
        }
        return client
    }

    /// Whether a request from `peer` says that it came through a proxy, and not believably for whom: through one that
    /// is not believed, or one that is and names nobody who is no proxy.
    func isHidden(behind peer: IPAddress, _ headers: HTTPFields) -> Bool {
        let isPassedOn = headers.contains { field in
            [.forwarded, .via, .xRealIP].contains(field.name)
                || field.name.canonicalName.hasPrefix("x-forwarded-")
        }
        guard isPassedOn else { return false }
        return !contains(peer) || contains(client(behind: peer, headers))
    }

    private func nodes(of line: String) -> [String]? {
        switch header {
        case .forwarded: ForwardedLine(line)?.nodes
        case .xForwardedFor:
            line.split(separator: ",", omittingEmptySubsequences: false).map { part in
                String(part.drop { $0 == " " || $0 == "\t" }.trimmingEnd())
            }
        }
    }
}

extension Substring {
    /// Without spaces and tabs at its end.
    fileprivate func trimmingEnd() -> Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}

extension IPAddress {
    /// Reads a node as proxies write it: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
    init?(node: String) {
        let text: Substring
        if node.hasPrefix("[") {
            guard let end = node.firstIndex(of: "]"), Self.isPort(node[end...].dropFirst()) else {
                return nil
            }
            text = node[..<end].dropFirst()
            guard text.contains(":") else { return nil }
        } else if let colon = node.firstIndex(of: ":"), !node[colon...].dropFirst().contains(":") {
            guard Self.isPort(node[colon...]) else { return nil }
            text = node[..<colon]
        } else {
            text = node[...]
        }
        self.init(String(text))
    }

    private static func isPort(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        let digits = text.utf8.dropFirst()
        return text.hasPrefix(":") && (1...5).contains(digits.count)
            && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}
