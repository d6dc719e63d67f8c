public import KodanDomain

/// The public body itself, as payment notices and tax records name the payer.
public struct OfficeBody: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its address.
    public let address: String
    /// Its telephone number, as it is written.
    public let phone: String
    /// Its corporate number (法人番号); nil if none is stated.
    public let corporateNumber: CorporateNumber?

    /// A body.
    public init(name: String, address: String, phone: String, corporateNumber: CorporateNumber? = nil) {
        self.name = name
        self.address = address
        self.phone = phone
        self.corporateNumber = corporateNumber
    }

    /// Where questions go: address and telephone number.
    var contact: String { "\(address) \(phone)" }
}
