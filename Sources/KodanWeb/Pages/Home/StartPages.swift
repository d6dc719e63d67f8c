import KodanPages

/// The first page.
enum StartPages {
    static let routes = [PageRoute("/") { _ in StartPage.page() }]
}
