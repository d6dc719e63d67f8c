public import KodanDomain
public import KodanMatching
public import KodanText

/// A row of a plan that was not saved, since something changed while the plan was made.
public struct StaleRow: Sendable, Equatable {
    /// The request.
    public let request: LectureRequest.ID
    /// Whom the plan gave it to; nil if to nobody.
    public let presenter: Presenter.ID?
    /// What does not hold any more.
    public let reason: StaleReason
}

extension StaleRow {
    /// What had changed, in a sentence.
    public func sentence(in language: Language) -> String { StaleText.sentence(reason, in: language) }
}
