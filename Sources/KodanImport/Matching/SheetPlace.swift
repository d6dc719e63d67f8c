public import KodanDomain

/// Where somebody lives or a lecture is held, as precisely as a spreadsheet tells.
public struct SheetPlace: Hashable, Sendable {
    /// The point itself, or where the municipality's office stands.
    public let point: GeoPoint
    /// The municipality or ward; of a point alone, the one whose office is nearest.
    public let municipality: MunicipalityCode

    /// `point` in `municipality`.
    public init(point: GeoPoint, municipality: MunicipalityCode) {
        self.point = point
        self.municipality = municipality
    }
}

extension RowFields where Column: SheetColumn {
    /// The place of a row; nil after a refusal, or if there is none and none is needed.
    ///
    /// Latitude and longitude say where it is, else the municipality, else the postal code. A municipality that
    /// stands beside coordinates is kept with them; a postal code beside a municipality is not looked at.
    mutating func place(_ gazetteer: Gazetteer, isRequired: Bool) -> SheetPlace? {
        let known = problems.count
        let point = point()
        let named = optional(.municipality) { text throws(FieldRefused) in try gazetteer.names.find(text) }
        var municipality = named
        if text(.municipality).isEmpty, point == nil {
            municipality = optional(.postalCode) { text throws(FieldRefused) in
                try gazetteer.municipality(at: PostalCode(text))
            }
        }
        guard problems.count == known else { return nil }
        if let point, let around = municipality ?? gazetteer.municipality(nearest: point) {
            return SheetPlace(point: point, municipality: around)
        }
        if let municipality, let office = gazetteer.office(of: municipality) {
            return SheetPlace(point: office, municipality: municipality)
        }
        if isRequired { refuse(.municipality, .present) }
        return nil
    }

    private mutating func point() -> GeoPoint? {
        let latitude = degrees(.latitude, latitudes)
        let longitude = degrees(.longitude, longitudes)
        if text(.latitude).isEmpty != text(.longitude).isEmpty {
            refuse(text(.latitude).isEmpty ? .latitude : .longitude, .present)
        }
        guard let latitude, let longitude else { return nil }
        return GeoPoint(latitude: Int32(latitude), longitude: Int32(longitude))
    }

    /// Decimal degrees in micro-degrees; decimals beyond the sixth, a tenth of a metre, are dropped.
    private mutating func degrees(_ column: Column, _ bounds: ClosedRange<Int>) -> Int? {
        optional(column) { text throws(FieldRefused) in
            var text = text
            if let dot = text.firstIndex(of: "."), text[dot...].dropFirst().allSatisfy(\.isASCIIDigit) {
                text = String(text[...dot] + text[dot...].dropFirst().prefix(6))
            }
            guard let number = scaledDecimal(text, places: 6), bounds.contains(number) else {
                let whole = bounds.lowerBound / 1_000_000...bounds.upperBound / 1_000_000
                throw FieldRefused(.place, expected: .degrees(whole))
            }
            return number
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
