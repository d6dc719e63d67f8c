import Foundation
import KodanDomain
import KodanImport
import KodanMail
import KodanService
import KodanWeb

/// How mails are written and handed over; every name is in `Config/kodan.example.env`.
extension Settings {
    /// What empties the outbox.
    func drain(of office: Office) throws -> DrainOutbox {
        DrainOutbox(
            office: office,
            templates: try mailTemplates(),
            transport: try mailTransport(),
            sender: try mailSender(),
            phone: try OfficeSettings(folder: configFolder).body.phone,
            publicAddress: try publicAddress(),
            limits: try mailLimits()
        )
    }

    /// The templates, every one of them checked.
    func mailTemplates() throws -> MailTemplates {
        do throws(MailTemplateProblem) {
            return try MailTemplates(folder: configFolder + "/mail")
        } catch {
            throw CommandFailure.configuration("\(error)")
        }
    }

    /// Every mail with invented values, as its template makes it.
    func mailSamples() throws -> [MailSample] {
        let templates = try mailTemplates()
        return try MailKind.allCases.map { kind in
            let wording = try templates.preview(of: kind)
            return MailSample(
                kind: kind.rawValue,
                subject: wording.subject,
                body: wording.body,
                html: wording.html
            )
        }
    }

    /// The mail by which an announcement goes out, with what each says left open.
    func announcementForm() throws -> MailSample {
        let kind = MailKind.announcement.rawValue
        let news = MailNews(
            kind: kind,
            name: MailSample.openName,
            key: "",
            values: [
                "subject": MailSample.openSubject, "text": MailSample.openText,
                "phone": try OfficeSettings(folder: configFolder).body.phone,
                "page": MailSample.openPage,
            ]
        )
        let wording = try mailTemplates().wording(of: news, by: try mailSender().name)
        return MailSample(kind: kind, subject: wording.subject, body: wording.body, html: wording.html)
    }

    /// The command in `KODAN_MAIL_COMMAND`, else the folder of mails, which is made if it is missing.
    private func mailTransport() throws -> MailTransport {
        guard let text = string("KODAN_MAIL_COMMAND") else { return try mailFolderTransport() }
        // People get these mails: neither links to this machine nor a sender that nobody has will do.
        for name in ["KODAN_PUBLIC_URL", "KODAN_MAIL_SENDER"] where string(name) == nil {
            throw CommandFailure.configuration(
                "\(name) is not set: mails that KODAN_MAIL_COMMAND sends need it."
            )
        }
        let limit = Duration.seconds(try number("KODAN_MAIL_SECONDS", 60, in: 1...600))
        guard let command = MailCommand(text, envelopeSender: try bounceAddress(), limit: limit) else {
            throw CommandFailure.configuration(
                "KODAN_MAIL_COMMAND is the absolute path of a program with words behind it, such as /usr/bin/msmtp."
            )
        }
        let program = text.prefix { !$0.isWhitespace }
        guard FileManager.default.isExecutableFile(atPath: String(program)) else {
            throw CommandFailure.configuration(
                "KODAN_MAIL_COMMAND: \(program) is no program that can be run."
            )
        }
        return command.transport
    }

    private func mailFolderTransport() throws -> MailTransport {
        let folder = mailFolder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                sentence: "KODAN_MAIL_FOLDER: the folder \(folder) cannot be made.",
                status: EX_CANTCREAT
            )
        }
        return MailFolder(path: folder).transport
    }

    /// Where mails come back to: `KODAN_MAIL_BOUNCES`, else the sender.
    private func bounceAddress() throws -> EmailAddress {
        guard let text = string("KODAN_MAIL_BOUNCES") else { return try mailSender().address }
        guard let address = try? EmailAddress(text) else {
            throw CommandFailure.configuration("KODAN_MAIL_BOUNCES is no mail address.")
        }
        return address
    }

    /// How many mails a minute each domain gets: `mail/domain-limits.csv`.
    func mailLimits() throws -> MailDomainLimits {
        let file = try FileBytes(path: configFolder + "/mail/domain-limits.csv")
        return try MailDomainLimits { try file.next() }
    }
}
