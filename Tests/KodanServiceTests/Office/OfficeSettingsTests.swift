import Foundation
import KodanDomain
import KodanMatching
import KodanService
import KodanTestSupport
import Testing

@Suite("office.csv")
struct OfficeSettingsTests {
    private let shipped = Checkout.config + "/office.csv"

    /// The settings with one key's value changed.
    private func settings(_ key: String, _ value: String) async throws -> OfficeSettings {
        let lines = try text(shipped).split(separator: "\n").map { line in
            line.hasPrefix("\(key),") ? "\(key),\(value),changed" : String(line)
        }
        var settings: OfficeSettings?
        try await withFolder { folder in
            try Data((lines.joined(separator: "\n") + "\n").utf8)
                .write(to: URL(fileURLWithPath: folder + "/office.csv"))
            for table in [
                "offers/pace.csv", "offers/changes.csv", "materials/shipping.csv",
                "bank/corporate-abbreviations.csv",
            ] {
                try FileManager.default.createDirectory(
                    atPath: folder + "/" + table.prefix { $0 != "/" },
                    withIntermediateDirectories: true
                )
                try FileManager.default.copyItem(
                    atPath: Checkout.config + "/" + table,
                    toPath: folder + "/" + table
                )
            }
            settings = try OfficeSettings(folder: folder)
        }
        return try #require(settings)
    }

    @Test("names the body, and how notices are confirmed")
    func body() async throws {
        let settings = try OfficeSettings(folder: Checkout.config)
        #expect(settings.body.name == "見本公法機構")
        #expect(settings.rules.changePace == .changes)
        #expect(settings.rules.abbreviations.shortened("税理士法人テスト") == "ゼイ)テスト")
        #expect(settings.body.corporateNumber?.description == "7123456789012")
        #expect(
            (settings.rules.noticeConfirmation, settings.rules.noticeConfirmDays) == (.unlessObjected, 14)
        )
        #expect(settings.rules.shipping.digitalDays == 7)
        let links = try await self.settings("material_link_days_before", "3")
        #expect(links.rules.shipping.digitalDays == 3)
        #expect(settings.rules.lapse == LapseRule(quietDays: 60, noticeDays: 14))
        #expect(try await self.settings("request_lapse_days", "0").rules.lapse == nil)
        #expect(try await self.settings("body_number", "").body.corporateNumber == nil)
        #expect(try await self.settings("notice_confirmation", "answer").rules.noticeConfirmation == .answer)
    }

    @Test("says what the match weighs")
    func weights() async throws {
        #expect(try OfficeSettings(folder: Checkout.config).rules.weights == .standard)
        #expect(try await settings("cost_slot_step", "200").rules.weights.slotStep == 200)
    }

    @Test("reads what journeys cost where the office keeps a table of it, and nothing where it does not")
    func fares() async throws {
        #expect(try OfficeSettings(folder: Checkout.config).rules.fares != nil)
        #expect(try await settings("pay_day", "25").rules.fares == nil)
    }

    @Test(
        "is refused with a value that its key does not take",
        arguments: [
            ("body_number", "1234567890123", "a corporate number of 13 digits, or nothing"),
            ("body_name", "", "one line of 1 to 100 characters"),
            ("notice_confirmation", "silence", "unless_objected or answer"),
            ("notice_confirm_days", "0", "1 to 90"),
            ("offers_go_out", "never", "released or at_once"),
            ("nightly_match_hour", "24", "0 to 23"),
            ("reconfirm_due_days", "14", "0 to 13"),
            ("reminders", "6", "0 to 5"),
            ("material_link_days_before", "61", "0 to 60"),
            ("request_lapse_days", "1001", "0 to 1000"), ("request_lapse_notice_days", "0", "1 to 90"),
            // Each part of the account is told by its own line; 3 is no kind of account, 4 is for savings.
            ("originator_code", "12345678901", "1 to 10 digits"),
            ("originator_name", "講壇", "bank kana of at most 30 bytes"),
            ("originator_bank_code", "99", "4 digits"),
            ("originator_bank_name", "講壇", "bank kana of at most 15 bytes"),
            ("originator_branch_code", "1", "3 digits"),
            ("originator_branch_name", "講壇", "bank kana of at most 15 bytes"),
            ("originator_deposit_type", "3", "1, 2 or 9"), ("originator_deposit_type", "4", "1, 2 or 9"),
            ("originator_account_number", "12345678", "1 to 7 digits"),
        ]
    )
    func refusals(key: String, value: String, expected: String) async throws {
        let lines = try text(shipped).split(separator: "\n")
        let line = try #require(lines.firstIndex { $0.hasPrefix("\(key),") }) + 1
        await #expect(throws: OfficeSettingsProblem.value(key: key, line: line, expected: expected)) {
            _ = try await settings(key, value)
        }
    }

    @Test("is refused where a comma in a value would cut it short, and where columns are not told apart")
    func columns() async throws {
        let lines = try text(shipped).split(separator: "\n")
        let line = try #require(lines.firstIndex { $0.hasPrefix("body_address,") }) + 1
        await #expect(throws: OfficeSettingsProblem.fields(line: line)) {
            _ = try await settings("body_address", "東京都,千代田区見本一丁目")
        }
        let address = "東京都,千代田区見本一丁目"
        #expect(try await settings("body_address", "\"\(address)\"").body.address == address)
        // The first line of all.
        await #expect(throws: OfficeSettingsProblem.header) { _ = try await settings("key", "worth") }
    }
}
