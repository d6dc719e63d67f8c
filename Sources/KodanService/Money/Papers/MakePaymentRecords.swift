public import KodanDomain
public import KodanExport
import KodanStore
import Postgres

/// Why a file of payment records was not written: what is wrong with which records; nothing is recorded.
public struct PaymentRecordsRefused: Error, Sendable, Equatable {
    /// The first problem of each person, in order of key; one of the body's own items stands once.
    public let problems: [Form309Refused]
}

/// What became of a year's payment records.
public struct PaymentRecordsMade: Sendable, Equatable {
    /// A character for which its standard form was written.
    public struct Replaced: Sendable, Equatable {
        /// The person.
        public let payee: Payee.ID
        /// Where, and what by what.
        public let replacement: Form309Record.Replacement
    }

    /// Amounts that are no part of the records.
    public struct LeftOut: Sendable, Equatable {
        /// The person.
        public let payee: Payee.ID
        /// Why.
        public let reason: PersonYear.LeftOut
        /// How much, before tax.
        public let amount: Yen

        /// Amounts of a person.
        public init(payee: Payee.ID, reason: PersonYear.LeftOut, amount: Yen) {
            self.payee = payee
            self.reason = reason
            self.amount = amount
        }
    }

    /// A file that lies in its folder.
    public struct File: Sendable, Equatable {
        /// The path of the file.
        public let path: String
        /// Its number among the files of the year.
        public let sequence: Int
        /// How many records it has that stand.
        public let records: Int
        /// How many records of earlier files it cancels.
        public let cancellations: Int
        /// The SHA-256 of its bytes.
        public let sha256: [UInt8]
    }

    /// The file; nil where nothing changed since the newest one, or no record is due.
    public let file: File?
    /// The standard forms in the records of the file, for a person to see.
    public let replaced: [Replaced]
    /// What is no part of the records, in order of person.
    public let leftOut: [LeftOut]

    /// An outcome.
    public init(file: File?, replaced: [Replaced], leftOut: [LeftOut]) {
        self.file = file
        self.replaced = replaced
        self.leftOut = leftOut
    }
}

/// Writes the payment records (支払調書, type 309) of a calendar year as `309dat01.txt`, and later what corrects them.
///
/// The tax office names the files, those of every year alike: each year has a folder of its own, `309-2026`.
/// Each person counts once, with all that was fixed in the year, paid or not; red and black entries count in the year
/// of what they correct. A later file holds only what changed: filed records cancelled, and the right ones. Individual
/// numbers are never in it. For an accountant. Refusals: `dayAhead` before the year is over, `noTaxRate`,
/// `recordFileNumber`; ``PaymentRecordsRefused`` and ``FileProblem``.
public struct MakePaymentRecords: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the next file of `year` in the year's folder below `folder`, under its `number` if that is given.
    public func callAsFunction(
        _ year: CalendarYear,
        number: Int? = nil,
        to folder: String,
        by body: OfficeBody,
        as credential: Credential
    ) async throws -> PaymentRecordsMade {
        guard let payerNumber = body.corporateNumber else {
            throw OfficeSettingsProblem.missing(key: "body_number")
        }
        let judges = office.rules.recordsJudgeWithoutSeparateTax
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            guard desk.now.date > year.last else { throw Refusal.dayAhead(year.last.adding(days: 1)) }
            try PaymentMonthStore(desk.session).exclusively()
            let store = PaymentRecordStore(desk.session)
            let next = try store.newest(of: year) + 1
            guard let name = Form309Year.fileName(number ?? next), number.map({ $0 >= next }) ?? true else {
                throw Refusal.recordFileNumber(year, next: next)
            }
            let encoder = try CP932Encoder()
            let form = Form309Year(
                year.number,
                payer: Form309Payer(body, number: payerNumber),
                judgesWithoutSeparateTax: judges,
                encoder: encoder
            )
            let persons = try desk.persons(of: year)
            let leftOut = persons.flatMap(MakePaymentRecords.leftOut)
            let draft = try RecordDraft(persons, form: form, store: store, filed: store.filed(in: year))
            guard !draft.records.isEmpty else {
                return PaymentRecordsMade(file: nil, replaced: [], leftOut: leftOut)
            }
            let file = try AtomicFile(folder: year.folder(in: folder), name: name)
            for (_, record) in draft.records { try file.write(record.bytes(encoder)) }
            let sha256 = try file.verified { _ in }
            let written = WrittenFile(name: name, byteCount: file.byteCount, sha256: sha256)
            try desk.record(written, number ?? next, of: year, draft)
            try placed.place(file)
            return PaymentRecordsMade(
                file: .init(
                    path: file.path,
                    sequence: number ?? next,
                    records: draft.records.count { !$0.record.isCancellation },
                    cancellations: draft.records.count { $0.record.isCancellation },
                    sha256: sha256
                ),
                replaced: draft.replaced,
                leftOut: leftOut
            )
        }
    }

    private static func leftOut(_ person: PersonYear) -> [PaymentRecordsMade.LeftOut] {
        PersonYear.LeftOut.allCases.compactMap { reason in
            person.leftOut[reason].map { .init(payee: person.person, reason: reason, amount: $0) }
        }
    }
}

