import KodanDomain
import KodanMatching
import KodanService
import KodanStore

extension Year {
    /// The run of Monday and Thursday evening: silent offers end, all open requests are matched, and who is proposed
    /// is asked.
    func match() async throws {
        guard lives.contains(where: { $0.isOpen || $0.awaitsSilence }) else { return }
        _ = try await ExpireOffers(office: crew.office)()
        let outcome = try await matchAlone()
        for match in outcome.matches {
            guard let index = lives.firstIndex(where: { $0.id == match.request }) else { continue }
            lives[index].isOpen = false
            for offer in try await SendOffers(office: crew.office)(match.request, as: crew.coordinator) {
                try await expectAnswer(index, offer)
            }
        }
    }

    /// The demo's matches follow each other in no time: the server may still hold the lock of the one before, whose
    /// connection has just been closed.
    private func matchAlone() async throws -> MatchOutcome {
        let matching = MatchRequests(office: crew.office)
        for _ in 0..<200 {
            do {
                return try await matching(save: true, as: crew.coordinator)
            } catch Refusal.matchRunning {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        throw Refusal.matchRunning
    }

    /// What the presenter will do about the offer, and when.
    private func expectAnswer(_ index: Int, _ offer: Offer.ID) async throws {
        done.offers += 1
        lives[index].awaitsSilence = false
        guard let sent = try await crew.look({ try OfferStore($0).offer(offer) }),
            let deadline = sent.deadline
        else {
            return
        }
        lives[index].travelMinutes = sent.travelMinutes
        if lives[index].silences > 0 {
            lives[index].silences -= 1
            lives[index].awaitsSilence = true
            return
        }
        let lastDay = deadline.date.adding(days: -1)
        let answerOn = min(clock.now.date.adding(days: dice.within(0...3)), lastDay)
        if lives[index].declines > 0 {
            lives[index].declines -= 1
            schedule(.decline(index, offer), on: answerOn)
        } else {
            schedule(.accept(index, offer), on: answerOn)
        }
    }

    /// The presenter says yes, and is bound.
    func accept(_ index: Int, _ offer: Offer.ID) async throws {
        guard !lives[index].isOver, let sent = try await crew.look({ try OfferStore($0).offer(offer) }),
            let presenter = crew.index(of: sent.presenter)
        else { return }
        // Some phone, and a coordinator answers for them.
        let phones = dice.chance(8)
        do {
            let lecture = try await AcceptOffer(office: crew.office)(
                offer,
                onBehalfOf: phones ? texts.one("phone_call") : nil,
                as: phones ? crew.coordinator : crew.presenter(presenter)
            )
            if let bound = try await crew.look({ try AssignmentStore($0).assignment(lecture) }) {
                bind(index, bound)
            }
        } catch Refusal.twoLecturesAtOnce {
            try await decline(index, offer)
        }
    }

    /// The presenter says no, and the request waits for the next match.
    func decline(_ index: Int, _ offer: Offer.ID) async throws {
        guard !lives[index].isOver, let sent = try await crew.look({ try OfferStore($0).offer(offer) }),
            let presenter = crew.index(of: sent.presenter)
        else { return }
        try await DeclineOffer(office: crew.office)(
            offer,
            because: texts.any("decline", &dice),
            as: crew.presenter(presenter)
        )
        lives[index].isOpen = true
        done.declined += 1
    }

    /// A presenter is bound: what follows goes on the agenda.
    func bind(_ index: Int, _ lecture: StoredAssignment) {
        let day = lecture.during.date
        lives[index].isOpen = false
        lives[index].lecture = lecture.id
        lives[index].during = lecture.during
        lives[index].isOnline = lecture.isOnline
        lives[index].presenter = crew.index(of: lecture.presenter)
        let today = clock.now.date
        schedule(.sendMaterials(index, lecture.id), on: max(today.adding(days: 1), day.adding(days: -12)))
        if !lives[index].hadMishap {
            switch plans[index].fate {
            case .replaced where today.days(until: day) > 20:
                schedule(.withdraw(index, lecture.id), on: today.adding(days: dice.within(3...6)))
                return
            case .cancelledLate:
                schedule(
                    .cancel(index),
                    on: max(today.adding(days: 1), day.adding(days: -dice.within(1...6)))
                )
                return
            case .noShow:
                schedule(.missLecture(index, lecture.id), on: day.adding(days: 1))
                return
            case .replaced, .held, .returned, .rejected, .remote, .cancelledEarly:
                break
            }
        }
        schedule(.report(index, lecture.id), on: day.adding(days: dice.within(1...3)))
        schedule(.confirm(index, lecture.id), on: day.adding(days: dice.within(1...5)))
    }

    /// The presenter cannot come after all.
    func withdraw(_ index: Int, _ lecture: Assignment.ID) async throws {
        guard !lives[index].isOver, let presenter = lives[index].presenter else { return }
        lives[index].hadMishap = true
        lives[index].during = nil
        try await WithdrawFromAssignment(office: crew.office)(
            lecture,
            because: texts.any("withdraw", &dice),
            as: crew.presenter(presenter)
        )
        if plans[index].programme == .regionalSelfHosted {
            end(index)
            done.cancelled += 1
        } else {
            lives[index].isOpen = true
        }
    }
}
