import CPostgres

extension Session {
    /// Streams data into `COPY … FROM STDIN`; how many rows were copied.
    ///
    /// `next` gives the data in pieces of any size, nil at its end. If it throws, the COPY is given up and the
    /// error rethrown; as after any failed statement only a savepoint or the end of the transaction helps.
    public func copyIn(_ statement: String, next: () throws -> [UInt8]?) throws -> Int {
        try begin(statement, expecting: PGRES_COPY_IN)
        defer { canceller.disarm() }
        do {
            while let data = try next() {
                guard !Task.isCancelled else { throw PostgresError(.cancelled) }
                let sent = data.withUnsafeBytes { bytes in
                    PQputCopyData(
                        connection,
                        bytes.bindMemory(to: CChar.self).baseAddress,
                        Int32(bytes.count)
                    )
                }
                // The server may have given up already: its own error is then the one to report.
                guard sent == 1 else { break }
            }
        } catch {
            PQputCopyEnd(connection, "given up by the client")
            _ = try? collect()
            throw error
        }
        PQputCopyEnd(connection, nil)
        return try collect().affectedRows
    }

    /// Streams data out of `COPY … TO STDOUT` in pieces of whole lines, some 64 KiB each; how many rows came.
    ///
    /// If `chunk` throws, the COPY is cancelled and the error rethrown; as after any failed statement only a
    /// savepoint or the end of the transaction helps.
    public func copyOut(_ statement: String, chunk: ([UInt8]) throws -> Void) throws -> Int {
        try begin(statement, expecting: PGRES_COPY_OUT)
        defer { canceller.disarm() }
        do {
            var buffer: [UInt8] = []
            buffer.reserveCapacity(Self.chunkSize)
            while appendLine(to: &buffer) {
                guard buffer.count >= Self.chunkSize else { continue }
                guard !Task.isCancelled else { throw PostgresError(.cancelled) }
                try chunk(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
            let rows = try collect().affectedRows
            if !buffer.isEmpty { try chunk(buffer) }
            return rows
        } catch {
            canceller.cancel()
            _ = try? collect()
            throw error
        }
    }

    private static let chunkSize = 65_536

    /// Sends a COPY and arms the canceller, which stays armed on success.
    private func begin(_ statement: String, expecting status: ExecStatusType) throws(PostgresError) {
        try statement.refuseNUL()
        try settle()
        canceller.arm()
        do throws(PostgresError) {
            guard !Task.isCancelled else { throw PostgresError(.cancelled) }
            guard PQsendQuery(connection, statement) == 1 else { throw connectionError() }
            guard let first = nextResult() else { throw connectionError() }
            guard first.status == status else {
                let rest = try collect(after: first)
                throw PostgresError(.misuse("expected COPY, got \(rest.commandTag)"))
            }
        } catch {
            canceller.disarm()
            throw error
        }
    }

    /// Takes one line of the COPY under way; false at its end or its failure, which `collect` tells apart.
    private func appendLine(to buffer: inout [UInt8]) -> Bool {
        var line: UnsafeMutablePointer<CChar>?
        let count = PQgetCopyData(connection, &line, 0)
        guard count > 0, let line else { return false }
        defer { PQfreemem(line) }
        buffer += UnsafeRawBufferPointer(start: line, count: Int(count))
        return true
    }
}
