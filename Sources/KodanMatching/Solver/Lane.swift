import Glibc

/// Trivial elements in one piece of memory, neither counted nor copied: what the solver's inner loops stand on.
///
/// Every access is checked against the bounds, in release builds too.
@safe
struct Lane<Element: BitwiseCopyable>: ~Copyable {
    private(set) var count: Int
    private var capacity: Int
    private var base: UnsafeMutablePointer<Element>

    /// `count` times `value`.
    init(repeating value: Element, count: Int) {
        self.count = count
        capacity = max(count, 1)
        unsafe base = Lane.allocate(capacity)
        unsafe base.initialize(repeating: value, count: count)
    }

    /// No elements, with room for `capacity`.
    init(capacity: Int = 16) {
        count = 0
        self.capacity = max(capacity, 1)
        unsafe base = Lane.allocate(self.capacity)
    }

    deinit { unsafe free(base) }

    /// The element at `index`, which must be one of the first `count`.
    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return unsafe base[index]
        }
        @inline(__always) nonmutating _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe &base[index]
        }
    }

    /// Adds `element` at the end.
    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        unsafe base[count] = element
        count &+= 1
    }

    /// Takes away the last element; nil if there is none.
    @inline(__always)
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count &-= 1
        return unsafe base[count]
    }

    /// Forgets all elements and keeps their room.
    mutating func removeAll() { count = 0 }

    /// Memory for so many elements; large pieces on large pages where the system has them, since searches jump about.
    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
        let size = capacity * MemoryLayout<Element>.stride
        let page = 1 << 21
        var memory: UnsafeMutableRawPointer?
        if size < 2 * page {
            unsafe memory = malloc(size)
        } else if unsafe posix_memalign(&memory, page, size) == 0 {
            #if os(Linux)
                unsafe madvise(memory, size, MADV_HUGEPAGE)
            #endif
        }
        guard let memory = unsafe memory else { preconditionFailure("no memory for \(size) bytes") }
        return unsafe memory.bindMemory(to: Element.self, capacity: capacity)
    }

    private mutating func grow(to least: Int) {
        let room = max(least, capacity * 2)
        let larger = unsafe Lane.allocate(room)
        unsafe larger.moveInitialize(from: base, count: count)
        unsafe free(base)
        unsafe base = larger
        capacity = room
    }
}

extension Lane where Element == Int32 {
    /// The first position from `start` on whose element is below `limit`; `end` if there is none before it.
    @inline(__always)
    func next(from start: Int, until end: Int, below limit: Int32) -> Int {
        precondition(start >= 0 && end <= count)
        var index = start
        while index &+ 4 <= end {
            let four = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<Int32>.self)
            if any(four .< limit) { break }
            index &+= 4
        }
        while index < end {
            if unsafe base[index] < limit { return index }
            index &+= 1
        }
        return end
    }
}
