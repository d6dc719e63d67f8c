import KodanDomain
import KodanStore

/// Registers presenters, some hundreds at a time, in one transaction: checks them together, then adds them together.
struct PresenterRegistration {
    typealias Outcome = RegistrationOutcome<Presenter>

    private struct Candidate {
        let index: Int
        let draft: PresenterDraft
        let account: BankAccount?
        let traits: PresenterTraits
        let rank: RankCode
        let organization: Organization.ID?
        let user: User.ID?
    }

    private let desk: Desk
    private let office: Office
    private let accounts: AccountConfirmation
    private let allowsDuplicates: Bool
    private let status: PresenterStatus
    private let known: KnownCodes

    /// A registration at `desk`; likely duplicates are not added unless `allowsDuplicates`.
    ///
    /// With `onlyApplied` all wait to be admitted.
    init(
        at desk: Desk,
        of office: Office,
        accounts: AccountConfirmation,
        allowsDuplicates: Bool,
        onlyApplied: Bool = false
    ) throws {
        self.desk = desk
        self.office = office
        self.accounts = accounts
        self.allowsDuplicates = allowsDuplicates
        status = onlyApplied ? .applied : .active
        known = try KnownCodes(desk.session)
    }

    /// Adds those of `drafts` that can be added; what became of each, in the same order.
    func register(_ drafts: [PresenterDraft]) throws -> [Outcome] {
        var outcomes = [Outcome?](repeating: nil, count: drafts.count)
        // Who signs in by an address may be a presenter outside of the actor's prefectures.
        let batch = try desk.asSystem { try desk.session.planningAnew { try Batch(drafts, desk: desk) } }
        let role = try desk.actor.role
        let limits = try LimitsStore(desk.session).prefectures()
        var candidates: [Candidate] = []
        for (index, draft) in drafts.enumerated() {
            do throws(Refusal) {
                if let limits, !limits.contains(draft.municipality.prefecture) {
                    throw Refusal.notPermitted(role)
                }
                candidates.append(try candidate(draft, at: index, batch))
            } catch {
                outcomes[index] = .refused(error)
            }
        }
        candidates = try setAsideDuplicates(candidates, &outcomes)
        candidates = setAsideTakenAddresses(candidates, batch, &outcomes)
        for (candidate, id) in zip(candidates, try insert(candidates)) {
            outcomes[candidate.index] = .registered(id)
        }
        return outcomes.compactMap(\.self)
    }

    private func candidate(
        _ draft: PresenterDraft,
        at index: Int,
        _ batch: Batch
    ) throws(Refusal) -> Candidate {
        try known.check(draft)
        guard batch.municipalities.contains(draft.municipality) else {
            throw .unknownCode(.municipality, draft.municipality.digits)
        }
        var organization: Organization.ID?
        if let name = draft.organization {
            guard let id = batch.organizations[name] else { throw .unknownCode(.organization, name) }
            organization = id
        }
        let account: BankAccount?
        let rank: RankCode
        do throws(FieldRefused) {
            account = try draft.payee?.account?.bankAccount()
            if let stated = draft.rank {
                rank = stated
            } else {
                rank = try RankCode(office.rules.startingRank)
            }
        } catch {
            throw .field(error)
        }
        guard known.ranks.contains(rank.text) else { throw .unknownCode(.rank, rank.text) }
        return Candidate(
            index: index,
            draft: draft,
            account: account,
            traits: PresenterTraits(
                kana: draft.kana,
                email: draft.email,
                phone: draft.phone,
                fingerprint: account.map(office.vault.fingerprint)
            ),
            rank: rank,
            organization: organization,
            user: batch.owners[draft.email.key]?.user
        )
    }

    private func setAsideDuplicates(
        _ candidates: [Candidate],
        _ outcomes: inout [Outcome?]
    ) throws -> [Candidate] {
        let store = PresenterStore(desk.session)
        let alike = try desk.asSystem {
            try desk.session.planningAnew { try store.likenesses(of: candidates.map(\.traits)) }
        }
        let registered = Dictionary(alike.map { ($0.index, $0) }) { first, _ in first }
        var seen: [Likeness: Int] = [:]
        var kept: [Candidate] = []
        for (position, candidate) in candidates.enumerated() {
            let own = Likeness.all(of: candidate.traits)
            if let found = registered[position], isBarred(found.ground) {
                outcomes[candidate.index] = .likeRegistered(found.presenter, found.ground)
            } else if let earlier = own.first(where: { seen[$0] != nil && isBarred($0.ground) }) {
                outcomes[candidate.index] = .likeEntry(seen[earlier] ?? 0, earlier.ground)
            } else {
                for likeness in own { seen[likeness] = seen[likeness] ?? candidate.index }
                kept.append(candidate)
            }
        }
        return kept
    }

