import Foundation

/// What is wrong with an instance folder, one case for each sentence.
enum InstanceError: Error, Equatable, CustomStringConvertible {
    case unreadable(String)
    case notConstants(String)
    case notCSV(String)
    case badHeader(file: String, expected: [String])
    case badLine(file: String, line: Int, cells: Int)
    case badCell(file: String, line: Int, column: String, expected: String)
    case notCandidates(String)

    var description: String {
        switch self {
        case .unreadable(let file): "\(file) of the instance folder cannot be read"
        case .notConstants(let file):
            "\(file) does not hold name, k, radius_m, lambda and unassigned, k and radius above 0, none below 0"
        case .notCSV(let file): "\(file) is not a CSV file in UTF-8"
        case .badHeader(let file, let expected):
            "\(file) does not begin with the line \(expected.joined(separator: ","))"
        case .badLine(let file, let line, let cells): "\(file), line \(line): expected \(cells) cells"
        case .badCell(let file, let line, let column, let expected):
            "\(file), line \(line), \(column): expected \(expected)"
        case .notCandidates(let file):
            "\(file) does not hold candidate lists of the requests and presenters beside it"
        }
    }

    /// The bytes of `file`.
    static func reading(_ file: URL) throws(InstanceError) -> Data {
        do {
            return try Data(contentsOf: file)
        } catch {
            throw .unreadable(file.lastPathComponent)
        }
    }
}
