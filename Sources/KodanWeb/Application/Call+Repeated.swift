import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

extension Call {
    /// What tells one call from another: its method, its address, the state that it is meant for, its body.
    func asked(with body: [UInt8]) -> [UInt8] {
        let head = [
            request.method.rawValue, request.uri.string, request.headers[.ifMatch] ?? "",
        ].joined(separator: "\n")
        return Array(head.utf8) + [0] + body
    }

    /// Enters a file with these digest in one transaction, once for all calls under the call's key: they are given the
    /// first answer, and other bytes under it are refused.
    ///
    /// The bytes have come in before: no transaction waits for a client.
    func once(
        _ sha256: [UInt8],
        _ body: @escaping @Sendable (Office) async throws -> Response
    ) async throws -> Response {
        let credential = try asker()
        let repeated = idempotencyKey.map { office.repeatedCall($0, asking: asked(with: sha256)) }
        return try await Call.refusingRepeats { [office] in
            try await office.errand(as: credential, repeated: repeated) { office in
                try await body(office).kept()
            }
        }
    }

    /// Runs a call that may be a repeated one, telling why it is none.
    static func refusingRepeats(_ body: () async throws -> KeptAnswer) async throws -> Response {
        do {
            return Response(try await body())
        } catch let refused as RepeatRefused {
            switch refused {
            case .anotherCall: throw Problem.keyOfAnotherCall
            case .underWay: throw Problem.keyInUse
            }
        }
    }
}
