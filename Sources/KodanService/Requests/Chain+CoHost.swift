import KodanDomain
import KodanStore

extension Chain {
    /// Writes to the host's side of a lecture: the request's contact, but for a presenter's own lecture, whose contact
    /// is the presenter, the organization that stands by it.
    ///
    /// False where such an organization is nobody but the presenter: what it was to be asked is the office's then.
    @discardableResult
    func tellHostSide(
        _ kind: String,
        _ request: StoredRequest,
        _ during: TimeRange,
        _ more: [String: String] = [:],
        assignment: Assignment.ID? = nil,
        about subject: (any CustomStringConvertible)? = nil
    ) throws -> Bool {
        guard request.askingPresenter != nil, request.organization != nil else {
            try tellHost(kind, request, during, more, assignment: assignment, about: subject)
            return true
        }
        return try tellCoHost(kind, request, during, more, assignment: assignment, about: subject)
    }

    /// Writes to the organization that stands by a presenter's own lecture: to those who act for it and sign in, else
    /// to its office, which gets a link; never to where the presenter is reached.
    ///
    /// False where nobody is left to write to, and for a lecture by which no organization stands.
    @discardableResult
    func tellCoHost(
        _ kind: String,
        _ request: StoredRequest,
        _ during: TimeRange,
        _ more: [String: String] = [:],
        assignment: Assignment.ID? = nil,
        about subject: (any CustomStringConvertible)? = nil
    ) throws -> Bool {
        guard let presenter = request.askingPresenter, let organization = request.organization else {
            return false
        }
        let entries = try desk.asSystem { () -> [OutboxEntry] in
            let own = try mailboxes(of: presenter)
            let store = CoHostStore(desk.session)
            let today = desk.now.date
            func mail(to person: Addressee, _ addressee: MailAddressee) -> OutboxEntry {
                var entry = OutboxEntry(
                    kind,
                    to: person.email,
                    name: person.name,
                    about: subject?.description ?? request.id.description,
                    values: values(of: request, during).merging(more) { _, new in new }
                )
                entry.addressee = addressee
                entry.request = request.id
                entry.assignment = assignment
                return entry
            }
            let members = try store.members(of: organization, besides: presenter, on: today)
                .filter { !own.contains($0.email.key) }
            guard members.isEmpty else { return members.map { mail(to: $0, .fixed) } }
            guard let office = try store.office(of: organization, besides: presenter, on: today),
                !own.contains(office.email.key)
            else { return [] }
            return [mail(to: office, .organization)]
        }
        for entry in entries { try desk.mail(entry) }
        return !entries.isEmpty
    }

    /// Refuses that the presenter of a lecture speaks for its host, in whatever role they come, and by a link that went
    /// to where they are reached.
    ///
    /// Throws ``Refusal/ownAffair(_:)``.
    func refuseOwnHost(of assignment: StoredAssignment, _ request: StoredRequest) throws {
        try desk.refuseOwn(.lecture(assignment.id), assignment.id)
        guard case .statusLink = try desk.actor.entrance else { return }
        var mailbox: EmailAddress? = request.contactEmail
        if let presenter = request.askingPresenter, let organization = request.organization {
            mailbox = try desk.asSystem {
                try CoHostStore(desk.session).office(
                    of: organization,
                    besides: presenter,
                    on: desk.now.date
                )?.email
            }
        }
        // Where the presenter belongs to the organization, they may read what comes to its office.
        guard let mailbox else { throw Refusal.ownAffair("\(assignment.id)") }
        try desk.refuseMailbox(of: assignment.presenter, mailbox, assignment.id)
    }

    /// Where a presenter is reached, signs in or was reached before, by ``EmailAddress/key``.
    private func mailboxes(of presenter: Presenter.ID) throws -> Set<String> {
        let since = ChangePresenter.horizon(at: desk.now)
        let own = try PresenterStore(desk.session).addressees(of: [presenter], since: since)
        return Set(own.map(\.email.key))
    }
}