    /// The same mail address is never allowed twice: it is by what a person signs in.
    private func isBarred(_ ground: DuplicateGround) -> Bool { ground == .email || !allowsDuplicates }

    private func setAsideTakenAddresses(
        _ candidates: [Candidate],
        _ batch: Batch,
        _ outcomes: inout [Outcome?]
    ) -> [Candidate] {
        var taken: Set<String> = []
        return candidates.filter { candidate in
            let key = candidate.draft.email.key
            let isFree =
                batch.owners[key]?.isPresenter != true && !batch.profiles.contains(key)
                && taken.insert(key).inserted
            if !isFree { outcomes[candidate.index] = .refused(.emailTaken(candidate.draft.email)) }
            return isFree
        }
    }

    private func insert(_ candidates: [Candidate]) throws -> [Presenter.ID] {
        guard !candidates.isEmpty else { return [] }
        let users = try users(of: candidates)
        let presenters = zip(candidates, users).map { one, user in
            NewPresenter(one.draft, user: user, rank: one.rank, organization: one.organization)
        }
        let ids = try refusing(["presenter_email_unique": .emailTaken(candidates[0].draft.email)]) {
            try PresenterStore(desk.session).insert(presenters, as: status, registeredOn: desk.now.date)
        }
        try insertPayees(candidates, ids)
        try desk.record("presenter.registered", each: ids)
        return ids
    }

    /// The user of each: one that is there with the same address, else a new one.
    private func users(of candidates: [Candidate]) throws -> [User.ID] {
        let store = UserStore(desk.session)
        let new = candidates.filter { $0.user == nil }.map { one in
            NewUser(email: one.draft.email, name: one.draft.name.description)
        }
        var created = try store.insert(new, at: desk.now)[...]
        let users = candidates.compactMap { $0.user ?? created.popFirst() }
        // An administrator may have given the role to somebody before they were registered.
        let holders = try desk.asSystem {
            try store.holders(of: .presenter, among: candidates.compactMap(\.user))
        }
        let grants = users.filter { !holders.contains($0) }.map { Grant(.presenter, to: $0) }
        try store.grant(grants, by: desk.actor, at: desk.now)
        return users
    }

    private func insertPayees(_ candidates: [Candidate], _ ids: [Presenter.ID]) throws {
        let rows = zip(candidates, ids).compactMap { one, id in
            one.draft.payee.map { (draft: $0, presenter: id, account: one.account) }
        }
        guard !rows.isEmpty else { return }
        let store = PayeeStore(desk.session)
        let payees = try store.keys(rows.count)
        try store.insert(rows.map(\.draft), ids: payees, for: rows.map(\.presenter), at: desk.now)
        let accounts = try zip(rows, payees).compactMap { row, payee in
            try row.account.map { try office.vault.seal($0, for: payee) }
        }
        guard !accounts.isEmpty else { return }
        let own = try desk.actor.user.map { ["payee_account_own_affair": Refusal.ownAffair("\($0)")] } ?? [:]
        _ = try refusing(own) {
            try store.insert(
                accounts,
                requestedBy: desk.actor.user,
                calledBack: self.accounts.note,
                at: desk.now
            )
        }
    }
}

/// By what one of a batch is recognized in another.
private struct Likeness: Hashable {
    let kana: KanaName
    let ground: DuplicateGround
    let key: [UInt8]

    static func all(of traits: PresenterTraits) -> [Likeness] {
        var all = [
            Likeness(kana: traits.kana, ground: .email, key: Array(traits.email.key.utf8)),
            Likeness(kana: traits.kana, ground: .phone, key: Array(traits.phone.key.utf8)),
        ]
        if let fingerprint = traits.fingerprint {
            all.append(Likeness(kana: traits.kana, ground: .account, key: fingerprint))
        }
        return all
    }
}

/// What the database knows about a batch, asked for together.
private struct Batch {
    let municipalities: Set<MunicipalityCode>
    let organizations: [String: Organization.ID]
    let owners: [String: EmailOwner]
    /// The addresses that presenters have in their profiles, which may differ from those by which they sign in.
    let profiles: Set<String>

    init(_ drafts: [PresenterDraft], desk: Desk) throws {
        municipalities = try VocabularyStore(desk.session).known(Set(drafts.map(\.municipality)))
        let names = Set(drafts.compactMap(\.organization))
        organizations = names.isEmpty ? [:] : try OrganizationStore(desk.session).find(names)
        let emails = drafts.map(\.email)
        owners = try UserStore(desk.session).owners(of: emails)
        profiles = try desk.asSystem { try PresenterStore(desk.session).taken(of: emails) }
    }
}
