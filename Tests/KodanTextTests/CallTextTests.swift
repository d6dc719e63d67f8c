import KodanText
import Testing

@Suite("What a caller is told")
struct CallTextTests {
    @Test("is a whole sentence in each language, that names what it is about", arguments: Language.allCases)
    func sentences(language: Language) {
        for (text, named) in CallTextTests.texts {
            let sentence = text.sentence(in: language)
            #expect(fault(in: sentence, language) == nil, "\(sentence)")
            for name in named { #expect(sentence.contains(name), "\(sentence)") }
        }
    }

    @Test("differs from case to case", arguments: Language.allCases)
    func distinct(language: Language) {
        let sentences = CallTextTests.texts.map { $0.text.sentence(in: language) }
        #expect(Set(sentences).count == sentences.count)
    }

    @Test("is left as it is where it was told in a language already", arguments: Language.allCases)
    func told(language: Language) {
        #expect(CallText.told("そのまま。").sentence(in: language) == "そのまま。")
    }

    @Test("has a title in each language", arguments: [400, 401, 403, 404, 409, 422, 429, 500, 503, 418])
    func titles(status: Int) {
        let japanese = TitleText.title(of: "body_too_large", status: status, in: .japanese)
        #expect(!japanese.isEmpty && !japanese.unicodeScalars.contains { $0.isASCII })
        #expect(TitleText.title(of: "body_too_large", status: status, in: .english) == "Body too large")
    }

    private static let texts: [(text: CallText, named: [String])] =
        servers.map { (.server($0.0), $0.1) } + bodies.map { (.body($0.0), $0.1) }
        + values.map { (.expected($0.0), $0.1) } + [
            (.slowHeader, []), (.largeHeader, []), (.malformedRequest, ["HTTP"]),
            (.headerMissing("If-Match"), ["If-Match"]),
            (.headerWrong("Idempotency-Key"), ["Idempotency-Key"]),
            (.mediaTypes(["text/csv", "text/plain"]), ["text/csv", "text/plain"]),
            (.ifMatchMissing, ["If-Match", "ETag"]), (.changedMeanwhile, []), (.changedSinceOpened, []),
            (.keyReused, ["Idempotency-Key"]),
            (.keyInUse, ["Idempotency-Key"]), (.foreignPage, ["X-CSRF-Token"]), (.parameterWrong, []),
            (.noBearer, ["Authorization", "Bearer"]),
            (.parameterUnknown, []), (.parameterTwice, []), (.parameterMissing, []),
            (.parameterUnreadable, ["UTF-8"]),
            (.nameOrPart, []),
            (.yearOrDay, []), (.noKey("pre-1", of: "req"), ["pre-1", "req-1"]),
            (.notInPath("2027-13", .month), ["2027-13", "2026-12"]),
        ]

    private static let servers: [(ServerTrouble, [String])] = [
        (.noSuchPath, []), (.methods("GET, HEAD"), ["GET, HEAD"]), (.unforeseen, []), (.overloaded, []),
        (.tokenTooOften, []), (.addressTooOften, []), (.signInTooOften, []), (.tooSlow, []),
        (.shuttingDown, []), (.databaseGone, []), (.databaseFull, []), (.connectionsInUse, []),
        (.othersChange, []),
        (.outcomeUnknown, []), (.filesRefused, []), (.notConfigured, []),
    ]

    private static let bodies: [(BodyFault, [String])] = [
        (.tooLarge, []), (.broken, []), (.slow, []), (.notTaken, []),
        (.malformedJSON(.malformed, offset: 64), ["64"]), (.malformedJSON(.encoding, offset: 64), ["UTF-8"]),
        (.malformedJSON(.depth, offset: 64), ["32", "64"]),
        (.malformedJSON(.duplicate("save"), offset: 64), ["save", "64"]),
        (.eitherField("results", "returned"), ["results", "returned"]),
        (.fieldsWrong(1), []), (.fieldsWrong(2), []), (.fieldUnknown, []), (.endNotLater, []),
        (.lastBeforeFirst, []), (.reasonOfApproval, []), (.savedAtAnotherTime, []),
        (.prefectureForLodgingOnly, []), (.minutesOdd, []),
        (.preparationByHourOnly, []), (.noSuchPrice, []), (.bandMissing, []), (.bandsUneven, []),
        (.recordsRefused, []), (.columnsMissing(["date", "net"]), ["date", "net"]),
        (.columnsUnknown(["colour"]), ["colour"]), (.columnsTwice(["date"]), ["date"]), (.strayQuote, []),
        (.openQuote, []), (.longRow(4096), ["4096"]), (.encoding, ["UTF-8", "CP932"]),
    ]

    private static let values: [(ValueText, [String])] = [
        (.object, []), (.list, []), (.text, []), (.wholeNumber, []), (.trueOrFalse, []),
        (.timeOfDay, ["09:00"]),
        (.day, ["2026-12-05"]), (.moment, ["2026-12-05T14:00:00+09:00"]),
        (.month, ["2026-12"]),
        (.mailAddress, []),
        (.yen(1...9999), ["1", "9999"]), (.characters(1...100), ["1", "100"]),
        (.number(2...120), ["2", "120"]), (.year(1900...2200), ["1900", "2200"]),
        (.oneOf(["a", "b"]), ["a", "b"]),
        (.someOf(["a", "b"]), ["a", "b"]), (.key("org"), ["org-1"]), (.anyKey, []), (.topicCode, []),
        (.qualificationCode, []), (.programmeCode, []), (.prefectureCode, ["01", "47"]),
        (.postalCode, []), (.invoiceNumber, []), (.recordNumber, ["1", "99"]),
        (.digest, ["64"]),
    ]
}
