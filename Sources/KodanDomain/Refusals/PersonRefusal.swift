/// Why somebody's name was not taken away, or nothing was changed of who has none.
public enum PersonRefusal: Sendable, Equatable {
    /// The name is still needed.
    case stillNeeded(Person, NameNeed)
    /// Whom it is about was anonymized: nothing of them changes any more.
    case anonymized

    /// A stable name.
    var code: String {
        switch self {
        case .stillNeeded: "name_still_needed"
        case .anonymized: "anonymized"
        }
    }
}
