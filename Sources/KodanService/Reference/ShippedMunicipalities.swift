public import KodanImport

extension MunicipalityNames {
    /// The names of the shipped table in `folder`, `Config/geo`.
    ///
    /// Throws `FileUnreadable`, `GzipError` or `TableProblem`.
    public init(shippedIn folder: String) throws {
        let bytes = try FileBytes(path: "\(folder)/municipalities.csv.gz")
        let text = try GzipReader { try bytes.next() }
        self.init(try MunicipalityTable.all { try text.next() })
    }
}
