public import KodanDomain
import KodanStore
import Postgres

extension Chain {
    /// Whether a side gets links: the presenter always, the host of a lecture to which somebody is sent.
    func takesLinks(_ side: Side, of delivery: StoredDelivery) throws -> Bool {
        switch side {
        case .presenter: return true
        case .body: return false
        case .host:
            guard let assignment = try AssignmentStore(desk.session).assignment(delivery.assignment) else {
                return false
            }
            return try RequestStore(desk.session).request(assignment.request)?.delivery == .dispatched
        }
    }
}

/// A side is sent a fresh link to the file of a delivery (資料リンクの再送).
///
/// For clerks and coordinators.
public struct SendMaterialLink: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Mails the link, which nobody else sees; the one before serves no more.
    ///
    /// Throws ``Refusal``: `notFound`, `deliveryState` unless the delivery is sent or received, `material(.noFile)`,
    /// `field` for a side that gets none.
    public func callAsFunction(
        of id: MaterialDelivery.ID,
        to side: Side,
        as credential: Credential
    ) async throws -> MaterialLink.ID {
        let link = try NewLink(office)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            let (delivery, assignment) = try desk.lockedDelivery(id)
            guard [.sent, .received].contains(delivery.state) else {
                throw Refusal.deliveryState(id, delivery.state)
            }
            guard delivery.medium == .digital, delivery.hasFile else {
                throw Refusal.material(.noFile(delivery.edition))
            }
            guard AssignmentState.binding.contains(assignment.state) else {
                throw Refusal.assignmentState(assignment.id, assignment.state)
            }
            return try desk.asSystem {
                let chain = Chain(desk: desk)
                guard try chain.takesLinks(side, of: delivery) else {
                    throw Refusal.field(FieldRefused(.by, expected: .oneOf([Side.presenter.rawValue])))
                }
                return try chain.sendLink(link, of: delivery, to: side)
            }
        }
    }
}

/// A link to the file of a delivery is taken back.
///
/// For clerks and coordinators.
public struct RevokeMaterialLink: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the link from now on.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there, of a lecture that the actor does not see, or
    /// ended.
    public func callAsFunction(_ id: MaterialLink.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            guard let delivery = try MaterialLinkStore(desk.session).revoke(id, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            do {
                _ = try desk.lockedDelivery(delivery)
            } catch Refusal.notFound {
                // What was not to be seen is not told by its key either.
                throw Refusal.notFound(id.description)
            }
            try desk.record("link.revoked", id, detail: ["delivery": "\(delivery)"])
        }
    }
}

/// The links to the file of a delivery, without their secrets: for the body's people.
public struct ReadMaterialLinks: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The links, the newest first, at most 100.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a delivery that is not there or not the reader's to see.
    public func callAsFunction(
        of delivery: MaterialDelivery.ID,
        as credential: Credential
    ) async throws -> [MaterialLinkEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            guard try DeliveryQueries(desk.session).delivery(delivery) != nil else {
                throw Refusal.notFound(delivery.description)
            }
            return try MaterialLinkStore(desk.session).list(of: delivery)
        }
    }

    /// How often each side took the file without a mailed link.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a delivery that is not there or not the reader's to see.
    public func openings(
        of delivery: MaterialDelivery.ID,
        as credential: Credential
    ) async throws -> [MaterialOpenings] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            guard try DeliveryQueries(desk.session).delivery(delivery) != nil else {
                throw Refusal.notFound(delivery.description)
            }
            return try MaterialLinkStore(desk.session).openings(of: delivery)
        }
    }
}

/// The file of a delivery's edition, by a link alone.
public struct OpenMaterialLink: Sendable {
    private let office: Office
    private let folder: MaterialFolder

    /// Works in `office`; the bytes lie in `folder`.
    public init(office: Office, folder: MaterialFolder) {
        self.office = office
        self.folder = folder
    }

    /// The file that was pinned when the delivery was planned, whatever was issued since; counted, unless `isLook`.
    ///
    /// What cannot be given out is not counted. Throws ``Refusal``: `notFound` for a secret that never was, found by
    /// the same look-up as one that is, `material(.linkEnded)`; ``FileProblem`` where the bytes are missing or not
    /// those that were filed.
    public func callAsFunction(
        _ secret: String,
        isLook: Bool = false
    ) async throws -> (file: EditionFile, bytes: SpooledFile) {
        let digest = SecretText.digest(of: secret)
        let found = try await find(digest)
        // What was looked for is a secret, perhaps with a slip in it: it is not repeated.
        guard let found, let file = found.file else { throw Refusal.notFound("link") }
        if let end = found.end { throw Refusal.material(.linkEnded(end)) }
        let bytes = try folder.room.open(file)
        guard !isLook else { return (file, bytes) }
        let isCounted = try await office.transaction(as: .system) { desk in
            try MaterialLinkStore(desk.session).use(found.id, at: desk.now)
        }
        // Another used it up, or took it back, since it was looked at.
        guard isCounted else {
            throw Refusal.material(.linkEnded(try await find(digest)?.end ?? .spent))
        }
        return (file, bytes)
    }

    private func find(_ digest: [UInt8]) async throws -> FoundLink? {
        try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { desk in
            try MaterialLinkStore(desk.session).find(digest, at: desk.now)
        }
    }
}
