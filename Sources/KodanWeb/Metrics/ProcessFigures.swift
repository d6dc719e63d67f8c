/// What the operating system says about this process; read by whoever made the server, since it knows the system.
public struct ProcessFigures: Sendable {
    /// The process at one moment.
    public struct Moment: Sendable {
        /// Memory in bytes.
        public let residentBytes: Int
        /// Seconds of all processors together.
        public let processorSeconds: Double
        /// Open file descriptors.
        public let openFiles: Int
        /// File descriptors that may be open.
        public let maximumFiles: Int

        /// What was read.
        public init(residentBytes: Int, processorSeconds: Double, openFiles: Int, maximumFiles: Int) {
            self.residentBytes = residentBytes
            self.processorSeconds = processorSeconds
            self.openFiles = openFiles
            self.maximumFiles = maximumFiles
        }
    }

    /// When it began, in seconds since 1970.
    public let startedAt: Double
    /// Reads the present; nil where the system does not say it.
    public let now: @Sendable () -> Moment?

    /// A process that began at `startedAt`, read by `now`.
    public init(startedAt: Double, now: @escaping @Sendable () -> Moment? = { nil }) {
        self.startedAt = startedAt
        self.now = now
    }
}
