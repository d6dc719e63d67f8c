public import KodanDomain

/// Finds municipalities by name or code.
///
/// Names are compared without regard to width, blanks and the size of ヶ and ヵ, with or without district (郡), and
/// with or without the prefecture before them.
public struct MunicipalityNames: Sendable {
    private var codes: [String: [MunicipalityCode]] = [:]
    private var localGovernmentCodes: [String: MunicipalityCode] = [:]
    private var labels: [MunicipalityCode: (prefecture: String, name: String)] = [:]
    private var prefectures: [String: PrefectureCode] = [:]

    /// The names of these municipalities and wards.
    public init(_ municipalities: some Sequence<Municipality>) {
        for one in municipalities {
            labels[one.code] = (one.prefecture, one.addressName)
            localGovernmentCodes[one.localGovernmentCode] = one.code
            for name in Set([one.name, one.addressName].map(nameKey)) {
                codes[name, default: []].append(one.code)
                codes[nameKey(one.prefecture) + name, default: []].append(one.code)
            }
            prefectures[one.prefecture] = one.code.prefecture
            if one.prefecture != "北海道" {
                prefectures[String(one.prefecture.dropLast())] = one.code.prefecture
            }
        }
    }

    /// The municipality with this name, five-digit code or six-digit code.
    ///
    /// Throws ``FieldRefused``: `municipality` for an unknown one, `oneMunicipality` with the candidates if
    /// there are several, which `prefecture` may tell apart.
    public func find(_ text: String, in prefecture: PrefectureCode? = nil) throws(FieldRefused)
        -> MunicipalityCode
    {
        if let first = text.utf8.first, (0x30...0x39).contains(first) { return try find(code: text) }
        var found = codes[nameKey(text)] ?? []
        if found.count > 1, let prefecture { found.removeAll { $0.prefecture != prefecture } }
        guard let only = found.first else { throw FieldRefused(.municipality, expected: .municipality) }
        guard found.count == 1 else {
            throw FieldRefused(.municipality, expected: .oneMunicipality(found.sorted().map(wholeName)))
        }
        return only
    }

    /// The municipality with this five-digit or six-digit code; throws ``FieldRefused`` if there is none.
    public func find(code text: String) throws(FieldRefused) -> MunicipalityCode {
        if let code = localGovernmentCodes[text] { return code }
        let code = try? MunicipalityCode(text)
        guard let code, labels[code] != nil else {
            throw FieldRefused(.municipality, expected: .municipality)
        }
        return code
    }

    /// The name of the prefecture of a municipality; empty for a code that nobody has.
    func prefectureName(of code: MunicipalityCode) -> String { labels[code]?.prefecture ?? "" }

    /// The name of a municipality with its prefecture; empty for a code that nobody has.
    func wholeName(of code: MunicipalityCode) -> String {
        labels[code].map { $0.prefecture + $0.name } ?? ""
    }

    /// An address that begins with the prefecture, made from one that may begin later.
    public func wholeAddress(_ address: String, in code: MunicipalityCode) -> String {
        guard let (prefecture, name) = labels[code], !address.hasPrefix(prefecture) else { return address }
        return address.hasPrefix(name) ? prefecture + address : prefecture + name + address
    }

    /// The prefecture with this name, with or without 都, 府 or 県, or this code.
    ///
    /// Throws ``FieldRefused``.
    public func prefecture(_ text: String) throws(FieldRefused) -> PrefectureCode {
        if let code = prefectures[text] { return code }
        guard let code = try? PrefectureCode(text) else {
            throw FieldRefused(.prefecture, expected: .prefecture)
        }
        return code
    }
}

private func nameKey(_ name: String) -> String {
    String(
        name.normalized.compactMap { character -> Character? in
            switch character {
            case " ": nil
            case "ヶ": "ケ"
            case "ヵ": "カ"
            default: character
            }
        }
    )
}
