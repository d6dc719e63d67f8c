import KodanDomain
import KodanImport

/// The shipped gazetteer, with a table of postal codes that is small: a code of one municipality, and one of two.
var gazetteer: Gazetteer {
    Gazetteer(municipalities) {
        wholePiece(
            Array(
                """
                postal_code,jis_code,kind,prefecture,municipality,town,town_kana
                1838703,13206,A,東京都,府中市,宮西町,ミヤニシチョウ
                1838703,13206,A,東京都,府中市,緑町,ミドリチョウ
                1980000,13308,A,東京都,西多摩郡奥多摩町,,
                1980000,13205,A,東京都,青梅市,,

                """.utf8
            )
        )
    }
}

private let municipalities = (try? MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz"))) ?? []

/// A valid presenter by English header; tests change a field and look what happens.
let sheetPresenter: [(String, String)] = [
    ("id", "P1"), ("name", "講壇 花子"), ("municipality", "千代田区"), ("topics", "Phishing;五か条"), ("level", "2"),
    ("cap_per_month", "3"), ("unavailable", "2026-12-05;2026/12/12"), ("reach_minutes", "90"),
    ("weekdays", "mon-wed"), ("lectures_this_year", "4"), ("yearly_cap", "12"), ("organization", "講壇協会"),
    ("online", "no"),
]

/// A valid request by English header.
let sheetRequest: [(String, String)] = [
    ("id", "R1"), ("title", "見本講演"), ("municipality", "東京都府中市"), ("topic", "phishing"), ("level", "1"),
    ("slots", "2026-12-05T14:00:00+09:00/PT2H;2026/12/12 10:00-11:30"), ("organization", "講壇商工会議所"),
    ("online", "yes"),
]

func sheet(presenters bytes: [UInt8]) throws -> Sheet<SheetPresenter> {
    try Sheet(presenters: wholePiece(bytes), gazetteer)
}

func sheet(requests bytes: [UInt8], of presenters: Set<String>? = nil) throws -> Sheet<SheetRequest> {
    try Sheet(requests: wholePiece(bytes), gazetteer, of: presenters)
}

/// The only presenter of a sheet with `changes` made to the valid one.
func presenter(_ changes: [String: String?]) throws -> SheetPresenter? {
    try sheet(presenters: file(sheetPresenter, changes)).rows.first
}

/// The only request of a sheet with `changes` made to the valid one.
func request(_ changes: [String: String?]) throws -> SheetRequest? {
    try sheet(requests: file(sheetRequest, changes)).rows.first
}
