public import KodanDomain
import KodanImport
import KodanStore
import Postgres

/// A question about tax that has no answer.
public struct TaxQuoteRefused: Error, Sendable, Equatable {
    /// Why.
    public let refusal: TaxQuoteRefusal
    /// The days on which the table has rates of the payee's class; nil where the day is not what is wrong.
    public let days: DateRange?
}

/// Says what would be withheld, by the rates that are in force in the database.
///
/// For all of the body's own people; it changes nothing.
public struct QuoteTax: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Answers `question`.
    ///
    /// Throws ``TaxQuoteRefused``.
    public func callAsFunction(_ question: TaxQuestion, as credential: Credential) async throws -> TaxQuote {
        let table = try await table(as: credential)
        do throws(TaxQuoteRefusal) {
            return try TaxQuote(question, from: table)
        } catch {
            var days: DateRange?
            if case .withholding(.outsideTable(let payee, _)) = error { days = table.days(of: payee) }
            throw TaxQuoteRefused(refusal: error, days: days)
        }
    }

    /// Answers each row of a table of payments (CSV, UTF-8 or CP932), in a table with tax and net beside them.
    ///
    /// Throws ``SheetRefused`` if any row is bad; ``FileProblem`` for the temporary folder.
    public func table(_ bytes: [UInt8], as credential: Credential) async throws -> SpooledFile {
        let table = try await table(as: credential)
        return try await Spooling.file { folder in
            let path = folder + "/quotes.csv"
            let rows = try SheetRefused.naming {
                try TaxQuoteFile.write(wholePiece(bytes), table: table, to: path)
            }
            return (rows, path)
        }.file
    }

    private func table(as credential: Credential) async throws -> WithholdingTable {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            return try RateStore(desk.session).withholdingTable()
        }
    }
}
