import KodanDomain
import KodanService
import KodanText

/// What a body applies for, and how the form of the page would have held it.
struct ApplicationFields {
    static let schema = Schema.named(
        "ApplicationForm",
        .form(
            [
                .required("host", .named("ApplicantForm", .form(host)), "The organization."),
                .required("consent", .flag, "Whether the rules of the programme were read; they have to be."),
            ] + RequestFields.schema.properties.filter { !withheld.contains($0.name) }
        )
    )
    private static let host = OrganizationsController.fields(isNew: true).filter { !office.contains($0.name) }
    /// What the office says of an organization, and no stranger.
    private static let office: Set<String> = ["council_member", "registration_number", "allow_duplicates"]

    /// What is not theirs to say: who asks is told beside the request, and presenters are not theirs to name.
    static let withheld: Set<String> = [
        "organization", "presenter", "preferred_presenter", "excluded_presenters", "on_behalf_of",
    ]

    /// Stands for an organization whose key is not known before it is registered; it is not read.
    static let asker = "\(Organization.ID(1))"

    /// The organization and the request.
    let applied: Applied
    /// The same by the names of the page's fields: so it is kept, shown and read again once it is confirmed.
    let typed: [String: String]

    /// Reads a body.
    ///
    /// Throws ``Problem`` with all that is wrong.
    init(_ bytes: [UInt8], language: Language) throws {
        // What is no object at all is told as everywhere.
        _ = try Form(bytes, language: language)
        guard case .object(let members) = try JSONReader.value(of: bytes) else { throw Problem.brokenBody }
        let form = Form(language: language)
        let asker = JSONMember(name: "organization", value: .string(Self.asker))
        _ = form.fill(with: .object([asker] + members))
        for name in Self.withheld where members.contains(where: { $0.name == name }) {
            _ = form.find(name)
            form.faults.add(form.pointer(to: name), "unknown_field", .body(.fieldUnknown))
        }
        if form.flag("consent") == false { form.faults.add(form.pointer(to: "consent"), .agreement) }
        if case .object(let host)? = members.first(where: { $0.name == "host" })?.value {
            for member in host where Self.office.contains(member.name) {
                form.faults.add("/host/\(member.name)", "unknown_field", .body(.fieldUnknown))
            }
        }
        applied = try form.application()
        typed = TypedForm(of: .object(members)).values
    }
}

extension Form {
    /// The organization and the request that a body is about.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func application() throws -> Applied {
        let organization = try part("host").flatMap { part in
            try OrganizationFields(part, isNew: true).noted(in: part)
        }
        let draft = try RequestFields(self).draft(self)
        guard let organization else { throw faults.problem }
        return Applied(organization: organization, request: draft)
    }
}

extension TypedForm {
    /// The form that a browser would have sent for a body.
    fileprivate init(of body: JSONValue) {
        self.init(values: [:])
        take(body, as: "")
        var index = 0
        while self["slots/\(index)/start"] != nil {
            splitSpan("slots/\(index)")
            index += 1
        }
    }

    private mutating func take(_ value: JSONValue, as name: String) {
        let beneath = name.isEmpty ? "" : name + "/"
        switch value {
        case .object(let members): for member in members { take(member.value, as: beneath + member.name) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { take(element, as: "\(beneath)\(index)") }
        case .string(let text): if !text.isEmpty { set(name, text) }
        case .integer(let number): set(name, "\(number)")
        case .bool(let flag): if flag { set(name, "true") }
        case .null, .number: break
        }
    }

    /// Writes a time as the form asks for it: a day, and from when to when; what does not lie in one day stays.
    private mutating func splitSpan(_ name: String) {
        guard let start = self["\(name)/start"].flatMap({ Instant($0) }),
            let end = self["\(name)/end"].flatMap({ Instant($0) }), start.date == end.date,
            let begin = start.minuteOfDay, let close = end.minuteOfDay
        else { return }
        for (part, text) in [
            ("day", "\(start.date)"), ("from", begin), ("to", close), ("start", nil), ("end", nil),
        ] { set("\(name)/\(part)", text) }
    }
}

extension Instant {
    /// Hour and minute in Japan; nil for a moment within a minute.
    fileprivate var minuteOfDay: String? {
        let text = "\(time)"
        return Instant("\(date)T\(text):00+09:00") == self ? text : nil
    }
}
