import CMalloc

/// The memory that this process took from the system.
enum Heap {
    /// Gives back what is free: making the interface's contract at the start takes 2 MB that serving never needs again.
    static func trim() {
        _ = malloc_trim(0)
    }
}
