/// 法人番号: the thirteen public digits of a corporation.
///
/// Its check digit (Ministry of Finance ordinance No. 70 of 2014, article 2) is never 0, so that an individual number
/// in the form that tax files give it, a 0 and twelve digits, is none.
public struct CorporateNumber: Hashable, Sendable, CustomStringConvertible {
    /// `7123456789012`.
    public let description: String

    /// Reads a number as people type it: full-width, with hyphens or spaces; the same check as ``InvoiceNumber``.
    public init(_ text: String) throws(InvoiceNumberRefusal) {
        description = String(try InvoiceNumber("T" + text).description.dropFirst())
    }
}
