import Foundation
import HummingbirdTesting
import KodanTestSupport
import KodanWeb
import NIOCore
import NIOPosix
import Testing

@Suite("A server with many connections", .database, .serialized)
struct IdleConnectionsTests {
    @Test("holds 2,000 that idle, serves each of them, and new ones beside them")
    func holds() async throws {
        let count = 2000
        // Both ends of each lie in this process.
        try #require(makeRoom(forFiles: 2 * count + 500), "the system allows too few open files")
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.idleTimeout = .seconds(600)
        configuration.rates.perAddress = nil
        try await world.serve(.live, configuration) { browser in
            let port = try #require(browser.client.port)
            let idle = try await withThrowingTaskGroup(of: [NIOAsyncChannel<ByteBuffer, ByteBuffer>].self) {
                group in
                for _ in 0..<20 {
                    group.addTask {
                        var opened: [NIOAsyncChannel<ByteBuffer, ByteBuffer>] = []
                        for _ in 0..<(count / 20) { opened.append(try await Self.open(port)) }
                        return opened
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(idle.count == count)
            #expect(try await browser.get("/healthz", as: nil).status == 200)
            #expect(try await browser.get("/v1/requests", as: .host).status == 200)
            let served = try await withThrowingTaskGroup(of: Int.self) { group in
                for part in 0..<20 {
                    group.addTask {
                        var served = 0
                        for channel in idle[(part * count / 20)..<((part + 1) * count / 20)] {
                            if try await Self.isServed(channel) { served += 1 }
                        }
                        return served
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(served == count)
        }
    }

    @Test("takes no more than its setting, and the next one when another has gone")
    func bounded() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.maxConnections = 3
        try await world.serve(.live, configuration) { browser in
            // The browser's own is the first.
            #expect(try await browser.get("/healthz", as: nil).status == 200)
            let port = try #require(browser.client.port)
            let first = try await Self.open(port)
            let second = try await Self.open(port)
            let third = try await Self.open(port)
            try await third.channel.writeAndFlush(ByteBuffer(string: Self.get))
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await Self.isServed(first))
            #expect(try await Self.isServed(second))
            #expect(
                try await third.executeThenClose { inbound, _ in
                    var answers = inbound.makeAsyncIterator()
                    return try await answers.next() != nil
                }
            )
        }
    }

    private static let get = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func open(_ port: Int) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Asks once, and closes.
    private static func isServed(_ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws -> Bool {
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: get))
            var answers = inbound.makeAsyncIterator()
            guard let answer = try await answers.next() else { return false }
            return String(buffer: answer).hasPrefix("HTTP/1.1 200 ")
        }
    }

    private func makeRoom(forFiles wanted: Int) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
        guard limit.rlim_cur < wanted else { return true }
        limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 && limit.rlim_cur >= wanted
    }
}
