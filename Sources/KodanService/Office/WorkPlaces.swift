import Synchronization

/// A number of places, each for one piece of work at a time.
package final class WorkPlaces: Sendable {
    private let size: Int
    private let taken = Atomic(0)

    /// `size` places, all free.
    package init(_ size: Int) {
        self.size = size
    }

    /// Takes a place; false if there is none.
    ///
    /// Whoever was given one gives it back once.
    package func enter() -> Bool {
        guard taken.wrappingAdd(1, ordering: .relaxed).newValue > size else { return true }
        taken.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    /// Gives the place back.
    package func leave() {
        taken.wrappingSubtract(1, ordering: .relaxed)
    }
}
