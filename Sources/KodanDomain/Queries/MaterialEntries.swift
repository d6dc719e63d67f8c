/// The file of an edition, as it was filed.
public struct EditionFile: Hashable, Sendable {
    /// The edition.
    public let edition: Edition.ID
    /// The digest of its bytes.
    public let sha256: [UInt8]
    /// How many bytes it has.
    public let byteCount: Int
    /// Its media type.
    public let mediaType: String
    /// What it is called.
    public let name: String
    /// Where it lies below the folder of materials.
    public let storageKey: String

    /// A value with these parts.
    public init(
        edition: Edition.ID,
        sha256: [UInt8],
        byteCount: Int,
        mediaType: String,
        name: String,
        storageKey: String
    ) {
        self.edition = edition
        self.sha256 = sha256
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.name = name
        self.storageKey = storageKey
    }
}

/// How the stock of an edition moves.
public enum StockMovementKind: String, Sendable, CaseIterable {
    /// It came from the printer (入庫).
    case received
    /// It left for a lecture (発送).
    case sent
    /// It came back from a lecture (返却).
    case returned
    /// It was counted (棚卸).
    case counted
}

/// A movement of stock; none is ever changed.
public struct StockMovementEntry: Hashable, Sendable {
    /// The movement.
    public let id: StockMovement.ID
    /// What happened.
    public let kind: StockMovementKind
    /// What it added to the stock; negative for what left.
    public let quantity: Int
    /// What was counted, for a count.
    public let counted: Int?
    /// The delivery with which it left or came back.
    public let delivery: MaterialDelivery.ID?
    /// Why, as somebody wrote it.
    public let reason: String?
    /// When.
    public let movedAt: Instant

    /// A value with these parts.
    public init(
        id: StockMovement.ID,
        kind: StockMovementKind,
        quantity: Int,
        counted: Int?,
        delivery: MaterialDelivery.ID?,
        reason: String?,
        movedAt: Instant
    ) {
        self.id = id
        self.kind = kind
        self.quantity = quantity
        self.counted = counted
        self.delivery = delivery
        self.reason = reason
        self.movedAt = movedAt
    }
}

/// What lies in stock of a printed edition.
public struct StockEntry: Hashable, Sendable {
    /// The edition.
    public let edition: Edition.ID
    /// The material of which it is an edition.
    public let materialID: Material.ID
    /// The code of its material.
    public let material: String
    /// The material's name in Japanese.
    public let materialName: String
    /// What the edition is called.
    public let label: String
    /// How many lie there.
    public let onHand: Int
    /// How many of them are planned for lectures and have not left; may be more than lie there.
    public let planned: Int

    /// A value with these parts.
    public init(
        edition: Edition.ID,
        materialID: Material.ID,
        material: String,
        materialName: String,
        label: String,
        onHand: Int,
        planned: Int
    ) {
        self.edition = edition
        self.materialID = materialID
        self.material = material
        self.materialName = materialName
        self.label = label
        self.onHand = onHand
        self.planned = planned
    }
}

/// What goes out by default for the lectures of a programme.
public struct MaterialPack: Hashable, Sendable {
    /// The most materials of a pack.
    public static let limit = 50

    /// For lectures on this topic; nil for all topics that have no pack.
    public let topic: TopicCode?
    /// The materials.
    public let materials: [Material.ID]

    /// A value with these parts.
    public init(topic: TopicCode?, materials: [Material.ID]) {
        self.topic = topic
        self.materials = materials
    }
}

/// A link by which one side takes the file of a delivery, without its secret.
public struct MaterialLinkEntry: Hashable, Sendable {
    /// The link.
    public let id: MaterialLink.ID
    /// Whose it is.
    public let side: Side
    /// When it was sent.
    public let issuedAt: Instant
    /// Until when it serves.
    public let expiresAt: Instant
    /// How often it may be used.
    public let useLimit: Int
    /// How often it was used.
    public let uses: Int
    /// When it was used last.
    public let lastUsedAt: Instant?
    /// When it was taken back.
    public let revokedAt: Instant?

    /// A value with these parts.
    public init(
        id: MaterialLink.ID,
        side: Side,
        issuedAt: Instant,
        expiresAt: Instant,
        useLimit: Int,
        uses: Int,
        lastUsedAt: Instant?,
        revokedAt: Instant?
    ) {
        self.id = id
        self.side = side
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.useLimit = useLimit
        self.uses = uses
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }

    /// Why it serves no more at `now`; nil while it does.
    public func end(at now: Instant) -> LinkEnd? {
        if revokedAt != nil { return .revoked }
        if expiresAt <= now { return .expired }
        return uses >= useLimit ? .spent : nil
    }
}

/// How often a side took the file of a delivery while signed in or by the link of the request's page.
public struct MaterialOpenings: Hashable, Sendable {
    /// The side.
    public let side: Side
    /// How often.
    public let count: Int
    /// When it was taken last.
    public let last: Instant

    /// A value with these parts.
    public init(side: Side, count: Int, last: Instant) {
        self.side = side
        self.count = count
        self.last = last
    }
}
