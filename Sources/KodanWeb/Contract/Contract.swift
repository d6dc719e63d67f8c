/// The whole of what can be asked over HTTP.
enum Contract {
    /// Every operation of the interface, in the order of its chapters.
    static let operations: [Operation] = [
        RequestsController.operations, DraftsController.operations, HandoversController.operations,
        ApplicationsController.operations,
        SearchController.operations,
        MatchingRunsController.operations, PlanAcceptancesController.operations,
        ExplanationsController.operations,
        OffersController.operations, EstimatesController.operations,
        AskingController.operations, DeskController.operations,
        AssignmentsController.operations + ChangesController.operations, AttestationsController.operations,
        EvidenceController.operations,
        DeliveriesController.operations, MaterialLinksController.operations,
        PresentersController.operations, BlackoutsController.operations, ExclusionsController.operations,
        CoverageController.operations,
        OrganizationsController.operations, MembersController.operations,
        ProgrammesController.operations, ProgrammeEventsController.operations,
        RegistersController.operations, ResultsController.operations, VocabularyController.operations,
        MaterialsController.operations,
        EditionsController.operations, PacksController.operations,
        FindingsController.operations, HonorariaController.operations, PaymentsController.operations,
        AccountingDeskController.operations,
        MonthsController.operations, MonthPapersController.operations, NoticesController.operations,
        TransferFilesController.operations, YearPapersController.operations, BooksController.operations,
        PayeesController.operations, RatesController.operations, BudgetsController.operations,
        TaxQuotesController.operations,
        SessionsController.operations, PasswordsController.operations, UsersController.operations,
        AnonymizationsController.operations,
        TokensController.operations, AuditController.operations, OfficeCareController.operations,
        MailsController.operations, BouncesController.operations, UnsubscriptionsController.operations,
        CalendarsController.operations,
    ].flatMap { $0 }
}
