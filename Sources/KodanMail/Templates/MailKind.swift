/// The kinds of mail that Kodan writes, by the names that the outbox stores.
public enum MailKind: String, Sendable, CaseIterable {
    /// To the host: the request has arrived.
    case requestReceived = "request_received"
    /// To the host: what to correct.
    case requestReturned = "request_returned"
    /// To the host: the request is refused.
    case requestRejected = "request_rejected"
    /// To the host: a presenter is being looked for.
    case requestApproved = "request_approved"
    /// To a presenter who asked: the lecture stands.
    case requestAssignedSelfHosted = "request_assigned_self_hosted"
    /// To the host: the request was called off.
    case requestCancelled = "request_cancelled"
    /// To the host: the request ends by itself unless somebody goes on with it.
    case requestLapses = "request_lapses"
    /// To the host: the request has ended by itself.
    case requestLapsed = "request_lapsed"
    /// To a presenter: will you come?
    case offerSent = "offer_sent"
    /// To a presenter: another was faster.
    case offerSuperseded = "offer_superseded"
    /// To a presenter: the offer was taken back.
    case offerWithdrawn = "offer_withdrawn"
    /// To a presenter: the deadline passed.
    case offerExpired = "offer_expired"
    /// To a presenter: there is more time to answer.
    case offerExtended = "offer_extended"
    /// To the host: nobody who was asked can come; the office goes on.
    case requestUnanswered = "request_unanswered"
    /// To both: does the lecture stand?
    case reconfirmationAsked = "reconfirmation_asked"
    /// To the presenter: please report.
    case reportAsked = "report_asked"
    /// To the host: please confirm that it was held.
    case confirmationAsked = "confirmation_asked"
    /// To the host: who comes.
    case presenterFound = "presenter_found"
    /// To the host: the presenter cannot come, another is looked for.
    case presenterWithdrew = "presenter_withdrew"
    /// To the presenter: what stands.
    case assignmentBrief = "assignment_brief"
    /// To the presenter: somebody else gives the lecture.
    case assignmentReleased = "assignment_released"
    /// To the presenter: the lecture was called off.
    case lectureCancelled = "lecture_cancelled"
    /// To both: the lecture was not held.
    case lectureNotHeld = "lecture_not_held"
    /// To both: where the file of a material is.
    case materialLink = "material_link"
    /// To a side: the other, or the office, would like another date or venue.
    case changeProposed = "change_proposed"
    /// To the sides but the one that said no: the change was refused, and the office decides what becomes of the
    /// lecture.
    case changeDeclined = "change_declined"
    /// To a side: the change comes to nothing, the lecture stays as it was.
    case changeDropped = "change_dropped"
    /// To both: the lecture has another date or venue.
    case lectureMoved = "lecture_moved"
    /// To a presenter, also where they were reached before: their mail address or telephone number was changed.
    case contactChanged = "contact_changed"
    /// To the payee: the bank account was changed.
    case accountChanged = "account_changed"
    /// To the presenters whose lectures it pays for: a payment notice is there to be read, and until when to answer.
    case noticeIssued = "notice_issued"
    /// To many presenters: what the office has to say.
    case announcement
    /// To a host or presenter: how to sign in.
    case signInLink = "sign_in_link"
    /// To a user: how to set a password.
    case passwordLink = "password_link"
    /// To a user: their password or one-time codes were set, changed or taken away, or a recovery
    /// code was used.
    case signInChanged = "sign_in_changed"
    /// To a user: a token was issued by which somebody acts in their name.
    case tokenIssued = "token_issued"
    /// To somebody who is not registered: how to confirm what they applied for.
    case applicationLink = "application_link"
    /// To a presenter where they would like to be reached: how to confirm that they are.
    case addressLink = "address_link"
    /// To the host's new contact: who sees to the request from now on.
    case requestHandedOver = "request_handed_over"
}

/// What a template leaves open, written `{{title}}`.
public enum MailPlaceholder: String, Sendable, CaseIterable {
    /// The recipient's name.
    case name
    /// Who writes.
    case office
    /// The telephone number of who writes.
    case phone
    /// The key of what the mail is about, `ofr-17`.
    case key
    /// The key of the request, `req-1042`.
    case request
    /// What the lecture is called.
    case title
    /// Where it is held, with its address.
    case venue
    /// Whose lecture it is.
    case host
    /// When it is held, in words.
    case time
    /// When it would be held, in words.
    case newTime = "new_time"
    /// Where it would be held, with its address.
    case newVenue = "new_venue"
    /// Why, as somebody wrote it; may have several lines.
    case reason
    /// The presenter's name.
    case presenter
    /// What keeps a request from ending by itself, in words.
    case wanted
    /// Why a request ended by itself, in words.
    case lapse
    /// Until when to answer, in words.
    case deadline
    /// How long the way is, in words.
    case travel
    /// The last three digits of an account's number.
    case lastThree = "last_three"
    /// The month of a payment, in words.
    case month
    /// The last day for an answer, in words.
    case lastDay = "last_day"
    /// What silence until that day means, in words.
    case silence
    /// A material with its edition.
    case material
    /// A link that opens something to the recipient only.
    case link
    /// Where the recipient sees how the matter stands.
    case page
    /// Whether they sign in to see it, in words.
    case entry
    /// What stands above an announcement, in one line.
    case subject
    /// What an announcement says; may have several lines.
    case text

    /// Whether its value may have several lines, so that no subject holds it.
    var hasLines: Bool { self == .reason || self == .text }
}

extension MailKind {
    /// The placeholders for which the mail has values.
    public var placeholders: Set<MailPlaceholder> {
        let always: Set<MailPlaceholder> = [.name, .office, .phone, .key]
        let lecture = always.union([.request, .title, .venue, .time])
        // Whoever has something to do, or to follow, is shown where.
        let followed = lecture.union([.page])
        return switch self {
        case .requestReceived, .requestApproved, .requestUnanswered, .requestHandedOver:
            followed.subtracting([.time])
        case .requestReturned: followed.subtracting([.time]).union([.reason, .entry])
        case .requestRejected: followed.subtracting([.time]).union([.reason])
        case .requestLapses: followed.subtracting([.time]).union([.wanted, .deadline])
        case .requestLapsed: followed.subtracting([.time]).union([.lapse])
        case .requestCancelled, .requestAssignedSelfHosted, .presenterWithdrew, .reconfirmationAsked,
            .reportAsked,
            .assignmentReleased, .lectureCancelled, .lectureNotHeld,
            .changeDropped, .lectureMoved:
            followed
        case .assignmentBrief: followed.union([.host])
        case .confirmationAsked: followed.union([.entry])
        case .changeProposed, .changeDeclined: followed.union([.newTime, .newVenue, .reason, .deadline])
        case .presenterFound: followed.union([.presenter])
        case .offerSuperseded, .offerWithdrawn, .offerExpired: lecture
        case .offerSent: lecture.union([.host, .deadline, .travel, .link])
        case .offerExtended: lecture.union([.deadline])
        case .materialLink: lecture.union([.material, .link, .deadline])
        case .contactChanged, .signInChanged: always
        case .tokenIssued: always.union([.deadline])
        case .accountChanged: always.union([.lastThree])
        case .noticeIssued: always.union([.month, .lastDay, .silence, .page])
        // It is read before it has a key.
        case .announcement: always.subtracting([.key]).union([.subject, .text, .page])
        case .signInLink, .passwordLink, .applicationLink, .addressLink: always.union([.link, .deadline])
        }
    }
}
