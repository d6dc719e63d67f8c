import Foundation

extension Encodable {
    /// One line of JSON for programs that read what a command prints: keys in snake case and in alphabetical order.
    func sortedLine() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
