import KodanImport

/// The files that the product ships, found from this file's place in the checkout.
enum Shipped {
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    static func plain(_ path: String) throws -> ByteSource {
        try FileBytes(path: "\(root)/Config/\(path)").next
    }

    static func packed(_ path: String) throws -> ByteSource {
        try GzipReader(FileBytes(path: "\(root)/Config/\(path)").next).next
    }
}

/// Everything that a source hands out.
func all(_ source: ByteSource) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try source() { bytes += piece }
    return bytes
}

/// `bytes` in pieces of `size`.
func pieces(_ bytes: [UInt8], of size: Int) -> ByteSource {
    var rest = bytes[...]
    return {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}
