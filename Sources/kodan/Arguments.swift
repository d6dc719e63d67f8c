public import ArgumentParser
public import KodanDomain
public import KodanExport

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
