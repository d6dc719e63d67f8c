/// Why something about materials was not done.
public enum MaterialRefusal: Sendable, Equatable {
    /// The edition has another file already; another file is another edition.
    case fileThere(Edition.ID)
    /// The edition has no file here.
    case noFile(Edition.ID)
    /// Only what is on paper lies in stock.
    case notPrinted(Edition.ID)
    /// So many are not in stock.
    case stockShort(Edition.ID, wanted: Int)
    /// The link served once, and serves no more.
    case linkEnded(LinkEnd)

    var code: String {
        switch self {
        case .fileThere: "edition_has_file"
        case .noFile: "edition_without_file"
        case .notPrinted: "not_printed"
        case .stockShort: "stock_short"
        case .linkEnded: "material_link_ended"
        }
    }
}

/// Why a link serves no more.
public enum LinkEnd: Sendable, Equatable, CaseIterable {
    /// Its time is over.
    case expired
    /// It was used as often as it may be.
    case spent
    /// It was taken back, or a newer one was sent.
    case revoked
}
