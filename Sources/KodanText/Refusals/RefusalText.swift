public import KodanDomain

/// What people are told when something was not done.
public enum RefusalText {
    /// One polite sentence or two: which thing, why not, and what to do.
    public static func sentence(_ refusal: Refusal, in language: Language) -> String {
        let says = RefusalSentences(language: language)
        return switch refusal {
        case .notSignedIn: says.notSignedIn()
        case .notPermitted(let role): says.notPermitted(role)
        case .notFound(let thing, let field): says.notFound(thing, field)
        case .addressUnknown: says.addressUnknown()
        case .signIn(let refusal): says.signIn(refusal)
        case .field(let refused): ExpectationText.sentence(refused, in: language)
        case .unknownCode(let field, let code): says.unknownCode(field, code)
        case .likelyDuplicate(let other, let ground): says.likelyDuplicate(other, ground)
        case .emailTaken(let email): says.emailTaken(email)
        case .payeeKnown, .ownAccountChange, .accountUnseen, .accountConfirmed: says.ofPayees(refusal)
        case .roleHeld, .roleNotHeld, .tokenRevoked: says.ofRights(refusal)
        case .memberAlready(let user, let organization): says.memberAlready(user, organization)
        case .notMember(let user, let organization): says.notMember(user, organization)
        case .organizationMerged(let organization): says.organizationMerged(organization)
        case .excludedAlready(let presenter, let organization): says.excludedAlready(presenter, organization)
        case .notExcluded(let presenter, let organization): says.notExcluded(presenter, organization)
        case .person(let refusal): says.person(refusal)
        case .presenterStatus(let id, let status): says.presenterStatus(id, status)
        case .requestState, .offerState, .assignmentState, .paymentState, .deliveryState:
            says.ofState(refusal)
        case .programmeNotInForce, .programmeNotForAsker, .programmeDelivery, .programmeUsed, .programmeDays:
            says.ofProgrammes(refusal)
        case .ownAffair(let thing): says.ownAffair(thing)
        case .wish(_, let refusal): sentence(refusal, in: language)
        case .leadTime, .attendanceTooSmall, .dayPassed, .dayTooFar: says.ofWishes(refusal)
        case .presenterNotActive(let id): says.presenterNotActive(id)
        case .deadlinePassed(let offer): says.deadlinePassed(offer)
        case .alreadyAssigned(let request): says.alreadyAssigned(request)
        case .twoLecturesAtOnce(let presenter): says.twoLecturesAtOnce(presenter)
        case .travelDoesNotFit(let presenter): says.travelDoesNotFit(presenter)
        case .ownOrganization(let presenter): says.ownOrganization(presenter)
        case .matchRunning: says.matchRunning()
        case .chain(let refusal): says.chain(refusal)
        case .material, .mail: says.ofMails(refusal)
        case .notOverYet(let assignment): says.notOverYet(assignment)
        case .attestedAlready(let assignment): says.attestedAlready(assignment)
        case .attestationWantsEvidence(let assignment): says.attestationWantsEvidence(assignment)
        case .rateInTheWay, .rateUsed, .taxBandGap, .holidaysKnown, .noTravelRate, .feeAgreed,
            .separateTaxStated, .separateTaxTooLarge, .wantsInvoice, .netForNonresident, .residencyUnknown,
            .nothingToSettle, .legsWantEvidence, .tooManyLegs:
            says.ofRates(refusal)
        case .notAttested(let assignment): says.notAttested(assignment)
        case .calculatedAlready(let assignment): says.calculatedAlready(assignment)
        case .noFeeRate(let rank, let day): says.noFeeRate(rank, day)
        case .noTaxRate(let day): says.noTaxRate(day)
        case .noHolidays(let year): says.noHolidays(year)
        case .noPayee(let presenter): says.noPayee(presenter)
        case .noAccount, .ownPayment, .paymentBlocked, .taxedOtherwise: says.ofPayments(refusal)
        case .monthClosed(let month): says.monthClosed(month)
        case .monthUnknown(let month): says.monthUnknown(month)
        case .monthOpen(let month): says.monthOpen(month)
        case .unapprovedPayments(let month, let count): says.unapprovedPayments(month, count)
        case .nothingToPay(let month): says.nothingToPay(month)
        case .accountHolder(let payee): says.accountHolder(payee)
        case .bankName(let payee): says.bankName(payee)
        case .totalsDiffer(let month): says.totalsDiffer(month)
        case .fileDiffers(let file): says.fileDiffers(file)
        case .bankClosed, .dayAhead, .paidTooEarly, .payDayPassed, .foreignPayee, .noTransfer, .resultAmount,
            .correctedAlready, .nothingChanged, .notClaim, .notice, .recordFileNumber:
            says.ofTransfers(refusal)
        case .settledAlready(let file, let record): says.settledAlready(file, record)
        case .accountKeys: says.accountKeys()
        case .laterFact, .payeeResident, .payeeAlias, .findingEnded, .ownFinding, .budgetExceeded:
            says.ofClaims(refusal)
        }
    }
}

/// The sentences in one language; each subject has a file of its own.
struct RefusalSentences {
    let language: Language

    func name(_ key: some CustomStringConvertible) -> String {
        ThingText.name(ofKey: key.description, in: language)
    }

    func day(_ day: LocalDate) -> String { DateText.day(day, in: language) }

    func month(_ month: YearMonth) -> String { DateText.month(month, in: language) }
}
