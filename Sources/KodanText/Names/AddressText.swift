/// Addresses as a stranger to the town finds them.
public enum AddressText {
    /// The address with its prefecture and municipality, however much of them its writer put before it.
    ///
    /// `place` is the municipality with its prefecture. Whoever gave a postal code before writes the rest only, which
    /// leads nobody there. An address of another prefecture shows that it and the code contradict each other.
    public static func whole(_ address: String, in place: String) -> String {
        // A place begins with its prefecture; some cities and a ward begin like theirs.
        let prefecture = place.prefix(place.dropFirst(3).first == "県" ? 4 : 3)
        guard !address.hasPrefix(prefecture) else { return address }
        let municipality = place.dropFirst(prefecture.count)
        // The district or the island may stand before a town that is named without; elsewhere a name is its hall's.
        let close = address.filter { $0 != " " }
        if ["郡", "島"].contains(where: { close.contains("\($0)\(municipality)") }) {
            return prefecture + address
        }
        if address.hasPrefix(municipality) { return prefecture + address }
        // Some write the ward without its city, and the town without its district or island. Any other ending may be
        // the name of a part of the town.
        let parts = municipality.wholeMatch(of: /[^市]+市(.+区)|.+郡(.+[町村])|.+島(.+[町村])/)
        if let short = parts.flatMap({ $0.1 ?? $0.2 ?? $0.3 }), address.hasPrefix(short) {
            return place.dropLast(short.count) + address
        }
        return place + address
    }
}
