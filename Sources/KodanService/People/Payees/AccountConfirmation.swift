/// How a bank account comes to serve payments.
public enum AccountConfirmation: Sendable, Equatable {
    /// It waits for a second person, or for a call back.
    case pending
    /// Its owner was called back at a number known before; the note says who, when and by whom.
    case calledBack(note: String)

    /// The most characters of a note.
    static let noteLimit = 500

    /// The note, where there was a call.
    var note: String? {
        switch self {
        case .pending: nil
        case .calledBack(let note): note
        }
    }
}
