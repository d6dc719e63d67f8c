/// Why something was not done: one case per message that a person can read.
///
/// The code of a case is stable; its sentence in Japanese and English is KodanText's, its HTTP status KodanWeb's,
/// its exit status that of the command.
public enum Refusal: Error, Sendable, Equatable {
    // Who

    /// The credential serves nobody: unknown, expired, revoked, or a disabled user.
    case notSignedIn
    /// The role may not do this.
    case notPermitted(Role)
    /// There is no such thing, or it is not the asker's to see; a key says what it would be, a code the field does.
    case notFound(String, as: Field? = nil)
    /// An address that holds a secret was never given out so, or was taken back; neither is told from the other, and
    /// the secret, perhaps with a slip in it, is not repeated.
    case addressUnknown
    /// Somebody did not get in, or not so far.
    case signIn(SignInRefusal)

    // What was sent

    /// A field does not hold what it should.
    case field(FieldRefused)
    /// The code names nothing that exists.
    case unknownCode(Field, String)
    /// Persons or organizations like these are registered already.
    case likelyDuplicate(of: String, by: DuplicateGround)

    /// The mail address is another user's.
    case emailTaken(EmailAddress)
    /// Who asked for a change of account does not confirm it, unless they called back, and not where they themselves
    /// changed lately how the payee is reached.
    case ownAccountChange(PayeeAccount.ID)
    /// A finding that keeps payees out of payments came up after the payment was prepared.
    case paymentBlocked(Payment.ID, Finding.ID)
    /// The payee is taxed otherwise since the payment was prepared.
    case taxedOtherwise(Payment.ID, Payee.ID)
    /// Money that came back would go to an account that no third person has confirmed.
    case accountUnseen(PayeeAccount.ID)
    /// The account was confirmed already.
    case accountConfirmed(PayeeAccount.ID)
    /// Somebody is paid for the presenter already.
    case payeeKnown(Presenter.ID)
    /// The user holds the role already.
    case roleHeld(User.ID, Role)
    /// The user does not hold the role, or not for the prefecture.
    case roleNotHeld(User.ID, Role, in: PrefectureCode?)
    /// The token was revoked already.
    case tokenRevoked(AccessToken.ID)
    /// The user is a member of the organization already.
    case memberAlready(User.ID, Organization.ID)
    /// The user is no member of the organization.
    case notMember(User.ID, Organization.ID)
    /// The organization is part of another.
    case organizationMerged(Organization.ID)
    /// This side asked already never to be brought together with the other.
    case excludedAlready(Presenter.ID, Organization.ID)
    /// This side has not asked never to be brought together with the other.
    case notExcluded(Presenter.ID, Organization.ID)
    /// Somebody's name was not taken away, or they have none any more.
    case person(PersonRefusal)
    /// The presenter's status does not allow this step.
    case presenterStatus(Presenter.ID, PresenterStatus)

    // States

    /// The request's state does not allow this step.
    case requestState(LectureRequest.ID, RequestState)
    /// The offer's state does not allow this step: it was answered, taken back or overtaken.
    case offerState(Offer.ID, OfferState)
    /// The assignment's state does not allow this step.
    case assignmentState(Assignment.ID, AssignmentState)
    /// The payment's state does not allow this step.
    case paymentState(Payment.ID, PaymentState)
    /// The delivery's state does not allow this step.
    case deliveryState(MaterialDelivery.ID, DeliveryState)

    // Requests

    /// Whoever acts would decide in what is their own: their lecture, their pay. It is for somebody else.
    case ownAffair(String)
    /// Of the times that a request wishes, the one of this index, from 0, is refused.
    indirect case wish(Int, Refusal)
    /// The programme is not in force on the wished day.
    case programmeNotInForce(ProgrammeCode, LocalDate)
    /// This kind of organization may not ask under the programme.
    case programmeNotForAsker(ProgrammeCode)
    /// The programme is delivered another way: dispatched, self-hosted or by the body itself.
    case programmeDelivery(ProgrammeCode)
    /// Lectures were asked for under the programme, or the body scheduled something: what they are stands.
    case programmeUsed(ProgrammeCode)
    /// The programme has a lecture, an open wish or something scheduled on this day, which would no longer be its.
    case programmeDays(ProgrammeCode, LocalDate)
    /// A wished day is nearer than the programme's lead time, in days.
    case leadTime(days: Int)
    /// Fewer are expected than the programme wants at least.
    case attendanceTooSmall(minimum: Int)
    /// The day lies in the past.
    case dayPassed(LocalDate)
    /// The day lies behind the last for which anything is planned yet.
    case dayTooFar(last: LocalDate)
    /// The presenter is not active.
    case presenterNotActive(Presenter.ID)

    // Offers and assignments

    /// The offer's deadline has passed.
    case deadlinePassed(Offer.ID)
    /// Another presenter is bound to the request already.
    case alreadyAssigned(LectureRequest.ID)
    /// The presenter has another lecture at that time.
    case twoLecturesAtOnce(Presenter.ID)
    /// The way from or to another lecture of the presenter does not fit between the two.
    case travelDoesNotFit(Presenter.ID)
    /// The presenter belongs to the organization that asks.
    case ownOrganization(Presenter.ID)
    /// Another matching run is under way.
    case matchRunning
    /// A step that somebody chose by hand was not done.
    case chain(ChainRefusal)
    /// Something about materials was not done.
    case material(MaterialRefusal)

    // Lectures

