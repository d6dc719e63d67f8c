import CSV
import Foundation
import KodanDomain
public import KodanExport
import KodanImport
public import KodanMatching

/// What is wrong with `office.csv`.
public enum OfficeSettingsProblem: Error, Sendable, Equatable {
    /// The file cannot be read.
    case unreadable(path: String)
    /// A key is missing.
    case missing(key: String)
    /// A key is not known, or stands twice.
    case unknown(key: String, line: Int)
    /// A value is not what the key takes.
    case value(key: String, line: Int, expected: String)
    /// The first line does not name the columns.
    case header
    /// A line has more fields than there are columns: a comma stands in a text without quotation marks.
    case fields(line: Int)
}

/// What the body has decided for itself, as `office.csv` in the configuration folder states it.
public struct OfficeSettings: Sendable, Equatable {
    /// Deadlines, pay day, accounts.
    public let rules: OfficeRules
    /// How the bank wants its files.
    public let profile: BankProfile
    /// The body as its bank knows it.
    public let originator: ZenginOriginator
    /// The body as notices and tax records name it.
    public let body: OfficeBody

    /// What speaks against a choice when requests are matched.
    public var weights: CostWeights { rules.weights }

    /// The body's bank.
    public var bank: PayingBank { PayingBank(profile: profile, originator: originator) }

    /// Reads `office.csv`, `offers/pace.csv`, `offers/changes.csv`, `materials/shipping.csv`,
    /// `bank/corporate-abbreviations.csv`, and `offers/fares.csv` if it is there, in `folder`.
    ///
    /// Every key must be there once and no other. Throws ``OfficeSettingsProblem``, and what reading the tables
    /// throws.
    public init(folder: String) throws {
        let path = folder + "/office.csv"
        var bytes: [UInt8] = []
        do {
            let file = try FileBytes(path: path)
            while let piece = try file.next() { bytes += piece }
        } catch {
            throw OfficeSettingsProblem.unreadable(path: path)
        }
        var entries = try Entries(OfficeSettings.table(bytes))
        var rules = try entries.rules()
        let linkDays = try entries.integer("material_link_days_before", ShippingTable.days)
        let pace = try FileBytes(path: folder + "/offers/pace.csv")
        rules.pace = try OfferPace { try pace.next() }
        let shipping = try FileBytes(path: folder + "/materials/shipping.csv")
        let table = try ShippingTable { try shipping.next() }
        rules.shipping = table.mailingLinks(daysBefore: linkDays) ?? table
        let changes = try FileBytes(path: folder + "/offers/changes.csv")
        rules.changePace = try OfferPace.ofChanges { try changes.next() }
        let abbreviations = try FileBytes(path: folder + "/bank/corporate-abbreviations.csv")
        rules.abbreviations = try CorporateAbbreviations { try abbreviations.next() }
        rules.fares = try OfficeSettings.fares(folder + "/offers/fares.csv")
        rules.weights = try entries.weights()
        self.rules = rules
        profile = try entries.profile()
        originator = try entries.originator()
        body = try entries.body()
        try entries.finish()
    }
}

extension OfficeSettings {
    private static func table(_ bytes: [UInt8]) throws -> CSVTable {
        do {
            return try CSVTable(bytes)
        } catch let error as CSVError {
            throw TableProblem(error, in: "office")
        }
    }

    /// The table of fares, which an office need not have.
    private static func fares(_ path: String) throws -> FareTable? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let file = try FileBytes(path: path)
        return try FareTable { try file.next() }
    }
}

/// The lines of the file, each taken once.
private struct Entries {
    private var entries: [String: (value: String, line: Int)] = [:]

    init(_ table: CSVTable) throws(OfficeSettingsProblem) {
        guard table.columns.contains("key"), table.columns.contains("value") else { throw .header }
        for row in table.rows {
            guard row.count <= table.columns.count else { throw .fields(line: row.line) }
            let key = row["key"]
            guard entries[key] == nil else { throw .unknown(key: key, line: row.line) }
            entries[key] = (row["value"], row.line)
        }
    }

