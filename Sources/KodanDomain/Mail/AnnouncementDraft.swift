/// One mail to many presenters (一斉連絡), before it is sent.
public struct AnnouncementDraft: Hashable, Sendable {
    /// The most characters of a subject.
    public static let subjectLimit = 100
    /// The most characters of a text.
    public static let textLimit = 5000

    /// What stands above it, in one line.
    public let subject: String
    /// What it says; may have several lines.
    public let text: String
    /// Whom it is for.
    public var audience: AnnouncementAudience

    /// An announcement in these words, as ``subject(_:)`` and ``text(_:)`` take them.
    ///
    /// Throws ``FieldRefused``.
    public init(
        subject: String,
        text: String,
        audience: AnnouncementAudience = AnnouncementAudience()
    ) throws(FieldRefused) {
        self.subject = try AnnouncementDraft.subject(subject)
        self.text = try AnnouncementDraft.text(text)
        self.audience = audience
    }

    /// A subject as it is sent: one line, as it was written.
    ///
    /// Throws ``FieldRefused`` for none, for one with control characters, and for one above ``subjectLimit``.
    public static func subject(_ written: String) throws(FieldRefused) -> String {
        try written.writtenText(.subject, atMost: subjectLimit)
    }

    /// A text as it is sent: its lines as they were written, blanks within them too, with a wide blank for each tab,
    /// without empty lines at both ends and blanks at the ends of lines.
    ///
    /// Throws ``FieldRefused`` for one that says nothing, for control characters, and for one above ``textLimit``.
    public static func text(_ written: String) throws(FieldRefused) -> String {
        let lines = written.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            String(line.trimmingSuffix(while: \.isWhitespace)).replacing("\t", with: "\u{3000}")
        }
        guard !lines.contains(where: \.hasControlCharacters) else {
            throw FieldRefused(.text, expected: .plainLines)
        }
        let filled = lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
        let text = composed(filled.joined(separator: "\n"))
        guard !text.isEmpty else { throw FieldRefused(.text, expected: .present) }
        guard text.unicodeScalars.count <= textLimit else {
            throw FieldRefused(.text, expected: .atMost(characters: textLimit))
        }
        return text
    }
}

extension Substring {
    /// Without the characters at its end for which `condition` holds.
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}

/// For which presenters an announcement is; every condition must hold, and all of them are active.
public struct AnnouncementAudience: Hashable, Sendable {
    /// How many prefectures may be named.
    public static let prefectureLimit = 47

    /// Living in one of these prefectures, from north to south; everywhere if none is named.
    public var prefectures: [PrefectureCode]
    /// Lecturing on this topic, at whatever level.
    public var topic: TopicCode?
    /// Holding this qualification.
    public var qualification: QualificationCode?
    /// With a qualification (the one asked for, if one is) that ends before this day.
    public var expiringBefore: LocalDate?

    /// All presenters, or those for whom the conditions hold.
    public init(
        prefectures: Set<PrefectureCode> = [],
        topic: TopicCode? = nil,
        qualification: QualificationCode? = nil,
        expiringBefore: LocalDate? = nil
    ) {
        self.prefectures = prefectures.sorted()
        self.topic = topic
        self.qualification = qualification
        self.expiringBefore = expiringBefore
    }
}
