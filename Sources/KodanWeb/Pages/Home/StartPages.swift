import KodanPages
import KodanService

/// The first page.
enum StartPages {
    static let routes = [
        PageRoute("/") { visit in
            let held = try await ReadOffering(office: visit.office).held()
            return StartPage.page(year: held.year, lectures: held.lectures)
        }
    ]
}
