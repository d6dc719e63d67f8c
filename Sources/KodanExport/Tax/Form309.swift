public import KodanDomain

/// One item of record type 309: its width and the most characters it may have.
struct Form309Item {
    let isFullWidth: Bool
    let limit: Int

    /// The 53 items in order.
    ///
    /// Source: the tax office's standard for electronic filing of statutory records, layout 309.
    static let all: [Form309Item] = {
        func full(_ limit: Int) -> Form309Item { Form309Item(isFullWidth: true, limit: limit) }
        func half(_ limit: Int) -> Form309Item { Form309Item(isFullWidth: false, limit: limit) }
        let block = [full(10), full(20), half(10), half(10), half(10), half(10)]
        return [
            half(3), half(10), half(5), full(60), full(30), half(15), half(13), full(60), full(30), half(1),
            half(2), full(60), half(1), full(30),
        ] + (0..<6).flatMap { _ in block } + [full(100), half(13), half(13)]
    }()
}

/// The body as the record names it.
public struct Form309Payer: Hashable, Sendable {
    /// Its address.
    public let address: String
    /// Its name.
    public let name: String
    /// Its telephone number.
    public let phone: String
    /// Its corporate number.
    public let number: CorporateNumber
    /// 整理番号1: ten digits from the tax office; empty if it has given none.
    public let reference: String

    /// A payer.
    public init(address: String, name: String, phone: String, number: CorporateNumber, reference: String = "")
    {
        self.address = address
        self.name = name
        self.phone = phone
        self.number = number
        self.reference = reference
    }
}

/// The payee as the record names it: one person, however often registered.
///
/// There is no place for an individual number: Kodan never holds one, and accounting adds it in the filing tool.
public struct Form309Payee: Hashable, Sendable {
    /// The key by which refusals name the payee, `pye-3`.
    public let key: String
    /// Family and given name with a space between them, or the corporation's name.
    public let name: String
    /// The address on the day of preparation, without postal code.
    public let address: String
    /// A corporation's public number; nil for persons.
    public let corporateNumber: CorporateNumber?

    /// A payee.
    public init(
        key: String,
        name: String,
        address: String,
        corporateNumber: CorporateNumber? = nil
    ) {
        self.key = key
        self.name = name
        self.address = address
        self.corporateNumber = corporateNumber
    }
}

/// What is wrong with a record.
public enum Form309Problem: Hashable, Sendable {
    /// The item must not be empty.
    case missing
    /// The item has more characters than fit.
    case tooLong(limit: Int)
    /// The item holds a character that is not in JIS X 0208, or in a half-width item one that is not allowed.
    case character(String)
    /// The year's amount or tax is below zero, or more than ten digits.
    case amount(Yen)
    /// Twelve digits or more in a row: that may be an individual number, which must never be here.
    case longNumber
    /// The year is not within the eras.
    case year
}

/// A record that cannot be written, and why.
public struct Form309Refused: Error, Hashable, Sendable {
    /// The payee's key.
    public let payee: String
    /// The item's number, 1 to 53.
    public let item: Int
    /// What is wrong.
    public let problem: Form309Problem

    /// The refusal of an item.
    public init(payee: String, item: Int, problem: Form309Problem) {
        self.payee = payee
        self.item = item
        self.problem = problem
    }
}
