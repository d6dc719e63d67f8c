public import KodanDomain

/// The body as its documents name it: payment notices, payment records.
public struct PayingBody: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its address.
    public let address: String
    /// Its telephone number.
    public let phone: String
    /// Its corporate number.
    public let number: CorporateNumber

    /// A body.
    public init(name: String, address: String, phone: String, number: CorporateNumber) {
        self.name = name
        self.address = address
        self.phone = phone
        self.number = number
    }
}
