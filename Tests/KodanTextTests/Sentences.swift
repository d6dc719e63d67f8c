import KodanDomain
import KodanText
import Testing

/// Every refusal once, with what its sentence must name in each language.
let refusals: [(refusal: Refusal, named: [String])] = makeRefusals()

private func makeRefusals() -> [(Refusal, [String])] {
    guard let day = LocalDate("2026-12-05"), let month = YearMonth("2026-05"),
        let programme = try? ProgrammeCode("regional"), let email = try? EmailAddress("ana@example.jp")
    else { return [] }
    let assignment = Assignment.ID(31)
    let presenter = Presenter.ID(32)
    let request = LectureRequest.ID(33)
    let payee = Payee.ID(34)
    let (payment, offer) = (Payment.ID(35), Offer.ID(36))
    let (user, account) = (User.ID(38), PayeeAccount.ID(39))
    return [
        (.signIn(.wrong), []), (.signIn(.codeWanted), []), (.signIn(.tooMany(seconds: 64)), ["64"]),
        (.signIn(.busy), []), (.signIn(.linkSpent), []), (.signIn(.totpMissing), []),
        (.signIn(.totpNotEnrolled), []), (.signIn(.codeRefused), []), (.signIn(.passwordRefused), []),
        (.signIn(.passwordWanted), []), (.signIn(.sessionWanted), []), (.signIn(.limitedToken), []),
        (.signIn(.scopeMissing(TokenScope(.money, .write))), ["money:write"]), (.signIn(.limitedLink), []),
        (.signIn(.userState(user, isActive: false)), ["usr-38"]), (.signIn(.ownAccess(user)), ["usr-38"]),
        (.signIn(.lastAdministrator(user)), ["usr-38"]), (.notSignedIn, []), (.notPermitted(.clerk), []),
        (.notFound("req-33"), ["req-33"]), (.unknownCode(.topic, "fishing"), ["fishing"]),
        (.field(FieldRefused(.title, expected: .atMost(characters: 200))), ["200"]),
        (.likelyDuplicate(of: "pre-32", by: .phone), ["pre-32"]), (.emailTaken(email), ["ana@example.jp"]),
        (.ownAccountChange(account), ["acc-39"]), (.accountUnseen(account), ["acc-39"]),
        (.paymentBlocked(payment, Finding.ID(3)), ["pmt-35", "fnd-3"]),
        (.taxedOtherwise(payment, payee), ["pmt-35", "pye-34"]), (.accountConfirmed(account), ["acc-39"]),
        (.payeeKnown(presenter), ["pre-32"]), (.roleHeld(user, .clerk), ["usr-38"]),
        (.roleNotHeld(user, .clerk, in: nil), ["usr-38"]), (.tokenRevoked(AccessToken.ID(48)), ["tok-48"]),
        (.memberAlready(user, Organization.ID(40)), ["usr-38", "org-40"]),
        (.notMember(user, Organization.ID(40)), ["usr-38", "org-40"]),
        (.organizationMerged(Organization.ID(40)), ["org-40"]),
        (.excludedAlready(presenter, Organization.ID(40)), ["pre-32", "org-40"]),
        (.notExcluded(presenter, Organization.ID(40)), ["pre-32", "org-40"]),
        (.addressUnknown, []), (.ownAffair("asg-31"), ["asg-31"]),
        (.presenterStatus(presenter, .retired), ["pre-32"]), (.requestState(request, .held), ["req-33"]),
        (.offerState(offer, .expired), ["ofr-36"]), (.assignmentState(assignment, .noShow), ["asg-31"]),
        (.paymentState(payment, .paid), ["pmt-35"]),
        (.deliveryState(MaterialDelivery.ID(41), .sent), ["dlv-41"]),
        (.programmeNotInForce(programme, day), ["regional", "2026"]),
        (.programmeNotForAsker(programme), ["regional"]), (.programmeDelivery(programme), ["regional"]),
        (.programmeUsed(programme), ["regional"]), (.programmeDays(programme, day), ["regional", "2026"]),
        (.leadTime(days: 45), ["45"]), (.attendanceTooSmall(minimum: 15), ["15"]),
        (.dayPassed(day), ["2026"]), (.presenterNotActive(presenter), ["pre-32"]),
        (.deadlinePassed(offer), ["ofr-36"]), (.alreadyAssigned(request), ["req-33"]),
        (.twoLecturesAtOnce(presenter), ["pre-32"]), (.travelDoesNotFit(presenter), ["pre-32"]),
        (.ownOrganization(presenter), ["pre-32"]), (.matchRunning, []),
        (.chain(.selfHosted(request)), ["req-33"]), (.chain(.notMatched(request)), ["req-33"]),
        (.chain(.askedAlready(presenter, request)), ["pre-32", "req-33"]),
        (.chain(.hardRules(presenter, ["not_qualified"])), ["pre-32"]),
        (.chain(.softRules(presenter, ["out_of_reach", "blackout"])), ["pre-32"]),
        (.chain(.deadlineNotLater(offer)), ["ofr-36"]),
        (.chain(.excludedFromRequest(presenter, request)), ["pre-32", "req-33"]),
        (.chain(.deskEntryClosed(DeskEntry.ID(44))), ["dsk-44"]),
        (.chain(.changeOpen(assignment)), ["asg-31"]), (.chain(.nothingMoved(assignment)), ["asg-31"]),
        (.chain(.changeState(LectureChange.ID(45), .kept)), ["chg-45"]),
        (.chain(.changeOverdue(LectureChange.ID(45))), ["chg-45"]),
        (.chain(.changeAnswered(LectureChange.ID(45))), ["chg-45"]),
        (.chain(.presenterAway(presenter, day)), ["pre-32", "2026"]),
        (.chain(.movedTooOften(request)), ["req-33"]),
        (.chain(.reconfirmedAlready(assignment)), ["asg-31"]), (.notOverYet(assignment), ["asg-31"]),
        (.attestedAlready(assignment), ["asg-31"]), (.attestationWantsEvidence(assignment), ["asg-31"]),
        (.rateInTheWay(RateKey(.fee, 42)), ["fee-42"]), (.rateUsed(RateKey(.withholding, 43)), ["wht-43"]),
        (.taxBandGap(.residentIndividual, day), ["2026"]), (.holidaysKnown(year: 2030), ["2030"]),
        (.noTravelRate(.carPerKilometre, day), ["2026"]), (.feeAgreed(assignment), ["asg-31"]),
        (.separateTaxStated(assignment), ["asg-31"]),
        (.separateTaxTooLarge(assignment, most: Yen(30_000)), ["asg-31", "30000"]),
        (.wantsInvoice(Evidence.ID(44)), ["evd-44"]), (.netForNonresident(payee), ["pye-34"]),
        (.residencyUnknown(payee), ["pye-34"]), (.nothingToSettle(assignment), ["asg-31"]),
        (.legsWantEvidence(assignment, count: 3), ["asg-31", "3"]),
        (.tooManyLegs(assignment, limit: 40), ["asg-31", "40"]),
    ] + moneyRefusals(day, month)
}

