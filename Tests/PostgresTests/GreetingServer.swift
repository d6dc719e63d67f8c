import Foundation
import Glibc
import Postgres

/// Greets one client as a server of another version would, and then only waits until it goes.
struct GreetingServer {
    /// Where it listens.
    let options: ConnectionOptions

    struct Failure: Error {
        let call: String
        let number: Int32
    }

    init(version: String) throws {
        let folder = "/tmp/postgres-tests-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let path = folder + "/.s.PGSQL.5432"
        guard mkdir(folder, 0o700) == 0 else { throw Failure(call: "mkdir", number: errno) }
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 1) == 0 else { throw Failure(call: "listen", number: errno) }
        // Whether it takes writes is not asked, which it could not answer.
        options = try ConnectionOptions(
            url: "postgresql://somebody@/some?host=\(folder)&target_session_attrs=any"
        )
        Thread.detachNewThread {
            let client = accept(listener, nil, nil)
            var buffer = [UInt8](repeating: 0, count: 4096)
            // What the client is called and wants does not matter.
            if recv(client, &buffer, buffer.count, 0) > 0 {
                let greeting = Self.greeting(version: version)
                send(client, greeting, greeting.count, Int32(MSG_NOSIGNAL))
                while recv(client, &buffer, buffer.count, 0) > 0 {}
            }
            close(client)
            close(listener)
            unlink(path)
            rmdir(folder)
        }
    }

    /// AuthenticationOk, ParameterStatus and ReadyForQuery (PostgreSQL 15 manual, 55.7).
    private static func greeting(version: String) -> [UInt8] {
        message("R", [0, 0, 0, 0])
            + message("S", Array("server_version\0\(version)\0".utf8))
            + message("Z", [UInt8(ascii: "I")])
    }

    /// A message: its kind, its length, which counts itself, and its content.
    private static func message(_ kind: Unicode.Scalar, _ content: [UInt8]) -> [UInt8] {
        [UInt8(ascii: kind)] + withUnsafeBytes(of: UInt32(content.count + 4).bigEndian, Array.init) + content
    }
}
