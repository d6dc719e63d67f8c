public import ArgumentParser
public import KodanDomain
public import KodanExport
import KodanImport
public import KodanMail
public import KodanService

extension YearMonth: ExpressibleByArgument {
    /// Reads `2026-05`.
    public init?(argument: String) { self.init(argument) }
    /// An example for help texts.
    public var defaultValueDescription: String { description }
}

extension LocalDate: ExpressibleByArgument {
    /// Reads `2026-05-31`.
    public init?(argument: String) { self.init(argument) }
}

extension Role: ExpressibleByArgument {}

extension ID: ExpressibleByArgument {
    /// Reads the prefixed form, `req-1042`.
    public init?(argument: String) { self.init(argument) }
}

extension Person: ExpressibleByArgument {
    /// Reads a key, `pre-12`.
    public init?(argument: String) { self.init(argument) }
}

extension Instant: ExpressibleByArgument {
    /// Reads a date and a time in Japan, `2026-12-05T14:00` or `2026-12-05 14:00`, a day, which is its midnight, or
    /// RFC 3339 with its zone.
    public init?(argument: String) {
        if let instant = Instant(argument) {
            self = instant
        } else if let date = LocalDate(argument) {
            self.init(date, .midnight)
        } else if let instant = Instant(argument + "+09:00") {
            self = instant
        } else {
            return nil
        }
    }
}

extension LegalStatus: ExpressibleByArgument {}

extension Residency: ExpressibleByArgument {}

extension BankProfile.Terminator: ExpressibleByArgument {}

extension BankProfile.UnusedCodes: ExpressibleByArgument {}

extension BankProfile.TransferCode: ExpressibleByArgument {
    /// Reads `7`, `0` or `space`.
    public init?(argument: String) { self.init(rawValue: argument == "space" ? " " : argument) }
}

extension PageLimit: ExpressibleByArgument {
    /// Reads a number from 1 to 500.
    public init?(argument: String) {
        guard let count = Int(argument) else { return nil }
        self.init(count)
    }

    /// The number.
    public var defaultValueDescription: String { String(count) }
}

extension DepositType: ExpressibleByArgument {
    /// Reads 1 (ordinary), 2 (current), 4 (savings) or 9 (other).
    public init?(argument: String) {
        guard let digit = Int(argument) else { return nil }
        self.init(rawValue: digit)
    }
}

extension PrefectureCode: ExpressibleByArgument {
    /// Reads `01` to `47`.
    public init?(argument: String) {
        guard let code = try? PrefectureCode(argument) else { return nil }
        self = code
    }
}

extension ProgrammeCode: ExpressibleByArgument {
    /// Reads a code such as `awareness_seminar`.
    public init?(argument: String) {
        guard let code = try? ProgrammeCode(argument) else { return nil }
        self = code
    }
}

extension FiscalYear: ExpressibleByArgument {
    /// Reads the year of its April: 2026 ends on 31 March 2027.
    public init?(argument: String) {
        guard let year = Int(argument) else { return nil }
        self.init(startYear: year)
    }
}

extension CalendarYear: ExpressibleByArgument {
    /// Reads `2026`.
    public init?(argument: String) {
        guard let number = Int(argument) else { return nil }
        self.init(number)
    }
}

extension Side: ExpressibleByArgument {}
extension ChangeDecision: ExpressibleByArgument {}
extension PresenterStatus: ExpressibleByArgument {}
extension OrganizationKind: ExpressibleByArgument {}
extension DeliveryState: ExpressibleByArgument {}
extension MailKind: ExpressibleByArgument {}
extension MailState: ExpressibleByArgument {}
extension EvidenceKind: ExpressibleByArgument {}
extension TravelMode: ExpressibleByArgument {}
extension TravelRateKind: ExpressibleByArgument {}
extension WithholdingClass: ExpressibleByArgument {}
extension FeeUnit: ExpressibleByArgument {}
extension TimeRounding: ExpressibleByArgument {}

extension RateKey: ExpressibleByArgument {
    /// Reads `fee-3`.
    public init?(argument: String) { self.init(argument) }
}

extension Yen: ExpressibleByArgument {
    /// Reads whole yen.
    public init?(argument: String) {
        guard let amount = Int64(argument) else { return nil }
        self.init(amount)
    }
}

extension EvidencedClaim: ExpressibleByArgument {
    /// Reads `rail`, `self_hosted_lecture`.
    public init?(argument: String) { self.init(code: argument) }
    /// Everything that a rule may be about.
    public static var allValueStrings: [String] { all.map(\.code) }
}

extension RankCode: ExpressibleByArgument {
    /// Reads a code such as `standard`.
    public init?(argument: String) {
        guard let code = try? RankCode(argument) else { return nil }
        self = code
    }
}
extension TreatyRelief: ExpressibleByArgument {}

/// Days on the command line: `2026-12-05`, or from one to another, `2026-12-28/2027-01-04`.
struct WrittenDays: ExpressibleByArgument {
    let range: DateRange

    init?(argument: String) {
        guard let range = DateRange(written: argument) else { return nil }
        self.range = range
    }
}
