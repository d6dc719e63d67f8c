import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Organizations, their people, and what may be done with either.
enum OrganizationPages {
    private static let readers = Set<Role>.staff

    static let routes: [PageRoute] = [
        PageRoute("/organizations", roles: readers, steps: ["add": .changes(add)], show: list),
        PageRoute(
            "/organizations/:id",
            roles: readers,
            steps: [
                "change": .changes(change), "merge": .changes(merge), "add_member": .changes(addMember),
                "hand_over": .changes(handOver), "remove_member": .changes(removeMember),
            ]
        ) { visit in
            let found = try await ReadOrganizations(office: visit.office)(
                try visit.key(),
                as: try visit.session()
            )
            return OrganizationTexts.page(
                found,
                names: try await visit.names(found.summary.mergedInto),
                role: visit.role ?? .auditor,
                today: visit.office.clock.now().date,
                done: visit.done
            )
        },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let question = OrganizationQuestion(
            prefecture: visit.query("prefecture").flatMap { try? PrefectureCode($0) },
            kind: visit.query("kind").flatMap { OrganizationKind(rawValue: $0) },
            name: visit.query("name").map { String($0.prefix(100)) }
        )
        let page = try await ReadOrganizations(office: visit.office)(
            question,
            after: visit.after(),
            as: asker
        )
        return OrganizationTexts.list(
            page.items,
            question,
            prefectures: try await ReadVocabulary(office: visit.office).prefectures(as: asker),
            next: visit.more(page.next, asking: ["name", "kind", "prefecture"]),
            register: visit.register(
                "/v1/organization-register",
                [
                    "q": question.name, "kind": question.kind?.rawValue,
                    "prefecture": question.prefecture?.description,
                ]
            ),
            mayAct: visit.isOne(of: [.coordinator, .administrator])
        )
    }

    @Sendable private static func add(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let form = try await visit.placing(form)
        let body = form.body(flags: ["council_member", "allow_duplicates"])
        let allowsDuplicates = body.flag("allow_duplicates") ?? false
        let draft = try OrganizationFields(body, isNew: true).draft(body)
        let ids = try await RegisterOrganizations(office: visit.office)(
            [draft],
            allowingDuplicates: allowsDuplicates,
            as: try visit.session()
        )
        return PagePath("/organizations/\(ids[0])", done: "added")
    }

    @Sendable private static func change(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let form = try await visit.placing(form)
        let body = form.body(flags: ["council_member"], clearing: ["kana", "registration_number"])
        let onBehalfOf = body.onBehalfOf()
        let change = try OrganizationFields(body, isNew: false).change(body)
        try await ChangeOrganization(office: visit.office)(
            try visit.key(),
            change,
            onBehalfOf: onBehalfOf,
            as: try visit.session()
        )
        return try visit.organization(done: "changed")
    }

    @Sendable private static func merge(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = try await visit.organizationsNamed(["into"], in: form).body()
        let successor: Organization.ID? = body.key("into")
        let reason = body.reason()
        let id: Organization.ID = try visit.key()
        if successor == id { body.faults.add("/into", .other) }
        try body.end()
        guard let successor else { throw body.faults.problem }
        try await MergeOrganizations(office: visit.office)(
            id,
            into: successor,
            because: reason,
            as: try visit.session()
        )
        return try visit.organization(done: "merged")
    }

    @Sendable private static func addMember(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body()
        let person = body.newUser()
        try body.end()
        guard let person else { throw body.faults.problem }
        _ = try await AddMember(office: visit.office)(
            person,
            to: try visit.key(),
            as: try visit.session()
        )
        return try visit.organization(done: "member_added")
    }

    @Sendable private static func handOver(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let member: User.ID = try visit.key("member", in: form)
        var form = form
        form.set("member", nil)
        let body = form.body()
        let person = body.newUser()
        let onBehalfOf = body.onBehalfOf()
        try body.end()
        guard let person else { throw body.faults.problem }
        _ = try await HandOverMembership(office: visit.office)(
            of: member,
            in: try visit.key(),
            to: person,
            onBehalfOf: onBehalfOf,
            as: try visit.session()
        )
        return try visit.organization(done: "handed_over")
    }

    @Sendable private static func removeMember(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await RemoveMember(office: visit.office)(
            try visit.key("member", in: form),
            from: try visit.key(),
            because: form.reason,
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return try visit.organization(done: "member_removed")
    }
}

extension Visit {
    /// Back to the organization's page.
    fileprivate func organization(done: String) throws(Refusal) -> PagePath {
        let id: Organization.ID = try key()
        return PagePath("/organizations/\(id)", done: done)
    }

    /// The form with the municipality in which its postal code lies, which its address begins with too.
    func placing(_ form: TypedForm) async throws -> TypedForm {
        var form = form
        try await form.place(in: office)
        return form
    }
}
