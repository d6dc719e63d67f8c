import KodanDomain
import KodanService

/// A bank file as JSON; its bytes, in which whole account numbers stand, are no part of it.
struct TransferFileBody: Encodable {
    static let schema = Schema.named(
        "TransferFile",
        .body([
            .required("id", .key(TransferFile.self)), .required("month", .month),
            .required("round", .count, "1, or a later one of transfers that came back."),
            .required("part", .count, "Its place among the files of its round."),
            .required("value_date", .day, "The day on which the bank pays."),
            .required("file_name", .text("transfer-2026-12.txt")),
            .required("records", .count, "Its transfers."), .required("total", .yen),
            .required("byte_count", .count), .required("sha256", .digest),
            .required("exported_at", .instant),
            .required("sent", .count, "Transfers for which the bank has not answered."),
            .required("paid", .count), .required("returned", .count),
        ])
    )

    let id: String
    let month: String
    let round: Int
    let part: Int
    let valueDate: String
    let fileName: String
    let records: Int
    let total: Int64
    let byteCount: Int
    let sha256: String
    let exportedAt: String
    let sent: Int
    let paid: Int
    let returned: Int

    init(_ file: TransferFileEntry) {
        id = file.id.description
        month = file.month.description
        round = file.round
        part = file.part
        valueDate = file.valueDate.description
        fileName = file.fileName
        records = file.records
        total = file.total.amount
        byteCount = file.byteCount
        sha256 = file.sha256.hexadecimal
        exportedAt = file.exportedAt.description
        sent = file.counts.sent
        paid = file.counts.paid
        returned = file.counts.returned
    }
}

/// A bank file that was made just now, or again, as JSON.
struct ExportedTransferBody: Encodable {
    static let schema = Schema.named(
        "ExportedTransferFile",
        .body([
            .required("id", .key(TransferFile.self)), .required("value_date", .day),
            .required("records", .count), .required("total", .yen), .required("byte_count", .count),
            .required("sha256", .digest),
            .required("repeated", .flag, "Whether it was made before: the same bytes, and no new transfer."),
        ])
    )

    let id: String
    let valueDate: String
    let records: Int
    let total: Int64
    let byteCount: Int
    let sha256: String
    let repeated: Bool

    init(_ file: ExportedTransfer) {
        id = file.file.description
        valueDate = file.valueDate.description
        records = file.records
        total = file.total.amount
        byteCount = file.byteCount
        sha256 = file.sha256.hexadecimal
        repeated = file.isRepeat
    }
}

/// What the bank's answer changed as JSON.
struct SettledBody: Encodable {
    static let schema = Schema.named(
        "SettledTransfers",
        .body([
            .required("paid", .keys(Payment.self, atMost: nil)),
            .required("returned", .keys(Payment.self, atMost: nil), "They wait for another try."),
            .required("closed", .keys(LectureRequest.self, atMost: nil), "Requests that are now paid."),
        ])
    )

    let paid: [String]
    let returned: [String]
    let closed: [String]

    init(_ settled: SettledTransfer) {
        paid = settled.paid.map(\.description)
        returned = settled.returned.map(\.description)
        closed = settled.closed.map(\.description)
    }
}

/// What a check of any bank file found as JSON.
struct TransferCheckBody: Encodable {
    static let schema = Schema.named(
        "TransferFileCheck",
        .body([
            .required("good", .flag, "Whether every byte is as the standard wants it."),
            .optional("records", .count), .optional("total", .yen),
            .optional("fault", Fault.schema, "The first byte that is not."),
        ])
    )

    struct Fault: Encodable {
        static let schema = Schema.named(
            "TransferFault",
            .body([
                .required("record", .count), .required("column", .count),
                .required("byte", .count, "Its place in the file, from 1."),
                .required("detail", .text(Example.faultSentence)),
            ])
        )

        let record: Int
        let column: Int
        let byte: Int
        let detail: String
    }

    let good: Bool
    let records: Int?
    let total: Int64?
    let fault: Fault?

    init(_ checked: CheckedTransferFile) {
        switch checked {
        case .good(let records, let total):
            good = true
            self.records = records
            self.total = total.amount
            fault = nil
        case .wrong(let record, let column, let byte, let sentence):
            good = false
            records = nil
            total = nil
            fault = Fault(record: record, column: column, byte: byte, detail: sentence)
        }
    }
}
