internal import Foundation
import KodanDomain
import KodanText

/// What a mail tells, as the outbox keeps it.
public struct MailNews: Hashable, Sendable {
    /// Its kind, by the name that the outbox stores.
    public let kind: String
    /// The recipient's name.
    public let name: String
    /// The key of what it is about.
    public let key: String
    /// Values by name; times as `start`, `end` and `deadline` in RFC 3339, days as `last_day` in ISO 8601.
    public let values: [String: String]

    /// News.
    public init(kind: String, name: String, key: String, values: [String: String]) {
        self.kind = kind
        self.name = name
        self.key = key
        self.values = values
    }
}

/// News in words.
public struct MailWording: Hashable, Sendable {
    /// One line.
    public let subject: String
    /// The plain text.
    public let body: String
    /// The same as a page.
    public let html: String
}

/// Why news could not be put into words.
public enum MailWordingProblem: Error, Equatable {
    /// No mail has this kind.
    case unknownKind(String)
    /// The value is not there or cannot be read.
    case value(MailPlaceholder)
}

/// The wording of all mails, from a folder with one `<kind>.txt` each and `frame.html` around their pages.
public struct MailTemplates: Sendable {
    private let templates: [MailKind: MailTemplate]
    private let frame: MailFrame

    /// Reads and checks the folder: a template for each kind, none too many, every placeholder known, and the frame.
    ///
    /// Throws ``MailTemplateProblem``.
    public init(folder: String) throws(MailTemplateProblem) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .unreadable(folder)
        }
        for name in names.sorted() where name.hasSuffix(".txt") {
            guard MailKind(rawValue: String(name.dropLast(4))) != nil else { throw .unknownFile(name) }
        }
        var templates: [MailKind: MailTemplate] = [:]
        for kind in MailKind.allCases {
            let name = kind.rawValue + ".txt"
            guard names.contains(name) else { throw .missing(kind) }
            guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
                throw .unreadable("\(folder)/\(name)")
            }
            templates[kind] = try MailTemplate(text, of: kind)
        }
        self.templates = templates
        guard let text = try? String(contentsOfFile: "\(folder)/frame.html", encoding: .utf8) else {
            throw .unreadable("\(folder)/frame.html")
        }
        frame = try MailFrame(text)
    }

    /// The news in words, signed by `office`.
    public func wording(of news: MailNews, by office: String) throws(MailWordingProblem) -> MailWording {
        guard let kind = MailKind(rawValue: news.kind), let template = templates[kind] else {
            throw .unknownKind(news.kind)
        }
        let filled = try template.filled { placeholder throws(MailWordingProblem) in
            guard let text = news.text(placeholder, office: office) else { throw .value(placeholder) }
            return text
        }
        return MailWording(
            subject: filled.subject,
            body: filled.body,
            html: frame.page(subject: filled.subject, text: filled.body)
        )
    }

    /// A mail of the kind with invented values.
    ///
    /// Throws ``MailWordingProblem`` where the examples lack a value.
    public func preview(of kind: MailKind) throws(MailWordingProblem) -> MailWording {
        let news = MailNews(
            kind: kind.rawValue,
            name: MailExample.name,
            key: MailExample.key,
            values: MailExample.values
        )
        return try wording(of: news, by: MailExample.office)
    }
}

extension MailNews {
    /// What stands for a placeholder; nil if its value is missing or cannot be read.
    fileprivate func text(_ placeholder: MailPlaceholder, office: String) -> String? {
        switch placeholder {
        case .name: name
        case .office: office
        case .key: key
        case .phone, .request, .title, .host, .reason, .presenter, .lastThree, .material, .page, .subject,
            .text:
            values[placeholder.rawValue]
        // An offer that was put in the outbox before offers had links is answered by telephone.
        case .link: values["link"] ?? (kind == MailKind.offerSent.rawValue ? MailText.noLink : nil)
        case .entry: values["entry"].flatMap(PageEntry.init(rawValue:)).map(MailText.entry)
        case .wanted: lapse.map(LapseText.wanted)
        case .lapse: lapse.map(LapseText.reason)
        case .venue: place("venue")
        case .newVenue: place("new_venue")
        case .time: time("start", "end")
        case .newTime: time("new_start", "new_end")
        case .deadline: values["deadline"].flatMap { Instant($0) }.map { DateText.moment($0, in: .japanese) }
        case .month: values["month"].flatMap { YearMonth($0) }.map { DateText.month($0, in: .japanese) }
        case .lastDay: values["last_day"].flatMap { LocalDate($0) }.map { DateText.day($0, in: .japanese) }
        case .silence:
            values["confirmation"].flatMap(NoticeConfirmationMode.init(rawValue:)).map(NoticeText.silence)
        case .travel: values["travel_minutes"].flatMap { Int($0) }.map { MailText.travel(minutes: $0) }
        }
    }

    /// The venue that `name` holds, with its address where that is known.
    private func place(_ name: String) -> String? {
        values[name].map { MailText.venue($0, at: values[name + "_address"] ?? "") }
    }

    private var lapse: LapseGround? { values["lapse"].flatMap(LapseGround.init(rawValue:)) }

    private func time(_ first: String, _ last: String) -> String? {
        guard let start = values[first], let end = values[last] else {
            return values[first] == nil && values[last] == nil ? MailText.time(nil) : nil
        }
        guard let start = Instant(start), let end = Instant(end) else { return nil }
        return TimeRange(start: start, end: end).map { MailText.time($0) }
    }
}
