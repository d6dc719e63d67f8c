/// What an administrator, or the shipped table, says of a programme (事業).
public struct ProgrammeDraft: Hashable, Sendable {
    /// The most characters of a name.
    public static let nameLimit = 100
    /// How many days before the lecture a request may have to come in.
    public static let leadDayBounds = 0...365
    /// How many may have to be expected.
    public static let attendanceBounds = 0...100_000
    /// The most qualifications of which one suffices.
    public static let qualificationLimit = 50

    /// Its name in Japanese.
    public let japaneseName: String
    /// Its name in English.
    public let englishName: String
    /// How its lectures come about.
    public let delivery: Delivery
    /// Who may ask, and who may lecture.
    public let admission: ProgrammeAdmission
    /// Whether its lectures are paid.
    public let paysHonorarium: Bool
    /// The group whose yearly target it counts toward.
    public let targetGroup: ProgrammeCode
    /// How many days before the lecture a request comes in at the latest.
    public let leadDays: Int
    /// How many must be expected at least.
    public let minimumAttendance: Int
    /// The days on which it is in force.
    public let validity: DateRange

    /// Throws ``FieldRefused`` for the first field that cannot be: organizations ask only where the body sends a
    /// lecturer, and what the body holds itself pays no honorarium.
    public init(
        japaneseName: String,
        englishName: String,
        delivery: Delivery,
        admission: ProgrammeAdmission,
        paysHonorarium: Bool,
        targetGroup: ProgrammeCode,
        leadDays: Int,
        minimumAttendance: Int,
        validity: DateRange
    ) throws(FieldRefused) {
        self.japaneseName = try japaneseName.writtenText(.japaneseName, atMost: ProgrammeDraft.nameLimit)
        self.englishName = try englishName.writtenText(.englishName, atMost: ProgrammeDraft.nameLimit)
        self.delivery = delivery
        guard delivery == .dispatched || admission.askers.isEmpty else {
            throw FieldRefused(.askedBy, expected: .absentWithout(.dispatch))
        }
        guard !admission.isForMembers || !admission.askers.isEmpty else {
            throw FieldRefused(.membersOnly, expected: .absentWithout(.askers))
        }
        guard admission.qualifications.count <= ProgrammeDraft.qualificationLimit else {
            throw FieldRefused(.qualifications, expected: .count(0...ProgrammeDraft.qualificationLimit))
        }
        self.admission = admission
        guard delivery != .inHouse || !paysHonorarium else {
            throw FieldRefused(.paysHonorarium, expected: .absentWithout(.lecturers))
        }
        self.paysHonorarium = paysHonorarium
        self.targetGroup = targetGroup
        self.leadDays = try leadDays.within(ProgrammeDraft.leadDayBounds, .leadDays)
        self.minimumAttendance = try minimumAttendance.within(
            ProgrammeDraft.attendanceBounds,
            .minimumAttendance
        )
        self.validity = validity
    }

    /// The fields in which it says something else than `other`.
    public func differences(from other: ProgrammeDraft) -> [Field] {
        var fields: [Field] = []
        if japaneseName != other.japaneseName { fields.append(.japaneseName) }
        if englishName != other.englishName { fields.append(.englishName) }
        if delivery != other.delivery { fields.append(.delivery) }
        if admission.askers != other.admission.askers { fields.append(.askedBy) }
        if admission.isForMembers != other.admission.isForMembers { fields.append(.membersOnly) }
        if admission.qualifications != other.admission.qualifications { fields.append(.qualifications) }
        if paysHonorarium != other.paysHonorarium { fields.append(.paysHonorarium) }
        if targetGroup != other.targetGroup { fields.append(.targetGroup) }
        if leadDays != other.leadDays { fields.append(.leadDays) }
        if minimumAttendance != other.minimumAttendance { fields.append(.minimumAttendance) }
        if validity.first != other.validity.first { fields.append(.validFrom) }
        if validity.last != other.validity.last { fields.append(.lastDay) }
        return fields
    }
}

/// Who may ask for lectures of a programme, and who may give them.
public struct ProgrammeAdmission: Hashable, Sendable {
    /// The kinds of organizations that may ask, in their usual order.
    ///
    /// Empty where presenters ask, where the body holds it itself, or where nobody asks here.
    public let askers: [OrganizationKind]
    /// Whether only members of the council among them.
    public let isForMembers: Bool
    /// Presenters need one of these, in order; empty if every presenter may.
    public let qualifications: [QualificationCode]

    /// An admission, each kind and each qualification once.
    public init(
        askers: some Sequence<OrganizationKind>,
        isForMembers: Bool,
        qualifications: some Sequence<QualificationCode>
    ) {
        let kinds = Set(askers)
        self.askers = OrganizationKind.allCases.filter { kinds.contains($0) }
        self.isForMembers = isForMembers
        self.qualifications = Set(qualifications).sorted()
    }
}
