import Foundation
import Glibc
import Postgres

/// Greets one client as a server of another version would, and then takes whatever it says until it goes.
///
/// As a pooler does, it lets nobody in who wants settings at the start. One that is mute greets, and says no more.
struct GreetingServer {
    /// Where it listens.
    let options: ConnectionOptions

    struct Failure: Error {
        let call: String
        let number: Int32
    }

    init(version: String, isMute: Bool = false) throws {
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
                + (isMute ? "&connect_timeout=2" : "")
        )
        Thread.detachNewThread {
            let client = accept(listener, nil, nil)
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(client, &buffer, buffer.count, 0)
            let wishes = String(decoding: buffer[..<max(count, 0)], as: UTF8.self).split(separator: "\0")
            let isPlain = !wishes.contains("options")
            var answer = isPlain ? Self.greeting(version: version) : Self.refusal
            // What the client is called, and what it says, does not matter.
            repeat {
                send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
                answer = isMute ? [] : Self.done
            } while isPlain && recv(client, &buffer, buffer.count, 0) > 0
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

    /// CommandComplete and ReadyForQuery.
    private static var done: [UInt8] {
        message("C", Array("SET\0".utf8)) + message("Z", [UInt8(ascii: "I")])
    }

    /// ErrorResponse, as PgBouncer words it.
    private static var refusal: [UInt8] {
        message("E", Array("SFATAL\0C08P01\0Munsupported startup parameter: options\0\0".utf8))
    }

    /// A message: its kind, its length, which counts itself, and its content.
    private static func message(_ kind: Unicode.Scalar, _ content: [UInt8]) -> [UInt8] {
        [UInt8(ascii: kind)] + withUnsafeBytes(of: UInt32(content.count + 4).bigEndian, Array.init) + content
    }
}
