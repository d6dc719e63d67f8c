import KodanDomain
public import KodanImport

/// Registers the organizations of a file, in one transaction and in the memory of a few hundred rows.
public struct ImportOrganizations: Sendable {
    private let office: Office
    private let municipalities: MunicipalityNames

    /// Works in `office`; `municipalities` give the names in the file their meaning.
    public init(office: Office, municipalities: MunicipalityNames) {
        self.office = office
        self.municipalities = municipalities
    }

    /// Imports the file; without ``ImportOptions/skipsBadRows`` one bad row keeps all out.
    ///
    /// `tell` hears of every bad row as it is found. Throws ``Refusal/notPermitted(_:)``, `HeaderProblem`,
    /// `SheetBroken`, `TextEncodingError`, or what the source throws; nothing is saved then.
    public func callAsFunction(
        _ source: @escaping ImportSource,
        _ options: ImportOptions = ImportOptions(),
        as credential: Credential,
        tell: @escaping @Sendable (ImportFinding) throws -> Void = { _ in }
    ) async throws -> ImportReport {
        try await office.importing(as: credential, options) { [municipalities] desk in
            let file = try OrganizationFile(
                try source(),
                vocabulary: ImportVocabulary(municipalities: municipalities),
                ignoringUnknownColumns: options.ignoresUnknownColumns
            )
            let registration = OrganizationRegistration(
                desk: desk,
                allowsDuplicates: options.allowsDuplicates
            )
            var run = FileImport<Organization, OrganizationFormat>(
                file,
                register: registration.register,
                tell: tell
            )
            return try run.run()
        }
    }
}
