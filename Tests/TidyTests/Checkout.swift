import Foundation

/// A file of the checkout.
struct TextFile {
    /// Where it lies, from the checkout's root.
    let path: String
    let text: String
    /// The file taken apart; of no use unless it is Swift.
    let swift: SwiftText

    init(path: String, text: String) {
        self.path = path
        self.text = text
        swift = SwiftText(path.hasSuffix(".swift") ? text : "")
    }

    /// Whether it lies in one of these folders (ending in `/`) or is one of these files.
    func isIn(_ rooms: some Sequence<String>) -> Bool {
        rooms.contains { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 }
    }
}

/// The files of the checkout that these tests were compiled from.
enum Checkout {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every file that people write, in order of path; builds and data of this machine are left out.
    static let files: [TextFile] = {
        let kinds = [
            "swift", "sql", "sh", "yml", "yaml", "md", "env", "html", "mustache", "css", "h", "modulemap",
        ]
        let names = ["Makefile", "Dockerfile", ".ci/run", ".gitignore"]
        let paths = FileManager.default.enumerator(atPath: root.path)
        var files: [TextFile] = []
        while let path = paths?.nextObject() as? String {
            let name = (path as NSString).lastPathComponent
            if name.hasPrefix("."), name != ".ci", !names.contains(path), !name.hasSuffix(".yml") {
                paths?.skipDescendants()
                continue
            }
            guard
                kinds.contains((path as NSString).pathExtension) || names.contains(path)
                    || names.contains(name),
                let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
            else { continue }
            files.append(TextFile(path: path, text: text))
        }
        return files.sorted { $0.path < $1.path }
    }()

    /// Every Swift file but those of these tests, whose examples break the rules on purpose.
    static let swift = files.filter { $0.path.hasSuffix(".swift") && !$0.isIn(["Tests/TidyTests/"]) }

    /// The Swift files of the package itself.
    static let sources = swift.filter { $0.isIn(["Sources/", "SQL/"]) }

    /// The migrations and whatever else is SQL.
    static let sql = files.filter { $0.path.hasSuffix(".sql") }

    /// What the first group of `pattern` catches in the sources of these rooms, each time that it does.
    static func codes(_ pattern: String, in rooms: [String]) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        return sources.filter { $0.isIn(rooms) }.flatMap { file in
            let all = NSRange(file.text.startIndex..., in: file.text)
            return expression.matches(in: file.text, range: all).compactMap { match in
                Range(match.range(at: 1), in: file.text).map { String(file.text[$0]) }
            }
        }
    }
}
