import KodanDomain
import KodanImport
import KodanStore

/// Streams a file into registrations, some hundred rows at a time, within one transaction.
///
/// Memory is that of one batch, and sixteen bytes for each row to know its line again.
struct FileImport<Of: Keyed, Format: ImportFormat> {
    /// How many rows are registered together.
    static var batchSize: Int { 500 }

    private var file: ImportFile<Format>
    private let register: ([Format.Draft]) throws -> [RegistrationOutcome<Of>]
    private let tell: (ImportFinding) throws -> Void
    private var report = ImportReport()
    private var lines = RegisteredLines<Of>()

    /// An import of `file` through `register`; findings are told as they come.
    init(
        _ file: ImportFile<Format>,
        register: @escaping ([Format.Draft]) throws -> [RegistrationOutcome<Of>],
        tell: @escaping (ImportFinding) throws -> Void
    ) {
        self.file = file
        self.register = register
        self.tell = tell
    }

    /// Reads to the end.
    mutating func run() throws -> ImportReport {
        var batch: [(line: Int, draft: Format.Draft)] = []
        while let row = try file.next() {
            report.read += 1
            switch row {
            case .draft(let line, let draft):
                batch.append((line, draft))
                if batch.count == Self.batchSize {
                    try settle(batch)
                    batch.removeAll(keepingCapacity: true)
                }
            case .refused(let problems):
                report.refused += 1
                for problem in problems { try tell(.refused(problem)) }
            }
        }
        if !batch.isEmpty { try settle(batch) }
        report.ignoredColumns = file.ignoredColumns
        return report
    }

    private mutating func settle(_ batch: [(line: Int, draft: Format.Draft)]) throws {
        let outcomes = try register(batch.map(\.draft))
        for (row, outcome) in zip(batch, outcomes) {
            switch outcome {
            case .registered(let id):
                report.registered += 1
                if report.firstKey == nil { report.firstKey = id.description }
                report.lastKey = id.description
                lines.append(id, line: row.line)
            case .refused(let refusal):
                report.refused += 1
                try tell(.notRegistered(line: row.line, because: refusal))
            case .likeRegistered(let id, let ground):
                report.duplicates += 1
                let twin = lines.line(of: id).map(ImportTwin.line) ?? .registered(id.description)
                try tell(.likelyDuplicate(line: row.line, of: twin, by: ground))
            case .likeEntry(let index, let ground):
                report.duplicates += 1
                try tell(.likelyDuplicate(line: row.line, of: .line(batch[index].line), by: ground))
            }
        }
    }
}

/// On which line of the file each key was registered; keys come ascending.
private struct RegisteredLines<Of: Keyed> {
    private var keys: [Int64] = []
    private var lines: [Int] = []

    mutating func append(_ id: ID<Of>, line: Int) {
        keys.append(id.rawValue)
        lines.append(line)
    }

    /// The line, by halving; nil for a key that was there before.
    func line(of id: ID<Of>) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < id.rawValue { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == id.rawValue ? lines[low] : nil
    }
}

extension Office {
    /// Runs an import in one transaction, which is kept only if the options say so of its report.
    func importing(
        as credential: Credential,
        _ options: ImportOptions,
        _ body: @escaping @Sendable (Desk) throws -> ImportReport
    ) async throws -> ImportReport {
        do {
            return try await transaction(as: credential) { desk in
                try desk.actor.require(.coordinator, .administrator)
                var report = try desk.keepingPeople { try body(desk) }
                guard !options.isDryRun, options.skipsBadRows || report.isClean else {
                    throw NotKept(report: report)
                }
                report.isSaved = true
                return report
            }
        } catch let refused as NotKept {
            return refused.report
        }
    }
}

/// Ends a transaction that is not to be kept.
private struct NotKept: Error {
    let report: ImportReport
}
