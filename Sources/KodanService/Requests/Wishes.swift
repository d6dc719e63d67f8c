import KodanDomain

extension [TimeRange] {
    /// Holds each of the times that a request wishes against `check`, and tells which one it refuses.
    func eachWish(_ check: (TimeRange) throws(Refusal) -> Void) throws(Refusal) {
        for (index, slot) in enumerated() {
            do throws(Refusal) {
                try check(slot)
            } catch {
                throw .wish(index, error)
            }
        }
    }
}
