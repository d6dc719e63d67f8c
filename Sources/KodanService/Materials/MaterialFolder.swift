import KodanDomain

/// Where the files of editions lie, and under which keys new ones are put.
public struct MaterialFolder: Sendable, Equatable {
    /// How keys are made.
    public enum Layout: String, Sendable, CaseIterable {
        /// After the bytes alone, in folders of at most some thousands: `sha256/ab/ab12….pdf`.
        case digest
        /// After the edition, for people who look into the folder: `editions/edi-12/ab12….pdf`.
        case edition
    }

    /// The folder; it must be there.
    public let path: String
    /// How the keys of new files are made; a file that was filed stays where it is.
    public let layout: Layout

    /// A folder with this layout.
    public init(_ path: String, layout: Layout = .digest) {
        self.path = path
        self.layout = layout
    }

    var room: FileRoom { FileRoom(folder: path) }

    /// The key of a file of an edition.
    ///
    /// It holds the digest, so that nothing else ever lies under it.
    func key(of file: WaitingFile, _ type: MediaType, _ edition: Edition.ID) -> String {
        let digest = file.sha256.hexadecimal
        return switch layout {
        case .digest: "sha256/\(digest.prefix(2))/\(digest).\(type.suffix)"
        case .edition: "editions/\(edition)/\(digest).\(type.suffix)"
        }
    }
}
