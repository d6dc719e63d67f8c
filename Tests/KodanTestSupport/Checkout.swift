/// Where the files of this checkout lie.
public enum Checkout {
    /// Its root, found from this file's place in it.
    public static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    /// The tables and the geography that are shipped.
    public static let config = root + "/Config"
}
