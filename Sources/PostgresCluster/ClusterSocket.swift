internal import Foundation

/// Where a server listens: a folder that only its user may enter, and a number that names the file in it.
struct ClusterSocket {
    /// The folder of the socket.
    var folder: String
    /// The number in the socket's name.
    var port: Int
    /// Whether the folder lies outside the cluster's, whose path cannot hold a socket.
    var isElsewhere: Bool

    /// The folder `socket` of the cluster's, or `/tmp/kodan-<hash of the cluster's>` if that cannot serve.
    ///
    /// A socket's path may have 107 bytes, and libpq takes a comma for the end of a host.
    init(cluster: String, port: Int) {
        let inside = cluster + "/socket"
        isElsewhere = "\(inside)/.s.PGSQL.\(port)".utf8.count > 107 || inside.contains(",")
        folder = isElsewhere ? "/tmp/kodan-\(stableHash(cluster))" : inside
        self.port = port
    }

    /// The socket's own path.
    var path: String { "\(folder)/.s.PGSQL.\(port)" }

    /// Whether somebody listens; true also while a server still recovers.
    var answers: Bool {
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return false }
        defer { close(file) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// A libpq URI for this socket; everything in it is percent-encoded.
    func url(user: String, database: String) -> String {
        "postgresql://\(encoded(user))@/\(encoded(database))?host=\(encoded(folder))&port=\(port)"
    }

    private func encoded(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
        )
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }
}
