public import ArgumentParser
public import KodanDomain

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