/// Those of payments, months and files.
private func moneyRefusals(_ day: LocalDate, _ month: YearMonth) -> [(Refusal, [String])] {
    guard let rank = try? RankCode("expert"), let programme = try? ProgrammeCode("regional"),
        let year = CalendarYear(2026)
    else { return [] }
    let assignment = Assignment.ID(31)
    let presenter = Presenter.ID(32)
    let payee = Payee.ID(34)
    let payment = Payment.ID(35)
    let file = TransferFile.ID(37)
    let honorarium = Honorarium.ID(38)
    let excess = BudgetExcess(
        programme: programme,
        year: FiscalYear(containing: day),
        budget: Yen(1_000_000),
        committed: Yen(990_000),
        wanted: Yen(30_000)
    )
    return [
        (.notAttested(assignment), ["asg-31"]), (.calculatedAlready(assignment), ["asg-31"]),
        (.noFeeRate(rank, day), ["expert", "2026"]), (.noTaxRate(day), ["2026"]),
        (.noHolidays(year: 2031), ["2031"]), (.noPayee(presenter), ["pre-32"]),
        (.noAccount(payee), ["pye-34"]),
        (.ownPayment(payment), ["pmt-35"]),
        (.monthClosed(month), ["2026"]), (.monthUnknown(month), ["2026"]), (.monthOpen(month), ["2026"]),
        (.unapprovedPayments(month, count: 17), ["2026", "17"]), (.nothingToPay(month), ["2026"]),
        (.accountHolder(payee), ["pye-34"]), (.bankName(payee), ["pye-34"]), (.totalsDiffer(month), ["2026"]),
        (.fileDiffers(file), ["trf-37"]), (.bankClosed(day), ["2026"]), (.dayAhead(day), ["2026"]),
        (.paidTooEarly(first: day), ["2026"]),
        (.payDayPassed(month, day), ["2026"]),
        (.foreignPayee(payee, presenter), ["pye-34", "pre-32"]), (.dayTooFar(last: day), ["2026"]),
        (.noTransfer(file, record: 12), ["trf-37", "12"]),
        (.resultAmount(file, record: 12, sent: Yen(26_937)), ["trf-37", "12", "26,937"]),
        (.correctedAlready(honorarium), ["hon-38"]), (.nothingChanged(honorarium), ["hon-38"]),
        (.notice(.answered(Notice.ID(38))), ["ntc-38"]), (.notice(.notObjected(Notice.ID(39))), ["ntc-39"]),
        (.notice(.deadlinePassed(Notice.ID(40), day)), ["ntc-40"]),
        (.notice(.differs(Notice.ID(41))), ["ntc-41"]),
        (.material(.fileThere(Edition.ID(47))), ["edi-47"]), (.material(.noFile(Edition.ID(47))), ["edi-47"]),
        (.material(.notPrinted(Edition.ID(47))), ["edi-47"]),
        (.material(.stockShort(Edition.ID(47), wanted: 48)), ["edi-47", "48"]),
        (.material(.linkEnded(.expired)), []),
        (.mail(.state(OutboxMessage.ID(45), .sent)), ["msg-45"]),
        (.mail(.bouncedAlready(OutboxMessage.ID(45))), ["msg-45"]),
        (.mail(.bounceCleared(MailBounce.ID(46))), ["bnc-46"]), (.mail(.noReport), []),
        (.mail(.foreignReport), []), (.mail(.nobodyReached), []),
        (.notClaim(payment), ["pmt-35"]), (.settledAlready(file, record: 49), ["trf-37", "49"]),
        (.recordFileNumber(year, next: 3), ["2026", "3"]),
        (.accountKeys, []), (.laterFact(payee, day), ["pye-34", "2026"]),
        (.payeeResident(payee, day), ["pye-34", "2026"]), (.payeeAlias(payee), ["pye-34"]),
        (.findingEnded(Finding.ID(42), .cleared), ["fnd-42"]), (.ownFinding(Finding.ID(42)), ["fnd-42"]),
        (.budgetExceeded(excess), ["regional", "2026", "1,000,000", "990,000", "30,000", "20,000"]),
    ]
}