    mutating func rules() throws(OfficeSettingsProblem) -> OfficeRules {
        var rules = OfficeRules()
        rules.payDay = try integer("pay_day", 1...31)
        rules.paysBefore = try flag("pays_before")
        rules.offersGoOut = try choice("offers_go_out")
        rules.nightlyMatchHour = try integer("nightly_match_hour", 0...23)
        rules.followUp = try followUp()
        rules.materialLinkDays = try integer("material_link_days", 1...365)
        rules.materialLinkUses = try integer("material_link_uses", 1...1000)
        rules.honorariumAccountCode = try text("honorarium_account_code").value
        rules.startingRank = try text("starting_rank").value
        rules.fixedDay = try choice("honorarium_fixed_on")
        rules.lateness = try lateness()
        rules.budgetTravelEstimate = Yen(Int64(try integer("budget_travel_estimate", 0...1_000_000)))
        rules.budgetExcess = try choice("budget_excess")
        rules.noticeConfirmation = try choice("notice_confirmation")
        rules.noticeConfirmDays = try integer("notice_confirm_days", 1...90)
        rules.recordsJudgeWithoutSeparateTax = try flag("records_judge_without_separate_tax")
        // Nil for 0: no request ends by itself, nobody is forgotten by the worker.
        rules.lapse = LapseRule(
            quietDays: try integer("request_lapse_days", 0...LapseRule.quiet.upperBound),
            noticeDays: try integer("request_lapse_notice_days", LapseRule.notice)
        )
        rules.retention = Retention(years: try integer("names_kept_years", 0...Retention.bounds.upperBound))
        return rules
    }

    private mutating func followUp() throws(OfficeSettingsProblem) -> FollowUpRules {
        var rules = FollowUpRules()
        rules.reconfirmDaysBefore = try integer("reconfirm_days_before", 1...60)
        rules.reconfirmDueDays = try integer("reconfirm_due_days", 0...(rules.reconfirmDaysBefore - 1))
        rules.reminderDays = try integer("reminder_days", 1...30)
        rules.reminders = try integer("reminders", 0...5)
        return rules
    }

    private mutating func lateness() throws(OfficeSettingsProblem) -> LatenessRule {
        let warnsDays = try integer("late_warns_days", 1...365)
        let blocks = try text("late_blocks_days")
        guard let blocksDays = Int(blocks.value), blocksDays <= 365,
            let rule = LatenessRule(warnsDays: warnsDays, blocksDays: blocksDays)
        else {
            throw .value(key: "late_blocks_days", line: blocks.line, expected: "\(warnsDays + 1) to 365")
        }
        return rule
    }

    mutating func weights() throws(OfficeSettingsProblem) -> CostWeights {
        let bounds = 0...CostWeights.largest
        let weights = CostWeights(
            slotStep: try integer("cost_slot_step", bounds),
            levelStep: try integer("cost_level_step", bounds),
            loadStep: try integer("cost_load_step", bounds),
            notPreferred: try integer("cost_not_preferred", bounds),
            onlineInstead: try integer("cost_online_instead", bounds),
            sameHostAgain: try integer("cost_same_host_again", bounds)
        )
        return weights ?? .standard
    }

    mutating func profile() throws(OfficeSettingsProblem) -> BankProfile {
        let code = try text("transfer_code")
        guard let transferCode = BankProfile.TransferCode(rawValue: code.value.isEmpty ? " " : code.value)
        else {
            throw .value(key: "transfer_code", line: code.line, expected: "7, 0 or nothing")
        }
        let limit = try text("transfer_record_limit")
        guard
            let profile = BankProfile(
                terminator: try choice("transfer_terminator"),
                transferCode: transferCode,
                unusedCodes: try choice("transfer_unused_codes"),
                recordLimit: Int(limit.value) ?? 0,
                namesRequired: try flag("transfer_names_required")
            )
        else { throw .value(key: "transfer_record_limit", line: limit.line, expected: "1 to 999999") }
        return profile
    }

