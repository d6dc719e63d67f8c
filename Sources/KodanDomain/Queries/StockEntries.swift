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