    /// The lecture is not over yet.
    case notOverYet(Assignment.ID)
    /// This side has attested already.
    case attestedAlready(Assignment.ID)
    /// There is neither a co-host's confirmation nor a coordinator's decision on evidence.
    case attestationWantsEvidence(Assignment.ID)

    // Rates

    /// This row says something for some of these days already.
    case rateInTheWay(RateKey)
    /// Amounts were computed from the rate: it neither goes nor ends before them.
    case rateUsed(RateKey)
    /// The tax bands of these payees would have a gap on the day.
    case taxBandGap(WithholdingClass, LocalDate)
    /// The holidays of the year are known already.
    case holidaysKnown(year: Int)
    /// No such travel rate is in force on the day.
    case noTravelRate(TravelRateKind, LocalDate)

    // What is owed

    /// Something was agreed about the fee already.
    case feeAgreed(Assignment.ID)
    /// Consumption tax was stated apart from the fee already.
    case separateTaxStated(Assignment.ID)
    /// The consumption tax is more than the fee that holds it.
    case separateTaxTooLarge(Assignment.ID, most: Yen)
    /// Only the payee's own invoice shows consumption tax apart.
    case wantsInvoice(Evidence.ID)
    /// A net amount is promised to residents only.
    case netForNonresident(Payee.ID)
    /// Nobody has said where the payee is taxed.
    case residencyUnknown(Payee.ID)
    /// Nothing was claimed for a lecture that was called off, or its programme pays nothing.
    case nothingToSettle(Assignment.ID)
    /// Some legs have no evidence.
    case legsWantEvidence(Assignment.ID, count: Int)
    /// A journey has more legs than may be claimed.
    case tooManyLegs(Assignment.ID, limit: Int)

    // Money

    /// Both attestations are not there yet.
    case notAttested(Assignment.ID)
    /// The honorarium was calculated already.
    case calculatedAlready(Assignment.ID)
    /// No fee rate is in force for the rank on the day.
    case noFeeRate(RankCode, LocalDate)
    /// No tax rate is in force on the day: a date beyond the tables is refused, not guessed.
    case noTaxRate(LocalDate)
    /// No table of holidays covers the year.
    case noHolidays(year: Int)
    /// The presenter has no payee on the day.
    case noPayee(Presenter.ID)
    /// The payee has no confirmed bank account.
    case noAccount(Payee.ID)
    /// Who prepared it does not approve it.
    case ownPayment(Payment.ID)
    /// The month is closed and never changes.
    case monthClosed(YearMonth)
    /// The month is not open for payments yet.
    case monthUnknown(YearMonth)
    /// The month is not closed yet.
    case monthOpen(YearMonth)
    /// Payments of the month wait for approval.
    case unapprovedPayments(YearMonth, count: Int)
    /// There is nothing to pay in the month.
    case nothingToPay(YearMonth)
    /// The account holder's name cannot be written in a bank file.
    case accountHolder(Payee.ID)
    /// The payee's bank or branch has no name, and the body's bank wants one in its files.
    case bankName(Payee.ID)
    /// The file's totals differ from the ledger's; nothing was exported.
    case totalsDiffer(YearMonth)
    /// The bank file made again is not the file that was recorded: its bank profile or an account's data changed.
    case fileDiffers(TransferFile.ID)
    /// Banks are closed on the day.
    case bankClosed(LocalDate)
    /// The day has not come yet.
    case dayAhead(LocalDate)
    /// What was paid is dated before it can have been: the first day on which it can.
    case paidTooEarly(first: LocalDate)
    /// The month's payment day has passed.
    case payDayPassed(YearMonth, LocalDate)
    /// The payee receives nothing for the presenter.
    case foreignPayee(Payee.ID, Presenter.ID)
    /// The bank file has no transfer at this place.
    case noTransfer(TransferFile.ID, record: Int)
    /// The bank's answer states another amount for this transfer than was sent.
    case resultAmount(TransferFile.ID, record: Int, sent: Yen)
    /// The entry was taken back already, or takes another one back.
    case correctedAlready(Honorarium.ID)
    /// The correction says what the entry says.
    case nothingChanged(Honorarium.ID)
    /// Nothing was done about a payment notice.
    case notice(NoticeRefusal)
    /// Nothing was done about a mail.
    case mail(MailRefusal)
    /// The payment sends money: nothing is asked back.
    case notClaim(Payment.ID)
    /// The bank's answer for this transfer of the file is recorded already.
    case settledAlready(TransferFile.ID, record: Int)
    /// A file of payment records of the year takes a number from `next` to 99.
    case recordFileNumber(CalendarYear, next: Int)
    /// The keys for bank accounts are missing or do not open what was sealed.
    case accountKeys

    // What is known of payees, findings, budgets

    /// Something of this kind is stated of the payee from this later day on already.
    case laterFact(Payee.ID, LocalDate)
    /// A treaty decision is for non-residents; the payee is none on the day.
    case payeeResident(Payee.ID, LocalDate)
    /// The payee has a part in an alias already.
    case payeeAlias(Payee.ID)
    /// The finding is not open any more.
    case findingEnded(Finding.ID, FindingState)
    /// Whose claim a finding is about does not clear it.
    case ownFinding(Finding.ID)
    /// The request would exceed its programme's budget.
    case budgetExceeded(BudgetExcess)
}

/// By what two registrations look like the same person or organization.
public enum DuplicateGround: String, Sendable, CaseIterable {
    /// The same name in kana and the same mail address.
    case email
    /// The same name in kana and the same telephone number.
    case phone
    /// The same name in kana and the same bank account.
    case account
}