    mutating func originator() throws(OfficeSettingsProblem) -> ZenginOriginator {
        let deposit = try text("originator_deposit_type")
        guard let type = Int(deposit.value).flatMap(DepositType.init(rawValue:)), type != .savings else {
            throw .value(key: "originator_deposit_type", line: deposit.line, expected: "1, 2 or 9")
        }
        var parts: [String: (value: String, line: Int)] = [:]
        for part in ["code", "name", "bank_code", "bank_name", "branch_code", "branch_name"] {
            parts[part] = try text("originator_\(part)")
        }
        parts["account_number"] = try text("originator_account_number")
        func value(_ part: String) -> String { parts[part]?.value ?? "" }
        func wrong(_ part: String, _ expected: String) -> OfficeSettingsProblem {
            .value(key: "originator_\(part)", line: parts[part]?.line ?? 0, expected: expected)
        }
        let account: BankAccount
        do throws(BankAccountRefusal) {
            account = try BankAccount(
                bankCode: value("bank_code"),
                branchCode: value("branch_code"),
                depositType: type,
                number: value("account_number"),
                holder: value("name"),
                bankName: value("bank_name"),
                branchName: value("branch_name")
            )
        } catch {
            switch error {
            case .bankCode: throw wrong("bank_code", "4 digits")
            case .branchCode: throw wrong("branch_code", "3 digits")
            case .number: throw wrong("account_number", "1 to 7 digits")
            case .holder: throw wrong("name", "bank kana of at most \(BankAccount.holderLimit) bytes")
            case .bankName: throw wrong("bank_name", "bank kana of at most \(BankAccount.nameLimit) bytes")
            case .branchName:
                throw wrong("branch_name", "bank kana of at most \(BankAccount.nameLimit) bytes")
            }
        }
        do throws(ZenginOriginatorRefusal) {
            return try ZenginOriginator(code: value("code"), name: value("name"), account: account)
        } catch {
            // All else that could be refused was refused of the account.
            throw wrong("code", "1 to 10 digits")
        }
    }

    mutating func body() throws(OfficeSettingsProblem) -> OfficeBody {
        let number = try text("body_number")
        let corporate = number.value.isEmpty ? nil : try? CorporateNumber(number.value)
        guard number.value.isEmpty || corporate != nil else {
            throw .value(
                key: "body_number",
                line: number.line,
                expected: "a corporate number of 13 digits, or nothing"
            )
        }
        return OfficeBody(
            name: try words("body_name"),
            address: try words("body_address"),
            phone: try words("body_phone"),
            corporateNumber: corporate
        )
    }

    func finish() throws(OfficeSettingsProblem) {
        if let (key, entry) = entries.min(by: { $0.value.line < $1.value.line }) {
            throw .unknown(key: key, line: entry.line)
        }
    }

    private mutating func text(_ key: String) throws(OfficeSettingsProblem) -> (value: String, line: Int) {
        guard let entry = entries.removeValue(forKey: key) else { throw .missing(key: key) }
        return entry
    }

    /// One line of at most 100 characters.
    private mutating func words(_ key: String) throws(OfficeSettingsProblem) -> String {
        let entry = try text(key)
        let isLine = !entry.value.contains(where: \.isNewline)
        guard isLine, (1...100).contains(entry.value.count) else {
            throw .value(key: key, line: entry.line, expected: "one line of 1 to 100 characters")
        }
        return entry.value
    }

    mutating func integer(
        _ key: String,
        _ bounds: ClosedRange<Int>
    ) throws(OfficeSettingsProblem) -> Int {
        let entry = try text(key)
        guard let number = Int(entry.value), bounds.contains(number) else {
            throw .value(key: key, line: entry.line, expected: "\(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return number
    }

    private mutating func flag(_ key: String) throws(OfficeSettingsProblem) -> Bool {
        let entry = try text(key)
        switch entry.value {
        case "yes": return true
        case "no": return false
        default: throw .value(key: key, line: entry.line, expected: "yes or no")
        }
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String
    ) throws(OfficeSettingsProblem) -> Choice where Choice.RawValue == String {
        let entry = try text(key)
        guard let choice = Choice(rawValue: entry.value) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: " or ")
            throw .value(key: key, line: entry.line, expected: all)
        }
        return choice
    }
}
