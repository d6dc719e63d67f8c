extension CallText {
    var english: String {
        switch self {
        case .told(let sentence): sentence
        case .server(let trouble): trouble.english
        case .body(let fault): fault.english
        case .slowHeader: "The header of the request did not arrive in time."
        case .largeHeader: "The header of the request is larger, or has more fields, than this server takes."
        case .malformedRequest: "What arrived is no HTTP request."
        case .headerMissing(let name): "The header \(name) is needed."
        case .headerWrong(let name): "The header \(name) is not as it should be."
        case .mediaTypes(let types): "The body has to be \(types.joined(separator: " or "))."
        case .charset: "The body has to be UTF-8."
        case .contentCoding: "The body has to come unpacked, without the header Content-Encoding."
        case .ifMatchMissing:
            "The header If-Match must say, by the ETag, which state the change is meant for."
        case .changedMeanwhile: "It has changed since it was read. Read it again, then decide."
        case .changedSinceOpened:
            "It has changed since this page was opened. Look at it as it is now, then send it again."
        case .keyReused: "This Idempotency-Key was used for another call."
        case .keyInUse: "A call under this Idempotency-Key is under way."
        case .foreignPage:
            "With a session's cookie each change wants the header X-CSRF-Token, as the session was told it."
        case .noBearer: "Send “Bearer” and an access token in the header Authorization, or sign in."
        case .parameterWrong: "A parameter of the query is not as it should be."
        case .parameterUnknown: "There is no such parameter."
        case .parameterTwice: "This parameter may be given once."
        case .parameterMissing: "This parameter is needed."
        case .noKey(let text, let prefix): foreignKey(text, prefix)
        case .notInPath(let text, let value): "“\(text)” names nothing here. \(value.english) is expected."
        case .expected(let value): "\(value.english) is expected."
        case .parameterUnreadable: "This parameter is no text in UTF-8 whose other bytes are written as %E8."
        case .nameOrPart: "Name the payee or a part of its name."
        case .yearOrDay: "Name the year or the day."
        }
    }
}

private func foreignKey(_ text: String, _ prefix: String) -> String {
    let kind = ThingText.kind(ofPrefix: prefix, .english) ?? prefix
    return "“\(text)” is the key of no \(kind). Such a key looks like \(prefix)-1."
}

extension JSONTrouble {
    fileprivate var english: String {
        switch self {
        case .malformed: "it breaks the form of JSON"
        case .encoding: "it is not UTF-8"
        case .depth: "it is nested deeper than 32"
        case .duplicate(let name): "the name “\(name.prefix(40))” stands twice in one object"
        }
    }
}

extension ServerTrouble {
    fileprivate var english: String {
        switch self {
        case .noSuchPath: "Nothing is served at this path and method."
        case .methods(let allowed): "This path takes \(allowed)."
        case .status(let phrase): "\(phrase)."
        case .overloaded: "As many requests as this server bears are under way. Nothing was done."
        case .tokenTooOften: "This token asks more often than is allowed. Nothing was done."
        case .addressTooOften: "This address asks more often than is allowed. Nothing was done."
        case .signInTooOften: "This address signs in or applies more often than is allowed. Nothing was done."
        case .tooSlow: "This took longer than a request may take, and was given up."
        case .shuttingDown: "This server is going; ask another one."
        case .databaseGone: "The database cannot be reached. Nothing was done."
        case .databaseFull: "The database has no room to save anything. Nothing was done."
        case .filesRefused:
            "The server's folder of files has no room, or cannot be written into. Nothing was done."
        case .databaseOutdated:
            "The database has not the tables of this version yet: its operator has to run `kodan migrate`."
        case .connectionsInUse: "All connections to the database are in use. Nothing was done."
        case .othersChange: "Others change the same things. Nothing was done."
        case .outcomeUnknown:
            "The connection broke at the last moment. Look whether it was done before you ask again."
        case .notConfigured: "This server has no settings of the body's bank and name."
        case .unforeseen: "Something went wrong here. The request id helps to find out what."
        }
    }
}

extension BodyFault {
    fileprivate var english: String {
        switch self {
        case .tooLarge: "The body is larger than this server takes."
        case .broken: "The body broke off."
        case .slow: "The body did not arrive in time."
        case .notTaken: "This operation takes no body. Please leave it out; what it says would be lost."
        case .malformedJSON(let trouble, let offset):
            "The body is no JSON that is taken here: \(trouble.english), at byte \(offset)."
        case .eitherField(let one, let other): "Give \(one) or \(other), not both."
        case .fieldsWrong(let count):
            count == 1 ? "One field is not as it should be." : "Some fields are not as they should be."
        case .fieldUnknown: "There is no such field."
        case .endNotLater: "The end must be later than the start."
        case .lastBeforeFirst: "The last day must not come before the first."
        case .reasonOfApproval: "An approval has no reason. Please leave this out."
        case .savedAtAnotherTime: "Only a plan of the present is saved. Please leave this out."
        case .prefectureForLodgingOnly: "A prefecture is for limits of lodging only."
        case .minutesOdd: "Minutes that are halved are an even number."
        case .preparationByHourOnly: "Preparation is paid by a price per hour only."
        case .noSuchPrice: "There is no such price."
        case .bandMissing: "At least one band is expected."
        case .bandsUneven:
            "Bands begin at different yen; tax with surtaxes comes to whole basis points below 100 %."
        case .recordsRefused: "Payment records cannot be written as they are; nothing was made."
        case .columnsMissing(let names): "Columns are missing: \(names.joined(separator: ", "))."
        case .columnsUnknown(let names): "Columns are unknown: \(names.joined(separator: ", "))."
        case .columnsTwice(let names): "Columns stand twice: \(names.joined(separator: ", "))."
        case .returnedLine(let line): "`\(line)` is no number and reason with a space between them."
        case .strayQuote: "A quotation mark stands where none may."
        case .openQuote: "A quotation mark is never closed."
        case .longRow(let limit): "The row has more than \(limit) bytes."
        case .encoding: "The line is neither UTF-8 nor CP932 text."
        }
    }
}

extension ValueText {
    fileprivate var english: String {
        switch self {
        case .object: "An object"
        case .list: "A list"
        case .text: "A text"
        case .wholeNumber: "A whole number"
        case .trueOrFalse: "True or false"
        case .timeOfDay: "A time of day such as 09:00"
        case .day: "A day such as 2026-12-05"
        case .moment: "A moment such as 2026-12-05T14:00:00+09:00"
        case .mailAddress: "A mail address"
        case .month: "A month such as 2026-12"
        case .yen(let bounds): "Whole yen from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .characters(let bounds): "A text of \(bounds.lowerBound) to \(bounds.upperBound) characters"
        case .number(let bounds): "A number from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .year(let bounds): "A year from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .oneOf(let values): "One of \(values.joined(separator: ", "))"
        case .someOf(let values): "Some of \(values.joined(separator: ", "))"
        case .key(let prefix): "A key such as \(prefix)-1"
        case .anyKey: "The key of such a thing"
        case .topicCode: "The code of a topic"
        case .qualificationCode: "The code of a qualification"
        case .programmeCode: "The code of a programme"
        case .postalCode: "A postal code of seven digits"
        case .invoiceNumber: "A registration number of T and thirteen digits"
        case .recordNumber: "The number of a file of payment records, 1 to 99,"
        case .prefectureCode: "The code of a prefecture, 01 to 47"
        case .digest: "A value of 64 digits, 0 to 9 and a to f,"
        }
    }
}
