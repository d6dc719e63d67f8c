import Foundation
import Testing

/// Other people's programs that mails are tried with: msmtp, and Python's aiosmtpd and icalendar.
///
/// `make peers` installs them; where they are missing their tests are left out, but not where `KODAN_PEERS` says that they
/// are there.
enum Peers {
    static let checkout = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")
    static let msmtp = "/usr/bin/msmtp"
    static let python = checkout + "/.build-mail/venv/bin/python"

    static var areThere: Bool {
        if ProcessInfo.processInfo.environment["KODAN_PEERS"] != nil { return true }
        return [msmtp, python].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a script of Tests/Mail with `input`; what it prints.
    static func run(_ script: String, input: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [checkout + "/Tests/Mail/" + script]
        let (toProcess, fromProcess) = (Pipe(), Pipe())
        keepFromOthers(toProcess, fromProcess)
        process.standardInput = toProcess
        process.standardOutput = fromProcess
        try process.run()
        toProcess.fileHandleForWriting.write(Data(input))
        try toProcess.fileHandleForWriting.close()
        let output = fromProcess.fileHandleForReading.readDataToEndOfFile()
        try #require(!output.isEmpty, "\(script) says nothing")
        return String(decoding: output, as: UTF8.self)
    }

    /// Programs that other tests start at the same time do not inherit the pipes: they would hold them open.
    static func keepFromOthers(_ pipes: Pipe...) {
        for pipe in pipes {
            for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
        }
    }
}

/// A real SMTP server (aiosmtpd) that does as the recipient's name says: see Tests/Mail/sink.py.
final class SMTPSink {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()
    let port: Int

    /// A mail that was taken.
    struct Taken: Decodable {
        let from: String
        let to: [String]
        let text: String
    }

    init() throws {
        process.executableURL = URL(filePath: Peers.python)
        process.arguments = [Peers.checkout + "/Tests/Mail/sink.py"]
        Peers.keepFromOthers(input, output)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var bytes = Data()
        while !bytes.contains(0x0A) {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            bytes += piece
        }
        let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
        port = try #require(Int(line), "the sink does not start")
        rest = Data(bytes.drop { $0 != 0x0A }.dropFirst())
    }

    /// Ends it; the mails that it took.
    func end() throws -> [Taken] {
        // Each mail is told as soon as it is taken.
        process.terminate()
        let bytes = rest + output.fileHandleForReading.readDataToEndOfFile()
        return try bytes.split(separator: 0x0A).map { try JSONDecoder().decode(Taken.self, from: Data($0)) }
    }

    /// The words that make msmtp talk to it.
    var command: String { "\(Peers.msmtp) --host=127.0.0.1 --port=\(port) --auth=off --tls=off" }
}
