import Mustache

/// Turns pages into HTML by the templates that the executable carries.
public struct PageLibrary: Sendable {
    private let library: MustacheLibrary

    /// The templates that the executable carries; one that is no Mustache stops it at once.
    public static let shipped = PageLibrary()

    private init() {
        var library = MustacheLibrary()
        MustacheContentTypes.register(PageEscaping(), named: PageEscaping.name)
        // Each template says how it escapes: a part of another begins anew with the library's own way.
        let escaping = "{{% CONTENT_TYPE:\(PageEscaping.name)}}\n"
        for (name, bytes) in PageLibrary.templates {
            do {
                try library.register(escaping + String(decoding: bytes, as: UTF8.self), named: name)
            } catch {
                preconditionFailure("the template \(name) is no Mustache: \(error)")
            }
        }
        self.library = library
    }

    /// The whole page; every text in it is escaped.
    public func html(_ page: PageContent, in frame: PageFrame) -> String {
        let parts: [String: any Sendable] = ["page": page, "frame": frame]
        return library.render(parts, withTemplate: "page") ?? ""
    }

    private static let templates: [(String, [UInt8])] = [
        ("block", PackageResources.block_mustache), ("facts", PackageResources.facts_mustache),
        ("field", PackageResources.field_mustache), ("figure", PackageResources.figure_mustache),
        ("form", PackageResources.form_mustache),
        ("header", PackageResources.header_mustache), ("page", PackageResources.page_mustache),
        ("steps", PackageResources.steps_mustache), ("table", PackageResources.table_mustache),
    ]
}
