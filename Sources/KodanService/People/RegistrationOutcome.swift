import KodanDomain

/// What became of one of a batch of registrations.
enum RegistrationOutcome<Of: Keyed>: Equatable {
    /// It was added.
    case registered(ID<Of>)
    /// It was not, for this reason.
    case refused(Refusal)
    /// It looks like one that is registered.
    case likeRegistered(ID<Of>, DuplicateGround)
    /// It looks like another of the same batch, by its place in it.
    case likeEntry(Int, DuplicateGround)

    /// The key of what was added; throws why it was not, calling others of its batch by `name`.
    func key(_ name: (Int) -> String) throws(Refusal) -> ID<Of> {
        switch self {
        case .registered(let id): return id
        case .refused(let refusal): throw refusal
        case .likeRegistered(let id, let ground): throw .likelyDuplicate(of: id.description, by: ground)
        case .likeEntry(let index, let ground): throw .likelyDuplicate(of: name(index), by: ground)
        }
    }
}
