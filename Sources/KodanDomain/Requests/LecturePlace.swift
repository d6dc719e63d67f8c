/// Where a lecture is wished.
public enum LecturePlace: Hashable, Sendable {
    /// At a venue; the presenter travels.
    case venue(Venue)
    /// Online; nobody travels.
    case online
    /// At a venue, with an online presenter as good as one who comes.
    case both(Venue)

    /// The venue, where there is one.
    public var venue: Venue? {
        switch self {
        case .venue(let venue), .both(let venue): venue
        case .online: nil
        }
    }

    /// `venue`, `online` or `both`, as the database and JSON write it.
    public var code: String {
        switch self {
        case .venue: "venue"
        case .online: "online"
        case .both: "both"
        }
    }
}

/// A place with an address.
public struct Venue: Hashable, Sendable {
    /// The building or hall, at most 200 characters.
    public let name: String
    /// The municipality in which it stands.
    public let municipality: MunicipalityCode
    /// The address, at most 200 characters.
    public let address: String

    /// A venue.
    ///
    /// Throws ``FieldRefused`` for empty or long texts.
    public init(name: String, municipality: MunicipalityCode, address: String) throws(FieldRefused) {
        self.name = try name.plainText(.venueName, atMost: 200)
        self.municipality = municipality
        self.address = try address.plainText(.venueAddress, atMost: 200)
    }
}

/// Whom to ask about a request.
public struct Contact: Hashable, Sendable {
    /// The person, at most 100 characters.
    public let name: String
    /// Where mail goes.
    public let email: EmailAddress
    /// Where to call.
    public let phone: PhoneNumber

    /// A contact.
    ///
    /// Throws ``FieldRefused`` for an empty or long name.
    public init(name: String, email: EmailAddress, phone: PhoneNumber) throws(FieldRefused) {
        self.name = try name.plainText(.contactName, atMost: 100)
        self.email = email
        self.phone = phone
    }
}
