/// A mail with invented values, as its template makes it, for administrators to read.
public struct MailSample: Sendable, Equatable {
    /// What stands in the form of an announcement (``WebConfiguration/announcementForm``) for the recipient's name.
    public static let openName = "{{name}}"
    /// What stands in it for the subject.
    public static let openSubject = "{{subject}}"
    /// What stands in it for the text.
    public static let openText = "{{text}}"

    /// What stands in it for the page to which it leads.
    public static let openPage = "{{page}}"

    /// Which mail it is, as the outbox calls it.
    public let kind: String
    /// Its subject.
    public let subject: String
    /// Its text.
    public let body: String
    /// The same as a page, as mail programs show it.
    public let html: String

    /// The mail of `kind`, as plain text and as a page.
    public init(kind: String, subject: String, body: String, html: String) {
        self.kind = kind
        self.subject = subject
        self.body = body
        self.html = html
    }
}
