/// A material with its editions (資料一覧).
public struct MaterialEntry: Hashable, Sendable {
    /// The material.
    public let id: Material.ID
    /// By what files and lists name it.
    public let code: String
    /// Its name in Japanese.
    public let japaneseName: String
    /// Its name in English.
    public let englishName: String
    /// File or paper.
    public let medium: MaterialMedium
    /// Its editions, the newest first.
    public var editions: [EditionEntry]

    /// A value with these parts.
    public init(
        id: Material.ID,
        code: String,
        japaneseName: String,
        englishName: String,
        medium: MaterialMedium,
        editions: [EditionEntry]
    ) {
        self.id = id
        self.code = code
        self.japaneseName = japaneseName
        self.englishName = englishName
        self.medium = medium
        self.editions = editions
    }
}

/// An edition of a material.
public struct EditionEntry: Hashable, Sendable {
    /// The edition.
    public let id: Edition.ID
    /// What it is called.
    public let label: String
    /// From when on it goes out.
    public let issuedOn: LocalDate
    /// Whether its file lies here.
    public let hasFile: Bool

    /// A value with these parts.
    public init(id: Edition.ID, label: String, issuedOn: LocalDate, hasFile: Bool) {
        self.id = id
        self.label = label
        self.issuedOn = issuedOn
        self.hasFile = hasFile
    }
}

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
