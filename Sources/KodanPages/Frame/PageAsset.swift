/// A file that pages load: the style, the script and the icon, carried by the executable.
public struct PageAsset: Sendable, Equatable {
    /// Where it is served: its name holds a digest of what it holds, so that browsers may keep it for ever.
    public let path: String
    /// Its media type.
    public let type: String
    /// What it holds.
    public let bytes: [UInt8]

    /// How all pages look.
    public static let style = PageAsset(
        "portal",
        "css",
        "text/css; charset=utf-8",
        PackageResources.portal_css
    )
    /// What pages do where scripts run; without it everything works as well.
    public static let script = PageAsset(
        "portal",
        "js",
        "text/javascript; charset=utf-8",
        PackageResources.portal_js
    )
    /// The sign in the browser's tab.
    public static let icon = PageAsset("icon", "svg", "image/svg+xml", PackageResources.icon_svg)
    /// All of them.
    public static let all = [style, script, icon]

    private init(_ name: String, _ ending: String, _ type: String, _ bytes: [UInt8]) {
        path = "/assets/\(name)-\(PageAsset.mark(of: bytes)).\(ending)"
        self.type = type
        self.bytes = bytes
    }

    /// FNV-1a: it only tells one edition from the next.
    private static func mark(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