/// The records of the next file, person by person.
private struct RecordDraft {
    private(set) var records: [(payee: Payee.ID, record: Form309Record)] = []
    private(set) var replaced: [PaymentRecordsMade.Replaced] = []

    init(
        _ persons: [PersonYear],
        form: Form309Year,
        store: PaymentRecordStore,
        filed: [Payee.ID: [[String]]]
    ) throws {
        let owed = Dictionary(persons.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        let due = owed.filter { form.isRequired([Form309Payment($0.value)]) }
        let names = try store.persons(due.keys.sorted())
        let named = Dictionary(names.map { ($0.payee, $0) }, uniquingKeysWith: { first, _ in first })
        var problems: [Form309Refused] = []
        for payee in Set(due.keys).union(filed.keys).sorted() {
            do throws(Form309Refused) {
                let before = (filed[payee] ?? []).compactMap(Form309Record.init(filed:))
                var right: [Form309Record] = []
                if let year = due[payee], let person = named[payee] {
                    right = try form.records(
                        of: try Form309Payee(person),
                        [Form309Payment(year)],
                        remarks: Form309Year.remarks(separateConsumptionTax: year.separateTax)
                    )
                }
                let changed = form.correction(of: before, by: right)
                records += changed.map { (payee, $0) }
                replaced += changed.flatMap(\.replacements).map { .init(payee: payee, replacement: $0) }
            } catch {
                // The body's own items are wrong once, not once for each person.
                let isOwn = (4...11).contains(error.item) || error.item == 52
                if !isOwn || !problems.contains(where: { $0.item == error.item }) { problems.append(error) }
            }
        }
        guard problems.isEmpty else { throw PaymentRecordsRefused(problems: problems) }
    }
}

extension Desk {
    /// What each person was owed in the year, as it stands now, in order of key.
    fileprivate func persons(of year: CalendarYear) throws -> [PersonYear] {
        let table = try RateStore(session).withholdingTable()
        var persons: [PersonYear] = []
        var entries: [YearEntry] = []
        func finish() throws(Refusal) {
            guard let first = entries.first else { return }
            persons.append(try PersonYear(first.person, entries, by: table, on: now.date))
            entries.removeAll(keepingCapacity: true)
        }
        try YearEntryStore(session, on: now.date).forEach(fixedIn: year) { entry in
            if let last = entries.last, last.person != entry.person { try finish() }
            entries.append(entry)
        }
        try finish()
        return persons
    }

    fileprivate func record(
        _ file: WrittenFile,
        _ sequence: Int,
        of year: CalendarYear,
        _ draft: RecordDraft
    ) throws {
        let rows = draft.records.map { NewPaymentRecord(payee: $0.payee, items: $0.record.items) }
        let user = try actor.user
        try PaymentRecordStore(session).add(file, sequence, of: year, rows, by: user, at: now)
        try ExportRunStore(session).add(file, .paymentRecords, of: .year(year.number), by: user, at: now)
        try record(
            "payment_records.exported",
            year.subject,
            detail: ["sequence": String(sequence), "sha256": file.sha256.hexadecimal]
        )
    }
}

extension CalendarYear {
    /// The year's name in the record, `year-2026`.
    var subject: String { "year-\(number)" }

    /// The folder of the year's files below `folder`, made where it is missing.
    func folder(in folder: String) throws(FileProblem) -> String {
        try OutputPath.folder("309-\(number)", in: folder)
    }
}

extension Form309Payer {
    fileprivate init(_ body: OfficeBody, number: CorporateNumber) {
        self.init(address: body.address, name: body.name, phone: body.phone, number: number)
    }
}

extension Form309Payee {
    /// Throws ``Form309Refused`` for a corporation whose recorded number is none.
    fileprivate init(_ person: RecordedPerson) throws(Form309Refused) {
        let key = person.payee.description
        var number: CorporateNumber?
        if let recorded = person.registrationNumber {
            do throws(InvoiceNumberRefusal) {
                number = try CorporateNumber(String(recorded.dropFirst()))
            } catch {
                throw Form309Refused(payee: key, item: 53, problem: .missing)
            }
        }
        self.init(key: key, name: person.name, address: person.address, corporateNumber: number)
    }
}

extension Form309Payment {
    fileprivate init(_ year: PersonYear) {
        self.init(
            amount: year.amount,
            unpaid: year.unpaid,
            tax: year.tax,
            notWithheld: year.notWithheld,
            separateConsumptionTax: year.separateTax
        )
    }
}
