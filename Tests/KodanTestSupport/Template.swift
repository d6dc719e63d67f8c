/// What a test's database begins with; every one has the users of ``Staff`` and the catalogue.
public enum Template: String, Sendable, CaseIterable {
    /// Prefectures and municipalities.
    case small = "kodan_small"
    /// Postal codes and ways to travel as well; about 0.4 s for each clone.
    case withGeography = "kodan_geography"
}