/// Every expectation once.
let expectations: [Expected] =
    [
        .present, .atMost(characters: 1), .plainText, .plainLines, .email, .phone, .digits(7...7),
        .digits(1...7),
        .integer(1...5), .minutes(15...720), .prefecture, .municipality, .oneMunicipality(["A", "B"]),
        .katakana,
        .postalCode, .degrees(20...46), .characters(12...200),
        .twoNames, .bankKana, .code, .oneOf(["A", "B"]), .yesOrNo, .date, .hours, .disjointHours, .once,
        .invoiceNumber, .list(of: "topic:level"), .entries(1...3), .absent, .notOfMode, .ofStaff,
        .count(1...3), .count(0...20), .bytes(1...1024), .prefectureCode, .municipalityCode,
        .agreement, .utf8, .passbookSymbol, .passbookNumber,
        .other, .untaken, .untakenDay, .freeDays, .notPreferred,
    ] + Companion.allCases.map(Expected.absentWithout)

/// What is wrong with a sentence that people read; nil for a good one.
func fault(in sentence: String, _ language: Language) -> String? {
    let internals = ["ID<", "Optional(", "Kodan", "rawValue", "{{", "\\(", "nil", "_"]
    if let found = internals.first(where: sentence.contains) { return "holds \(found)" }
    let isJapanese = sentence.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) }
    switch language {
    case .japanese:
        if !isJapanese { return "is not Japanese" }
        if !sentence.hasSuffix("。") { return "does not end" }
    case .english:
        if isJapanese { return "is not English" }
        if !sentence.hasSuffix(".") { return "does not end" }
    }
    return nil
}
