public import KodanImport

extension MunicipalityNames {
    /// The names of the shipped table in `folder`, `Config/geo`.
    ///
    /// Throws `FileUnreadable`, `GzipError` or `TableProblem`.
    public init(shippedIn folder: String) throws {
        let text = try GzipReader(path: "\(folder)/municipalities.csv.gz")
        self.init(try MunicipalityTable.all { try text.next() })
    }
}
