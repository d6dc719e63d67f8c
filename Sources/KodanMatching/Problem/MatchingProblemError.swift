/// Why something is not a matching problem.
public enum MatchingProblemError: Error, Equatable {
    /// The request comes twice.
    case requestTwice(RequestKey)
    /// The presenter comes twice.
    case presenterTwice(PresenterKey)
    /// The presenter comes twice for the same slot.
    case optionTwice(MatchingOption)
    /// An option is for a request that is not there.
    case unknownRequest(RequestKey)
    /// An option is of a presenter whose capacity is not there.
    case unknownPresenter(PresenterKey)
    /// A term of the cost is below 0.
    case negativeCost(MatchingOption)
    /// A number of lectures lies outside 0 to `PresenterCapacity.largest`.
    case capacityOutOfRange(PresenterKey)
    /// Cost times nodes could reach 2^62, where the arithmetic would no longer be exact.
    case costsTooLarge
}
