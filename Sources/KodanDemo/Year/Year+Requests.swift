import KodanDomain
import KodanImport
import KodanService
import KodanStore

extension Year {
    /// The host, the presenter, or for who phones a coordinator hands the request in.
    func file(_ index: Int) async throws {
        let plan = plans[index]
        if let host = plan.host, lives[index].hostUser == nil {
            let contact = NewUser(
                email: crew.hosts[host].contactEmail,
                name: crew.hosts[host].contact.name.description
            )
            lives[index].hostUser = try await hostUser(of: contact, in: host)
        }
        let id = try await SubmitRequest(office: crew.office)(
            draft(index),
            onBehalfOf: plan.byPhone ? texts.one("phone_call") : nil,
            as: asker(index)
        )
        lives[index].id = id
        done.filed += 1
        schedule(.screen(index), on: clock.now.date.adding(days: dice.within(1...4)))
        if plan.fate == .cancelledEarly {
            schedule(.cancel(index), on: clock.now.date.adding(days: dice.within(12...20)))
        }
    }

    /// A coordinator reads the request and decides.
    func screen(_ index: Int) async throws {
        guard let id = lives[index].id, !lives[index].isOver else { return }
        let screening = ScreenRequest(office: crew.office)
        if plans[index].fate == .rejected {
            try await screening(id, .reject(reason: texts.any("reject", &dice)), as: crew.coordinator)
            lives[index].isOver = true
            return
        }
        if plans[index].fate == .returned, !lives[index].wasReturned {
            lives[index].wasReturned = true
            try await screening(id, .sendBack(corrections: texts.any("return", &dice)), as: crew.coordinator)
            schedule(.correct(index), on: clock.now.date.adding(days: dice.within(1...6)))
            return
        }
        do {
            try await screening(id, .approve, as: crew.coordinator)
        } catch Refusal.twoLecturesAtOnce {
            // The presenter who asks has another lecture at all wished times.
            try await screening(id, .reject(reason: texts.one("busy")), as: crew.coordinator)
            lives[index].isOver = true
            return
        }
        guard plans[index].programme == .regionalSelfHosted else {
            lives[index].isOpen = true
            return
        }
        if let bound = try await crew.look({ try AssignmentStore($0).binding(of: id) }) {
            lives[index].travelMinutes = dice.within(10...45)
            bind(index, bound)
        }
    }

    /// The asker corrects what went back and hands it in again.
    func correct(_ index: Int) async throws {
        guard let id = lives[index].id, !lives[index].isOver else { return }
        try await CorrectRequest(office: crew.office)(
            id,
            draft(index),
            onBehalfOf: plans[index].byPhone ? texts.one("phone_call") : nil,
            as: asker(index)
        )
        schedule(.screen(index), on: clock.now.date.adding(days: dice.within(1...3)))
    }

    /// The request is called off by who asked.
    func cancel(_ index: Int) async throws {
        guard let id = lives[index].id, !lives[index].isOver else { return }
        let isSelfHosted = plans[index].programme == .regionalSelfHosted
        let kind =
            isSelfHosted
            ? "cancel.self" : plans[index].fate == .cancelledLate ? "cancel.late" : "cancel.early"
        try await CancelRequest(office: crew.office)(
            id,
            by: isSelfHosted ? .presenter : .host,
            because: texts.any(kind, &dice),
            onBehalfOf: plans[index].byPhone ? texts.one("phone_call") : nil,
            as: asker(index)
        )
        end(index)
        done.cancelled += 1
    }

    /// The request is over, whatever still stands on the agenda.
    func end(_ index: Int) {
        lives[index].isOver = true
        lives[index].isOpen = false
        lives[index].during = nil
    }

    /// Who acts for the asker.
    private func asker(_ index: Int) -> Credential {
        let plan = plans[index]
        if plan.byPhone { return crew.coordinator }
        if plan.programme == .regionalSelfHosted {
            return plan.presenter.map(crew.presenter) ?? crew.coordinator
        }
        return lives[index].hostUser.map { .user($0, as: .host) } ?? crew.coordinator
    }

    /// The user of a host's contact; a co-host may be the host of another request.
    private func hostUser(of contact: NewUser, in host: Int) async throws -> User.ID {
        let email = contact.email
        if let known = try await crew.look({ try UserStore($0).find(email) }) {
            return known
        }
        return try await AddMember(office: crew.office)(
            contact,
            to: crew.organizations[host],
            as: crew.coordinator
        )
    }

    private func draft(_ index: Int) throws -> RequestDraft {
        let plan = plans[index]
        // The words of a request are the same when it is corrected.
        var dice = Dice(seed: UInt64(index), for: plan.filedOn.description)
        let isSelfHosted = plan.programme == .regionalSelfHosted
        let home = try place(of: plan)
        let words = ["city": home.name, "prefecture": home.prefecture]
        let organization = plan.host.map { crew.organizations[$0] }
        let asker: Asker
        let contact: Contact
        if isSelfHosted, let presenter = plan.presenter {
            let person = crew.presenters[presenter]
            asker = .presenter(crew.presenterKeys[presenter], coHost: organization)
            contact = try Contact(name: person.name.description, email: person.email, phone: person.phone)
        } else {
            guard let organization, let host = plan.host else { throw Refusal.notFound("request \(index)") }
            let person = crew.hosts[host]
            asker = .organization(organization)
            contact = try Contact(
                name: person.contact.name.description,
                email: person.contactEmail,
                phone: person.draft.phone
            )
        }
        return try RequestDraft(
            programme: ProgrammeCode(plan.programme.rawValue),
            asker: asker,
            contact: contact,
            title: texts.any("title.\(plan.programme.rawValue)", &dice, words),
            purpose: texts.any("purpose", &dice),
            audience: texts.any("audience", &dice),
            expectedAttendance: plan.attendance,
            isOpenToPublic: plan.programme == .awarenessSeminar,
            place: lecturePlace(plan, home, words, &dice),
            topic: plan.topic,
            requiredLevel: plan.level,
            equipment: texts.any("equipment", &dice),
            arrangements: arrangements(index, of: contact, words),
            printedCopies: plan.venue == nil ? 0 : plan.attendance,
            slots: plan.slots
        )
    }

    private func lecturePlace(
        _ plan: RequestPlan,
        _ home: Municipality,
        _ words: [String: String],
        _ dice: inout Dice
    ) throws -> LecturePlace {
        guard plan.venue != nil else { return .online }
        let town = try places.town(in: home.code, &dice)
        let venue = try Venue(
            name: texts.any("venue", &dice, words),
            municipality: home.code,
            address: town.address(try texts.any("street", &dice))
        )
        return plan.allowsOnline ? .both(venue) : .venue(venue)
    }

    /// Where the lecture is held, or for one online where its asker is.
    func place(of plan: RequestPlan) throws -> Municipality {
        if let venue = plan.venue { return try places.municipality(venue) }
        if plan.programme == .regionalSelfHosted, let presenter = plan.presenter {
            return try places.municipality(crew.presenters[presenter].municipality)
        }
        guard let host = plan.host else { throw DemoProblem.municipalityMissing("") }
        return crew.hosts[host].place
    }
}
