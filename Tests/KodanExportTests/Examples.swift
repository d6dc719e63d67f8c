import CSV
import Foundation
import KodanDomain
import KodanExport
import Testing

/// The golden bulk-transfer files with the input they were built from.
struct Examples: Decodable {
    struct File: Decodable {
        let file: String
        let file_bytes: Int
        let input_header: [String: String]
        let input_data: [Input]
        let expected_count: Int
        let expected_total: Int64
        let expected_records: [Record]

        var bytes: [UInt8] { get throws { try Golden.bytes(file) } }
        var terminator: BankProfile.Terminator { file.contains("crlf") ? .crlf : .none }
    }

    struct Input: Decodable {
        let bank_code: String
        let bank_name: String
        let branch_code: String
        let branch_name: String
        let deposit_type: String
        let account_number: String
        let payee_name: String
        let amount: Int64
        let customer_code_1: String?
        let customer_code_2: String?
        let new_code: String?
        let edi: String?

        var transfer: ZenginTransfer {
            get throws {
                let account = try BankAccount(
                    bankCode: bank_code,
                    branchCode: Golden.padded(branch_code, 3),
                    depositType: Golden.depositType(deposit_type),
                    number: account_number,
                    holder: payee_name,
                    bankName: bank_name,
                    branchName: branch_name
                )
                let newCode = try #require(ZenginNewCode(rawValue: new_code ?? "0"))
                if let edi {
                    return try ZenginTransfer(to: account, amount: Yen(amount), newCode: newCode, text: edi)
                }
                let codes = (customer_code_1 ?? "0", customer_code_2 ?? "0")
                return try ZenginTransfer(to: account, amount: Yen(amount), newCode: newCode, codes: codes)
            }
        }
    }

    struct Record: Decodable {
        let fields: [String: String]
        let hex: String
    }

    let files: [File]

    static var all: [File] {
        get throws {
            try JSONDecoder().decode(Examples.self, from: Data(Golden.bytes("examples.json"))).files
        }
    }
}

enum Golden {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
        return try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
    }

    static func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    static func depositType(_ digit: String) throws -> DepositType {
        let value = try #require(Int(digit))
        return try #require(DepositType(rawValue: value))
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    /// Banks are open on every weekday of these years: enough to write files.
    static func bankDays() throws -> BusinessCalendar {
        try .bank(Holidays([], years: [2026, 2027]))
    }

    static func originator(_ header: [String: String] = [:]) throws -> ZenginOriginator {
        try ZenginOriginator(
            code: header["originator_code"] ?? "12345",
            name: header["originator_name"] ?? "テストコウホウキコウ",
            account: BankAccount(
                bankCode: header["bank_code"] ?? "9998",
                branchCode: padded(header["branch_code"] ?? "1", 3),
                depositType: depositType(header["deposit_type"] ?? "1"),
                number: header["account_number"] ?? "1",
                holder: "テストコウホウキコウ",
                bankName: header["bank_name"] ?? "テスト",
                branchName: header["branch_name"] ?? "ホンテン"
            )
        )
    }

    static func account(
        depositType: DepositType = .ordinary,
        bankName: String? = "テストイチ",
        branchName: String? = "チュウオウ"
    ) throws -> BankAccount {
        try BankAccount(
            bankCode: "9991",
            branchCode: "101",
            depositType: depositType,
            number: "1234567",
            holder: "テスト タロウ",
            bankName: bankName,
            branchName: branchName
        )
    }
}
