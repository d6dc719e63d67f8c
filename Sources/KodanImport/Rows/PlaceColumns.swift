import KodanDomain

/// The columns that tell where something is.
protocol PlaceColumns: ImportColumn {
    static var prefecture: Self { get }
    static var municipality: Self { get }
    static var municipalityCode: Self { get }
}

extension PresenterColumn: PlaceColumns {}
extension OrganizationColumn: PlaceColumns {}

extension RowFields where Column: PlaceColumns {
    /// The municipality by code, by name, or by both if they agree; nil after a refusal.
    mutating func place(_ names: MunicipalityNames) -> MunicipalityCode? {
        let prefecture = optional(.prefecture) { text throws(FieldRefused) in try names.prefecture(text) }
        let code = optional(.municipalityCode) { text throws(FieldRefused) in try names.find(code: text) }
        let within = prefecture ?? code?.prefecture
        let named = optional(.municipality) { text throws(FieldRefused) in try names.find(text, in: within) }
        if text(.municipalityCode).isEmpty, text(.municipality).isEmpty { refuse(.municipality, .present) }
        if let code, let named, code != named { refuse(.municipality, .oneOf([code.digits])) }
        let place = code ?? named
        if let place, let prefecture, place.prefecture != prefecture {
            refuse(.prefecture, .oneOf([names.prefectureName(of: place)]))
        }
        return place
    }
}
