import KodanDomain
import Testing

@Suite("A password")
struct PasswordTests {
    @Test("has twelve to two hundred characters, however they are written")
    func length() throws {
        let refused = FieldRefused(.password, expected: .characters(12...200))
        for text in [
            String(repeating: "a", count: 11), "", String(repeating: "a", count: 201), "ｶﾞ" + "123456789",
        ] {
            #expect(throws: refused) { try Password(text) }
        }
        #expect(try Password("ｶﾞｶﾞ1234567890") == Password("ガガ１２３４５６７８９０"))
        #expect(try Password(String(repeating: "あ", count: 200)).bytes.count == 600)
        #expect(throws: refused) { try Password(String(repeating: "👨‍👩‍👧‍👦", count: 200)) }
        #expect("\(try Password("correct horse"))" == "password")
        #expect(try Password(typed: "short") == Password(typed: "ｓｈｏｒｔ"))
        #expect(throws: refused) { try Password(typed: String(repeating: "a", count: 1201)) }
    }
}

@Suite("Budgets of tries")
struct AttemptBudgetTests {
    @Test("double the wait after what is free, up to an end", arguments: AttemptBudget.allCases)
    func waits(budget: AttemptBudget) {
        #expect(budget.seconds(after: budget.free) == 0)
        #expect((1...4).map { budget.seconds(after: budget.free + $0) } == [2, 4, 8, 16])
        #expect(budget.seconds(after: 1_000_000) == budget.longestSeconds)
        #expect(budget.longestSeconds <= 900)
    }
}

@Suite("Scopes of tokens")
struct TokenScopeTests {
    @Test("are read as they are written")
    func text() {
        #expect(TokenScope.all.count == 18)
        for scope in TokenScope.all { #expect(TokenScope(scope.description) == scope) }
        for text in [
            "", "requests", "requests:", ":read", "requests:read:x", "Requests:read", "money:delete",
        ] {
            #expect(TokenScope(text) == nil, "\(text)")
        }
    }

    @Test("cover their area, writing also reading")
    func covers() {
        let write: Set = [TokenScope(.money, .write)]
        let read: Set = [TokenScope(.money, .read)]
        #expect(write.cover(TokenScope(.money, .read)) && write.cover(TokenScope(.money, .write)))
        #expect(read.cover(TokenScope(.money, .read)) && !read.cover(TokenScope(.money, .write)))
        #expect(!write.cover(TokenScope(.users, .read)))
    }
}

@Suite("Proofs of sessions")
struct SessionProofTests {
    @Test("suffice for hosts and presenters, and for staff with password and code only")
    func suffice() {
        for role in Role.allCases {
            #expect(SessionProof.passwordAndCode.suffices(for: role))
            for proof in [SessionProof.link, .password] {
                #expect(
                    proof.suffices(for: role) == (role == .host || role == .presenter),
                    "\(role) \(proof)"
                )
            }
        }
    }
}
