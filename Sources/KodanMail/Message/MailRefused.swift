/// What of a mail could not stand in one.
public enum MailRefused: Error, Hashable, Sendable {
    /// A name with a control character or a line break, or longer than 200 characters.
    case name
    /// A subject with a control character or a line break, empty or longer than 500 characters.
    case subject
    /// A Message-ID of other than letters, digits, dots and hyphens with one `@`, or longer than 200 bytes.
    case messageID
    /// A body with a control character other than line breaks and tabs, or longer than 100,000 characters.
    case body
    /// An address for leaving that is no plain link of 500 bytes at most.
    case unsubscribe
}

extension String {
    /// Whether a character stands in it that could end a header line, or hide or turn what follows.
    func holdsControls(except allowed: Set<Unicode.Scalar> = []) -> Bool {
        unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: !allowed.contains(scalar)
            default: false
            }
        }
    }
}
