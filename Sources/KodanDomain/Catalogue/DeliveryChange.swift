/// What is changed of a delivery that has not left.
public struct DeliveryChange: Hashable, Sendable {
    /// How many copies a delivery may hold.
    public static let quantities = 1...10_000
    /// The most characters of an address.
    public static let addressLimit = 300

    /// How many; nil leaves it.
    public let quantity: Int?
    /// Where they go; nil leaves it.
    public let destination: DeliveryDestination?
    /// By when they leave; nil leaves it.
    public let shipBy: LocalDate?

    /// Throws ``FieldRefused`` for a quantity out of ``quantities`` and an address that is empty or too long.
    public init(
        quantity: Int? = nil,
        destination: DeliveryDestination? = nil,
        shipBy: LocalDate? = nil
    ) throws(FieldRefused) {
        if let quantity, !DeliveryChange.quantities.contains(quantity) {
            throw FieldRefused(.quantity, expected: .integer(DeliveryChange.quantities))
        }
        self.quantity = quantity
        self.destination =
            if case .address(let text)? = destination {
                .address(try text.plainText(.shipTo, atMost: DeliveryChange.addressLimit))
            } else { destination }
        self.shipBy = shipBy
    }
}

/// Where copies go.
public enum DeliveryDestination: Hashable, Sendable {
    /// To the venue of the lecture.
    case venue
    /// To the organization that asks.
    case organization
    /// To this address.
    case address(String)
}
