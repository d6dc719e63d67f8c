import KodanDomain

/// Money as pages write it.
extension PageWords {
    static func yen(_ yen: Yen) -> String { "\(yen.grouped)円" }
}
