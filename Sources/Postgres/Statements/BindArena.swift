/// All binds of one statement in one block of memory, as libpq wants them: NUL-terminated, nil for NULL.
struct BindArena {
    private var bytes: [CChar] = []
    private var offsets: [Int?] = []

    /// Copies `binds`; throws `nulCharacter` if one holds the character that would end it early.
    init(_ binds: [String?]) throws(PostgresError) {
        bytes.reserveCapacity(binds.reduce(0) { $0 + ($1?.utf8.count ?? 0) + 1 })
        offsets.reserveCapacity(binds.count)
        for bind in binds {
            guard let bind else {
                offsets.append(nil)
                continue
            }
            try bind.refuseNUL()
            offsets.append(bytes.count)
            bytes += bind.utf8.lazy.map(CChar.init(bitPattern:))
            bytes.append(0)
        }
    }

    /// Calls `body` with the number of binds and pointers that are valid until it returns.
    func withPointers<Result>(_ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { arena in
            let pointers = offsets.map { offset in
                offset.flatMap { start in arena.baseAddress.map { $0 + start } }
            }
            return pointers.withUnsafeBufferPointer { body(Int32(pointers.count), $0.baseAddress) }
        }
    }
}

extension String {
    /// Throws `nulCharacter` if the text holds a NUL, which C and PostgreSQL would take for its end.
    func refuseNUL() throws(PostgresError) {
        guard !utf8.contains(0) else { throw PostgresError(.nulCharacter) }
    }
}
