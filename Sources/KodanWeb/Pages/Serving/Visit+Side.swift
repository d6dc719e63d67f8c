import KodanDomain

extension Visit {
    /// Whose side the visitor is on; nil for the body's people.
    var ownSide: Side? {
        switch role {
        case .host: .host
        case .presenter: .presenter
        default: nil
        }
    }

    /// For which side the visitor acts: their own, or the one that the body's people name as `by`.
    ///
    /// Throws ``Problem`` where none is named.
    func side(_ form: TypedForm) throws(Problem) -> Side {
        guard let side = ownSide ?? form["by"].flatMap({ Side(rawValue: $0) }) else { throw .missing("by") }
        return side
    }
}
