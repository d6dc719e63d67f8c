import Foundation

extension JSONEncoder {
    /// For lines that commands print: keys in snake case and in alphabetical order.
    static var kodan: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
