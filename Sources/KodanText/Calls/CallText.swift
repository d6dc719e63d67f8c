/// Why a call from outside is not served as it came, before the programme's rules are asked: a sentence for people.
public enum CallText: Sendable, Equatable {
    /// A sentence that is in the asker's language already.
    case told(String)

    /// The server cannot, or not now.
    case server(ServerTrouble)
    /// Something is wrong with the body.
    case body(BodyFault)

    // The head of the request.
    case slowHeader, largeHeader, malformedRequest
    case headerMissing(String), headerWrong(String)
    case mediaTypes([String]), charset, contentCoding
    case ifMatchMissing, changedMeanwhile, changedSinceOpened, keyReused, keyInUse, foreignPage
    case noBearer

    // The query.
    case parameterWrong, parameterUnknown, parameterTwice, parameterMissing, parameterUnreadable
    case nameOrPart, yearOrDay

    // The path.
    /// The text is the key of no such thing as has keys of this prefix.
    case noKey(String, of: String)
    /// The text stands in the path where this is expected.
    case notInPath(String, ValueText)

    /// A value is expected to be this.
    case expected(ValueText)

    /// The sentence.
    public func sentence(in language: Language) -> String {
        switch language {
        case .japanese: japanese
        case .english: english
        }
    }
}

/// What the server cannot do for a call.
public enum ServerTrouble: Sendable, Equatable {
    case noSuchPath, methods(String), status(String), unforeseen
    case overloaded, tokenTooOften, addressTooOften, signInTooOften, tooSlow, shuttingDown
    case databaseGone, databaseFull, databaseOutdated, connectionsInUse, othersChange, outcomeUnknown
    case filesRefused, notConfigured
}

/// Why a text is no JSON that is taken.
public enum JSONTrouble: Sendable, Equatable {
    /// Not the form of RFC 8259.
    case malformed
    /// Not UTF-8.
    case encoding
    /// Nested deeper than 32.
    case depth
    /// This name twice in an object: which of the two counts would be a guess.
    case duplicate(String)
}

/// What is wrong with the body of a call.
public enum BodyFault: Sendable, Equatable {
    case tooLarge, broken, slow, notTaken
    /// What was read at that byte, from 0.
    case malformedJSON(JSONTrouble, offset: Int)
    /// Two fields exclude each other.
    case eitherField(String, String)
    case fieldsWrong(Int), fieldUnknown
    case endNotLater, lastBeforeFirst
    case reasonOfApproval, savedAtAnotherTime
    case prefectureForLodgingOnly, minutesOdd, preparationByHourOnly, noSuchPrice, bandMissing, bandsUneven
    case recordsRefused

    // Tables.
    case columnsMissing([String]), columnsUnknown([String]), columnsTwice([String])
    case strayQuote, openQuote, longRow(Int), encoding
    /// A line that names no transfer with a reason.
    case returnedLine(String)
}

/// What a value of a call is expected to be.
public enum ValueText: Sendable, Equatable {
    case object, list, text, wholeNumber, trueOrFalse, timeOfDay, day, moment, month, mailAddress
    /// Of so many characters.
    case characters(ClosedRange<Int>)
    case number(ClosedRange<Int>)
    case yen(ClosedRange<Int64>)
    case year(ClosedRange<Int>)
    case oneOf([String]), someOf([String])
    /// A key with this prefix.
    case key(String)
    /// The key of what the field is about.
    case anyKey
    case topicCode, qualificationCode, programmeCode, prefectureCode, postalCode, invoiceNumber, recordNumber
    /// A SHA-256 as it is printed.
    case digest
}
