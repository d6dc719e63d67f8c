/// A column of a spreadsheet that is matched: the sheets of presenters and of requests share these.
public protocol SheetColumn: ImportColumn {
    /// What a row is called.
    static var id: Self { get }
    /// A municipality by name or code.
    static var municipality: Self { get }
    /// A postal code.
    static var postalCode: Self { get }
    /// Decimal degrees north.
    static var latitude: Self { get }
    /// Decimal degrees east.
    static var longitude: Self { get }
}

extension SheetColumn {
    /// Nothing that is matched is secret.
    public var isSecret: Bool { false }
}
