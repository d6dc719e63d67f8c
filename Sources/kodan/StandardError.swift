import Foundation

/// Writes lines to standard error.
func standardError(_ lines: [String]) {
    FileHandle.standardError.write(Data(lines.map { $0 + "\n" }.joined().utf8))
}
