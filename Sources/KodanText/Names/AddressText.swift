/// Addresses as a stranger to the town finds them.
public enum AddressText {
    /// The address with its prefecture and municipality, however much of them its writer put before it.
    ///
    /// `place` is the municipality with its prefecture. Whoever gave a postal code before writes the rest only, which
    /// leads nobody there. An address of another prefecture shows that it and the code contradict each other.
    public static func whole(_ address: String, in place: String) -> String {
        // A place begins with its prefecture, of which three characters are enough to know it by.
        guard !address.hasPrefix(place.prefix(3)) else { return address }
        let prefecture = place.prefix(place.dropFirst(3).first == "県" ? 4 : 3)
        let municipality = place.dropFirst(prefecture.count)
        // Some write the district or the island before their town. A town's name elsewhere is that of its hall.
        let close = address.filter { $0 != " " }
        if ["郡", "島"].contains(where: { close.contains("\($0)\(municipality)") }) {
            return prefecture + address
        }
        // Of a city's ward some write the ward only; one character is no name.
        for start in municipality.indices.dropLast() {
            let ending = municipality[start...]
            if address.hasPrefix(ending) { return place.dropLast(ending.count) + address }
        }
        return place + address
    }
}
