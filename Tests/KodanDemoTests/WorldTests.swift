import KodanDomain
import KodanImport
import KodanTestSupport
import Testing

@testable import KodanDemo

@Suite("The demo's world")
struct WorldTests {
    private static let world = Result { try World(folder: Checkout.config, seed: 2019) }

    @Test("has 1,078 presenters, in each prefecture as many as the table says")
    func presenters() throws {
        let presenters = try Self.world.get().presenters
        #expect(presenters.count == 1078)
        let shares = try table(
            Checkout.config + "/demo/presenters_by_prefecture.csv",
            of: PresenterShare.self
        )
        let counts = Dictionary(grouping: presenters, by: \.municipality.prefecture).mapValues(\.count)
        #expect(counts == Dictionary(uniqueKeysWithValues: shares.map { ($0.prefecture, $0.presenters) }))
    }

    @Test("gives every presenter a name of their own and an account that a bank file can carry, at no bank")
    func accounts() throws {
        let presenters = try Self.world.get().presenters
        #expect(Set(presenters.map(\.name)).count == presenters.count)
        for presenter in presenters {
            let account = try #require(presenter.payee?.account)
            let bank = try BankAccount(
                bankCode: account.bankCode,
                branchCode: account.branchCode,
                depositType: try #require(DepositType(rawValue: account.depositType)),
                number: account.number,
                holder: account.holderKana
            )
            let code = try #require(Int(bank.bankCode))
            #expect((9991...9998).contains(code))
            if let number = presenter.payee?.invoiceNumber { _ = try InvoiceNumber(number) }
            #expect(!presenter.topics.isEmpty)
            #expect(presenter.qualifications.contains { $0.code.text == "security_presenter" })
        }
    }

    @Test(
        "has the 765 hosts of the table and 47 regional cores more",
        arguments: [
            (OrganizationKind.police, 47), (.chamberOfCommerce, 515), (.commerceFederation, 47),
            (.smallBusinessAssociation, 47), (.taxAccountants, 15), (.labourConsultants, 47),
            (.managementConsultants, 47), (.itAssociation, 24), (.other, 23),
        ]
    )
    func hosts(kind: OrganizationKind, count: Int) throws {
        let hosts = try Self.world.get().hosts.filter { $0.draft.kind == kind }
        #expect(hosts.count == count)
        let outside: Set<OrganizationKind> = [.police, .itAssociation, .other]
        #expect(hosts.allSatisfy { $0.draft.isCouncilMember != outside.contains(kind) })
        #expect(hosts.allSatisfy { $0.draft.name.hasPrefix("見本") })
    }

    @Test("is another for another seed")
    func seeds() throws {
        let other = try World(folder: Checkout.config, seed: 2020)
        let names = try Self.world.get().presenters.map(\.name)
        #expect(names != other.presenters.map(\.name))
    }
}
