internal import Foundation
import Synchronization

/// A folder with one `.eml` file for each mail, named by its Message-ID: the same mail twice is one file.
///
/// A mail server, a mail program or a person takes them from there.
public struct MailFolder: Sendable {
    private static let lastNumber = Atomic<Int>(0)
    private let path: String

    /// The folder at `path`, which must be there when mails come.
    public init(path: String) {
        self.path = path
    }

    /// The folder as a transport.
    public var transport: MailTransport {
        MailTransport { mail in
            do throws(MailFolderProblem) {
                try deliver(mail)
            } catch {
                throw MailUndelivered.down("\(error)")
            }
        }
    }

    /// Writes the mail, readable by its owner only; it appears whole or not at all.
    ///
    /// Throws ``MailFolderProblem``.
    public func deliver(_ mail: Mail) throws(MailFolderProblem) {
        let number = MailFolder.lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
        let hidden = "\(path)/.\(mail.messageID).\(getpid())-\(number).partial"
        let descriptor = unsafe open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw MailFolderProblem(folder: path, number: errno) }
        var failure = write(mail.bytes, to: descriptor)
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, unsafe rename(hidden, "\(path)/\(mail.messageID).eml") != 0 { failure = errno }
        guard failure == 0 else {
            unsafe unlink(hidden)
            throw MailFolderProblem(folder: path, number: failure)
        }
        // The new name must survive a power cut too.
        let folder = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// The system's error number; 0 if all was written.
    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : ENOSPC }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}

/// Why a mail could not be put into its folder; nothing half-written is left behind.
public struct MailFolderProblem: Error, Equatable, CustomStringConvertible {
    /// The folder.
    public let folder: String
    /// The system's error number.
    public let number: Int32

    init(folder: String, number: Int32) {
        self.folder = folder
        self.number = number
    }

    /// The folder and the system's words.
    public var description: String { "\(folder): \(unsafe String(cString: strerror(number)))" }
}
