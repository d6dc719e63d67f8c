public import KodanDomain
import KodanImport
import KodanStore
public import Postgres

/// A row in the configuration folder contradicts one that the database has, and that may have been used.
public struct CatalogueConflict: Error, Sendable, Equatable {
    /// The file's name.
    public let file: String
    /// A programme, or what it is a rate of, such as a rank or a class of payees.
    public let row: String
    /// The days on which it would hold.
    public let validity: DateRange
}

/// Loads what lectures are held under and paid by, from the configuration folder: programmes with their targets and
/// schedule, topics, qualifications, ranks, materials, holidays, and the rates of fees, travel, evidence and taxes.
///
/// It runs as the owner of the tables, as often as one likes, all or nothing; of two at once the second waits.
public struct LoadCatalogue: Sendable {
    private let owner: Pool
    private let folder: String

    /// Loads from `folder`, the shipped `Config`, over connections of the owner.
    public init(owner: Pool, folder: String) {
        self.owner = owner
        self.folder = folder
    }

    /// Loads or updates everything.
    ///
    /// Throws `FileUnreadable`, `TableProblem`, ``CatalogueConflict``, `Refusal.unknownCode` or `PostgresError`.
    public func callAsFunction() async throws {
        let folder = folder
        try await owner.transaction { session in
            try EntryStore(session).waitForTurn(of: .tables)
            let files = CatalogueFiles(
                folder: folder,
                store: CatalogueStore(session),
                rates: RateStore(session)
            )
            try files.loadWords()
            try files.loadProgrammes()
            try files.loadMaterials()
            try files.loadPacks(PackStore(session))
            try files.loadRates()
        }
    }
}

/// The files of one folder on their way into the tables.
private struct CatalogueFiles {
    let folder: String
    let store: CatalogueStore
    let rates: RateStore

    func loadWords() throws {
        try store.put(
            all(TopicRecord.self, in: "programmes").map {
                CatalogueWord(code: $0.code.text, nameJa: $0.nameJa, nameEn: $0.nameEn)
            },
            in: .topic
        )
        try store.put(
            all(QualificationRecord.self, in: "programmes").map {
                CatalogueWord(code: $0.code.text, nameJa: $0.nameJa, nameEn: $0.nameEn)
            },
            in: .qualification
        )
        try store.put(
            all(RankRecord.self, in: "programmes").map {
                CatalogueWord(code: $0.code.text, nameJa: $0.nameJa, nameEn: $0.nameEn)
            },
            in: .rank
        )
    }

    func loadProgrammes() throws {
        for record in try all(ProgrammeRecord.self, in: "programmes") {
            do throws(PostgresError) {
                try store.put(record.draft, as: record.code)
            } catch {
                guard ["programme_kept", "programme_days_kept"].contains(error.constraint) else {
                    throw error
                }
                throw CatalogueConflict(
                    file: "\(ProgrammeRecord.table).csv",
                    row: record.code.text,
                    validity: record.draft.validity
                )
            }
        }
        let targets = Dictionary(grouping: try all(ProgrammeTarget.self, in: "programmes")) {
            TargetYear(group: $0.group.text, year: $0.year)
        }
        for (key, figures) in targets.sorted(by: { $0.key < $1.key }) {
            let held = figures.first { $0.figure == .held }
            let target = figures.first { $0.figure == .target }
            try store.putTarget(
                of: key.group,
                in: key.year,
                target: target?.count,
                held: held?.count,
                attendance: held?.people,
                unit: (target ?? held)?.unit.rawValue ?? ""
            )
        }
        for event in try all(ScheduledSeminar.self, in: "programmes").map(\.event) { try load(event) }
    }

    /// Loads an event of a programme that the body holds itself, on a day on which it does.
    private func load(_ event: ProgrammeEvent) throws {
        guard let programme = try store.programme(event.programme) else {
            throw Refusal.unknownCode(.programme, event.programme.text)
        }
        guard programme.delivery == .inHouse, programme.validity.contains(event.heldOn) else {
            throw CatalogueConflict(
                file: "\(ScheduledSeminar.table).csv",
                row: event.programme.text,
                validity: DateRange(event.heldOn)
            )
        }
        try store.put(event)
    }

    func loadMaterials() throws {
        for record in try all(MaterialRecord.self, in: "programmes") {
            try store.putMaterial(
                CatalogueWord(code: record.code, nameJa: record.nameJa, nameEn: record.nameEn),
                medium: record.medium.rawValue,
                edition: record.editionName,
                issuedOn: record.firstEdition
            )
        }
    }

    /// Adds the packs of programmes that have none; what the office made of the others stays.
    func loadPacks(_ store: PackStore) throws {
        let listed = Dictionary(grouping: try all(PackRecord.self, in: "programmes"), by: \.programme)
        for (code, records) in listed.sorted(by: { $0.key.text < $1.key.text }) {
            guard let programme = try store.programme(code) else {
                throw Refusal.unknownCode(.programme, code.text)
            }
            guard try store.packs(of: programme).isEmpty else { continue }
            for (topic, items) in Dictionary(grouping: records, by: \.topic) {
                if let topic, try !store.hasTopic(topic) { throw Refusal.unknownCode(.topic, topic.text) }
                let materials = try items.map { item in
                    guard let material = try store.material(item.material) else {
                        throw Refusal.unknownCode(.materials, item.material)
                    }
                    return material
                }
                try store.set(MaterialPack(topic: topic, materials: materials), of: programme)
            }
        }
    }

    func loadRates() throws {
        try store.put(all(HolidayRecord.self, in: "calendar").map(\.holiday))
        try load(FeeRateRecord.self, in: "rates") { .fee($0.rate) }
        try load(TravelRateRecord.self, in: "rates") { .travel($0.rate) }
        try load(EvidenceRuleRecord.self, in: "rates") { .evidence($0.rule) }
        try load(WithholdingRateRecord.self, in: "tax") { .withholding($0.rate, note: $0.note) }
        try load(ConsumptionTaxRateRecord.self, in: "tax") { .consumptionTax($0.rate, note: $0.note) }
        try load(TransitionalDeductionRecord.self, in: "tax") { .deduction($0.rate, note: $0.note) }
    }

    /// Adds the rates that the database lacks; one that it knows may have been given an earlier end there.
    private func load<Record: TableRecord>(
        _ type: Record.Type,
        in room: String,
        _ made: (Record) -> Rate
    ) throws {
        let listed = try all(type, in: room).map(made)
        guard let kind = listed.first?.kind else { return }
        let known = try rates.rates(of: kind)
        for rate in listed {
            guard !known.contains(where: { rate.saysTheSame(as: $0) }) else { continue }
            if let unknown = try rates.unknownCode(in: rate) {
                throw Refusal.unknownCode(unknown.field, unknown.code)
            }
            try add(rate, of: "\(Record.table).csv")
        }
    }

    private func add(_ rate: Rate, of file: String) throws {
        do throws(PostgresError) {
            _ = try rates.add(rate)
        } catch {
            guard error.constraint == rate.kind.oneBy else { throw error }
            throw CatalogueConflict(file: file, row: rate.subject, validity: rate.validity)
        }
    }

    private func all<Record: TableRecord>(_ type: Record.Type, in room: String) throws -> [Record] {
        let file = try FileBytes(path: "\(folder)/\(room)/\(Record.table).csv")
        return try TableReader<Record>.all { try file.next() }
    }
}

private struct TargetYear: Hashable, Comparable {
    let group: String
    let year: FiscalYear

    static func < (left: TargetYear, right: TargetYear) -> Bool {
        (left.group, left.year) < (right.group, right.year)
    }
}
