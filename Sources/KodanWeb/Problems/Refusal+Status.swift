import HTTPTypes
import Hummingbird
import KodanDomain

extension Refusal {
    /// The status with which a refusal is told; a new refusal does not compile until it is placed here.
    var status: HTTPResponse.Status {
        switch self {
        case .notSignedIn: .unauthorized
        case .notPermitted: .forbidden
        case .signIn(let refusal): refusal.status
        case .notFound, .addressUnknown, .monthUnknown: .notFound
        case .mail(let refusal): refusal.status
        case .material(let refusal): refusal.status
        case .wish(_, let refusal): refusal.status
        case .field, .unknownCode, .programmeNotInForce, .programmeNotForAsker, .programmeDelivery, .leadTime,
            .attendanceTooSmall, .dayPassed, .dayTooFar, .dayAhead, .paidTooEarly, .payDayPassed,
            .foreignPayee, .bankClosed, .noTransfer, .resultAmount, .attestationWantsEvidence,
            .separateTaxTooLarge, .wantsInvoice, .tooManyLegs:
            .unprocessableContent
        case .likelyDuplicate, .ownAffair, .emailTaken, .ownAccountChange, .accountUnseen, .paymentBlocked,
            .taxedOtherwise, .accountConfirmed,
            .payeeKnown,
            .roleHeld,
            .roleNotHeld, .tokenRevoked,
            .memberAlready,
            .notMember, .organizationMerged, .excludedAlready, .notExcluded,
            .person, .presenterStatus, .requestState, .offerState, .assignmentState, .paymentState,
            .deliveryState,
            .presenterNotActive, .deadlinePassed, .alreadyAssigned, .twoLecturesAtOnce, .travelDoesNotFit,
            .ownOrganization,
            .programmeUsed, .programmeDays,
            .rateInTheWay, .rateUsed, .taxBandGap, .holidaysKnown, .noTravelRate, .feeAgreed,
            .separateTaxStated,
            .netForNonresident, .residencyUnknown, .nothingToSettle, .legsWantEvidence,
            .matchRunning, .chain, .notOverYet, .attestedAlready, .notAttested, .calculatedAlready,
            .noFeeRate,
            .noTaxRate,
            .noHolidays, .noPayee, .noAccount, .ownPayment, .monthClosed, .monthOpen,
            .unapprovedPayments, .nothingToPay, .accountHolder, .bankName, .totalsDiffer,
            .fileDiffers, .settledAlready, .correctedAlready, .nothingChanged, .notClaim,
            .laterFact, .payeeResident, .payeeAlias, .findingEnded, .ownFinding, .budgetExceeded, .notice,
            .recordFileNumber:
            .conflict
        case .accountKeys: .internalServerError
        }
    }

    /// After how many seconds to come back, for refusals that pass.
    var retryAfter: Int? {
        switch self {
        case .signIn(.tooMany(let seconds)): seconds
        case .signIn(.busy): 3
        default: nil
        }
    }

    /// Where in a body the cause lies as most bodies name it, for refusals of what was sent.
    ///
    /// Where an operation's body says it otherwise, ``Operation/place(of:in:)`` knows.
    var pointer: String? {
        switch self {
        case .field(let refused): "/\(refused.path)"
        case .wish(let index, _): "/slots/\(index)"
        case .unknownCode(let field, _): "/\(field.rawValue)"
        case .programmeNotInForce, .leadTime, .dayPassed, .dayTooFar: "/slots"
        case .programmeNotForAsker, .programmeDelivery: "/programme"
        case .attendanceTooSmall: "/expected_attendance"
        case .dayAhead, .paidTooEarly: "/paid_on"
        case .bankClosed, .payDayPassed: "/pay_on"
        case .foreignPayee: "/payee"
        case .separateTaxTooLarge: "/amount"
        case .wantsInvoice, .attestationWantsEvidence: "/evidence"
        case .tooManyLegs: "/travel"
        case .emailTaken: "/email"
        case .roleNotHeld: "/role"
        case .signIn(.codeRefused): "/code"
        case .signIn(.passwordRefused): "/current_password"
        default: nil
        }
    }
}

extension MailRefusal {
    /// The status with which it is told.
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .state, .bouncedAlready, .bounceCleared, .nobodyReached: .conflict
        case .noReport, .foreignReport: .unprocessableContent
        }
    }
}

extension MaterialRefusal {
    /// The status with which it is told; a link that served once is gone.
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .fileThere, .noFile, .notPrinted, .stockShort: .conflict
        case .linkEnded: .gone
        }
    }
}

extension SignInRefusal {
    /// The status with which it is told.
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .wrong, .codeWanted, .linkSpent: .unauthorized
        case .tooMany: .tooManyRequests
        case .busy: .serviceUnavailable
        case .totpMissing, .passwordWanted, .sessionWanted, .scopeMissing, .limitedToken, .limitedLink:
            .forbidden
        case .codeRefused, .passwordRefused: .unprocessableContent
        case .totpNotEnrolled, .userState, .ownAccess, .lastAdministrator: .conflict
        }
    }
}
