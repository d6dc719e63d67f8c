import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Bank files, and what the bank did with them.
enum TransferPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/transfers/:id",
            roles: .accounting,
            takesFiles: true,
            steps: ["settle": .changes(settle), "settle_table": .changes(settleTable)],
            show: file
        )
    ]

    @Sendable private static func file(_ visit: Visit) async throws -> PageContent {
        let id: TransferFile.ID = try visit.key()
        let asker = try visit.session()
        let read = ReadTransferFiles(office: visit.office)
        let file = try await read(id, as: asker)
        let page = try await read.transfers(in: id, after: visit.after(), as: asker)
        return TransferTexts.page(
            file,
            transfers: page.items,
            names: try await visit.names(of: page.items.map(\.payment.description)),
            role: visit.role ?? .auditor,
            today: visit.today,
            next: visit.more(page.next),
            done: visit.done
        )
    }

    /// All transfers were paid but those that are written down.
    @Sendable private static func settle(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: TransferFile.ID = try visit.key()
        let day = try form.day("paid_on")
        _ = try await SettleTransferFile(office: visit.office)(
            id,
            paidOn: day,
            returned: try returned(form["returned"] ?? ""),
            as: try visit.session()
        )
        return PagePath("/transfers/\(id)", done: "settled")
    }

    /// Reasons by place, one line each: `12 口座なし`.
    private static func returned(_ text: String) throws(Problem) -> [Int: String] {
        let faults = Faults(language: .japanese)
        var reasons: [Int: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard !parts.isEmpty else { continue }
            guard parts.count == 2, let record = Int(String(parts[0]).normalized), record > 0 else {
                faults.add("/returned", "returned", .body(.returnedLine(String(line.prefix(60)))))
                continue
            }
            let reason = String(parts[1]).normalized
            guard (1...500).contains(reason.count) else {
                faults.add("/returned", .characters(1...500))
                continue
            }
            if reasons.updateValue(reason, forKey: record) != nil { faults.add("/returned", .once) }
        }
        if !faults.entries.isEmpty { throw faults.problem }
        return reasons
    }

    /// The bank's own table.
    @Sendable private static func settleTable(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: TransferFile.ID = try visit.key()
        let day = try form.day("paid_on")
        let table = try form.file("table")
        do {
            _ = try await SettleTransferFile(office: visit.office)(
                id,
                paidOn: day,
                table: table.bytes,
                as: try visit.session()
            )
        } catch let refused as SheetRefused {
            throw Problem(refused, in: .japanese).besideTable("table")
        }
        return PagePath("/transfers/\(id)", done: "settled")
    }
}

extension Problem {
    /// The same of a table that was sent as `field` of a form: each fault with its line, and with what the table calls
    /// its column.
    fileprivate func besideTable(_ field: String) -> Problem {
        var problem = self
        problem.errors = errors.map { entry in
            let place = (entry.pointer ?? "").split(separator: "/", maxSplits: 1).map(String.init)
            let sentence = TransferTexts.fault(entry.detail.sentence(in: .japanese), at: place)
            return Entry(pointer: "/\(field)", code: entry.code, detail: .told(sentence))
        }
        return problem
    }
}
