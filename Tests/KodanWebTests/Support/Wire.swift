import NIOCore
import NIOPosix
import Testing

/// A connection to a server, as bytes.
struct Wire {
    private let channel: any Channel
    private var arrivals: AsyncStream<ByteBuffer>.Iterator
    private var unread = ""

    /// Opens a connection, which is closed after `body`.
    static func with<Value: Sendable>(
        port: Int?,
        _ body: (inout Wire) async throws -> Value
    ) async throws -> Value {
        let port = try #require(port)
        let (arrivals, arrival) = AsyncStream.makeStream(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(arrival))
                }
            }
            .connect(host: "localhost", port: port).get()
        var wire = Wire(channel: channel, arrivals: arrivals.makeAsyncIterator())
        do {
            let value = try await body(&wire)
            try? await channel.close()
            return value
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// Takes nothing that comes, until it is told to again.
    func takes(_ isTaking: Bool) async throws {
        try await channel.setOption(.autoRead, value: isTaking).get()
    }

    /// Sends a text.
    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Sends `text` again and again, with pauses, until it is cancelled or nobody takes it.
    func drip(_ text: String, every pause: Duration) -> Task<Void, Never> {
        Task { [channel] in
            while !Task.isCancelled {
                guard (try? await channel.writeAndFlush(ByteBuffer(string: text))) != nil else { return }
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// What comes until the server ends the connection.
    mutating func rest() async -> String {
        while let buffer = await arrivals.next(isolation: #isolation) { unread += String(buffer: buffer) }
        defer { unread = "" }
        return unread
    }

    /// The next answer, with its body; nil if the connection ended before it was complete.
    mutating func answer() async -> String? {
        while true {
            if let end = Self.endOfAnswer(in: unread) {
                defer { unread = String(unread[end...]) }
                return String(unread[..<end])
            }
            guard let buffer = await arrivals.next(isolation: #isolation) else { return nil }
            unread += String(buffer: buffer)
        }
    }

    private static func endOfAnswer(in text: String) -> String.Index? {
        // Swift takes the two characters of a line's end for one.
        guard let header = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lengths = text[..<header.lowerBound].split(separator: "\r\n").filter {
            $0.lowercased().hasPrefix("content-length:")
        }
        let length = lengths.first.flatMap { Int($0.drop { $0 != ":" }.dropFirst(2)) } ?? 0
        return text.utf8.index(header.upperBound, offsetBy: length, limitedBy: text.endIndex)
    }
}

/// Hands on what arrives.
private final class Receiver: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let arrival: AsyncStream<ByteBuffer>.Continuation

    init(_ arrival: AsyncStream<ByteBuffer>.Continuation) { self.arrival = arrival }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { arrival.yield(unwrapInboundIn(data)) }

    func channelInactive(context: ChannelHandlerContext) { arrival.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
