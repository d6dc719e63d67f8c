import ArgumentParser
import KodanDomain
import KodanService
import KodanText

extension HonorariaCommand {
    /// Approves what was shown, as the page of a month does: by the mark that stood beside it.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the month's payments that wait, then approve what was shown.",
            discussion: """
                Without --seen nothing is approved: the payments are shown, with a mark. With that mark they are \
                approved, all or none, unless others wait by then, one was handed in anew, or one would go to another \
                account. You never approve what you prepared or would receive.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The month, such as 2026-06.") var month: YearMonth
        @Option(help: "The mark that was shown with the payments.") var seen: String?

        func run() async throws {
            let actor = try await staff.signIn(as: .approver)
            guard let seen else { return try await show(actor) }
            let credential = actor.credential
            let month = self.month
            let answer = try await actor.office.errand(
                as: credential,
                seeingOneState: true,
                repeated: nil
            ) { office in
                let desk = ReadAccountingDesk(office: office)
                let work = try await desk.progress(of: month, as: credential)?.work
                if let work, work.submitted > 0, work.mark != seen {
                    throw CommandFailure.data(
                        "What waits of \(month) is not what was shown with the mark \(seen.prefix(40)): look again "
                            + "(without --seen). Nothing was approved."
                    )
                }
                let ids = try await ApprovePayments(office: office)(.month(month), as: credential)
                let text = "\(counted(ids.count, "payment")) of \(month) approved."
                return KeptAnswer(status: 200, headers: [:], body: Array(text.utf8))
            }
            print(String(decoding: answer.body, as: UTF8.self))
        }

        /// Shows what waits, a line for each payment.
        ///
        /// The mark is read first, so that it is of nothing newer than the lines.
        private func show(_ actor: SignedIn) async throws {
            let progress = try await ReadAccountingDesk(office: actor.office).progress(
                of: month,
                as: actor.credential
            )
            guard let work = progress?.work else { throw Refusal.monthUnknown(month) }
            guard work.submitted > 0 else {
                print("No payment of \(month) waits for approval.")
                return
            }
            var totals = PaymentTotals.none
            var after: Payment.ID?
            repeat {
                let found = try await ReadPayments(office: actor.office).totalled(
                    PaymentQuestion(month: month, state: .submitted),
                    after: after,
                    limit: .most,
                    as: actor.credential
                )
                for payment in found.page.items {
                    print(line(payment, isMoved: work.moved.contains(payment.id)))
                }
                (totals, after) = (found.totals, found.page.next)
            } while after != nil
            print(
                "\(counted(totals.payments, "payment")) of \(month), to be paid on \(work.payOn): "
                    + "gross \(totals.gross.grouped), tax \(totals.tax.grouped), net \(totals.net.grouped)"
            )
            if work.own > 0 {
                print("You prepared or would receive \(work.own) of them: somebody else approves the month.")
            }
            print("Nothing was approved yet: kodan honoraria approve \(month) --seen \(work.mark)")
        }

        private func line(_ payment: PaymentSummary, isMoved: Bool) -> String {
            "\(payment.id)  \(payment.payeeName)  \(counted(payment.lines, "honorarium", "honoraria"))  "
                + "gross \(payment.gross.grouped)  tax \(payment.tax.grouped)  net \(payment.net.grouped)"
                + (isMoved ? "  another account than before" : "")
        }
    }
}

extension MonthWork {
    /// Enough of the mark of what waits to be typed, and not to be met by chance.
    fileprivate var mark: String { String(submittedMark.prefix(16)) }
}
