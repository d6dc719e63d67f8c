/// Lets some in at a time, first come, first served: a server has room for so many connections.
actor Turnstile {
    private var room: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// A turnstile that lets `room` in at a time.
    init(room: Int) {
        self.room = room
    }

    /// Waits for room.
    func enter() async {
        guard room == 0 else {
            room -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Makes room for the next.
    func leave() {
        guard !waiting.isEmpty else {
            room += 1
            return
        }
        waiting.removeFirst().resume()
    }
}
