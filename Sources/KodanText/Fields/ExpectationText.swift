public import KodanDomain

/// What a field takes, as a request to the person who fills it in.
public enum ExpectationText {
    /// One sentence that says what to enter.
    ///
    /// `「はい」または「いいえ」で入力してください。`
    public static func sentence(_ expected: Expected, in language: Language) -> String {
        switch language {
        case .japanese: japanese(expected)
        case .english: english(expected)
        }
    }

    /// The sentence with the name of the field before it.
    public static func sentence(_ refused: FieldRefused, in language: Language) -> String {
        let name = FieldText.name(of: refused.field, in: language)
        let sentence = sentence(refused.expected, in: language)
        return language("「\(name)」：\(sentence)", "“\(name)”: \(sentence)")
    }

    private static func japanese(_ expected: Expected) -> String {
        switch expected {
        case .present: "入力してください。"
        case .atMost(let characters): "\(characters)文字以内で入力してください。"
        case .characters(let bounds): "\(span(bounds, "〜"))文字で入力してください。"
        case .plainText: "改行・タブ・制御文字・外字を含めずに入力してください。"
        case .plainLines: "制御文字・外字を含めずに入力してください（改行は使えます）。"
        case .email: "メールアドレスを「name@example.jp」の形式で1件入力してください。"
        case .phone: "電話番号を市外局番から入力してください（海外の番号は「+」と国番号から）。"
        case .digits(let bounds): "\(span(bounds, "〜"))桁の数字で入力してください。"
        case .integer(let bounds): "\(bounds.lowerBound)から\(bounds.upperBound)までの整数にしてください。"
        case .count, .bytes: japaneseSize(expected)
        case .minutes(let bounds): "\(bounds.lowerBound)分以上\(bounds.upperBound)分以下にしてください。"
        case .prefecture: "都道府県を名称または2桁のコード（01〜47）で入力してください。"
        case .prefectureCode: "都道府県を2桁のコード（01〜47）で入力してください。"
        case .municipality: "市区町村を名称または5桁のコードで入力してください。"
        case .municipalityCode: "市区町村を5桁のコード（例：13101）で入力してください。"
        case .oneMunicipality(let names):
            "同じ名称の市区町村が複数あります。次のいずれかを指定してください：\(names.joined(separator: "、"))。"
        case .postalCode: "実在し、市区町村が1つに定まる郵便番号を入力してください。"
        case .degrees(let bounds):
            "\(bounds.lowerBound)から\(bounds.upperBound)までの度数を小数（例：\(bounds.lowerBound).5）で入力してください。"
        case .katakana: "全角カタカナで入力してください。"
        case .twoNames: "姓と名の間に空白を入れて入力してください。"
        case .bankKana: "カタカナ・英数字・記号（( ) . - /）で、通帳の表記のとおり入力してください。"
        case .passbookSymbol: "ゆうちょ銀行は、店番（3桁）または通帳の記号（「0」か「1」で始まる5桁）を入力してください。"
        case .passbookNumber:
            "通帳の番号を入力してください（記号が「1」で始まるときは末尾が「1」の8桁以内、「0」で始まるときは7桁以内）。"
        case .code: "英小文字で始まる40文字以内のコード（英小文字・数字・下線）で入力してください。"
        case .oneOf(let values): "次のいずれかを指定してください：\(values.joined(separator: "、"))。"
        case .yesOrNo: "「はい」または「いいえ」で入力してください。"
        case .agreement: "内容をご確認のうえ、同意をお願いします。"
        case .utf8: "文字コードをUTF-8にして、もう一度お送りください。"
        case .date: "実在する日付を「2026-12-05」の形式で入力してください。"
        case .dateWithin(let days):
            days.last == days.first
                ? "\(days.first)の日付にしてください。"
                : "\(days.first)\(days.last.map { "から\($0)まで" } ?? "以降")の日付にしてください。"
        case .hours: "「mon 9:00-18:00」のように、終了を開始より後の時刻で入力してください。"
        case .disjointHours: "時間帯が重ならないように入力してください。"
        case .once: "同じ内容は1回だけ入力してください。"
        case .other: "それ自身とは別のものを指定してください。"
        case .untaken: "ほかですでに使われています。別のものにしてください。"
        case .untakenDay: "この資料には、同じ発行日の版がすでにあります。別の発行日にしてください。"
        case .freeDays: "すでに登録されている日と重なっています。重ならない期間にしてください。"
        case .notPreferred: "希望する講師を、同時に派遣を希望しない講師にはできません。どちらか一方にしてください。"
        case .invoiceNumber: "「T」に続く13桁の数字で、正しい登録番号を入力してください。"
        case .list(let form): "「\(form)」の形式で、複数のときは「;」で区切って入力してください。"
        case .entries(let bounds): "\(span(bounds, "〜"))件を「;」で区切って入力してください。"
        case .absent: "見出し行に対応する列がありません。空欄にしてください。"
        case .absentWithout(let companion): "\(japanese(companion))空欄にしてください。"
        case .notOfMode: "この区分の旅費では入力しません。空欄にしてください。"
        case .ofStaff: "代理での手続きは事務局の担当者だけができます。空欄にしてください。"
        }
    }

    private static func english(_ expected: Expected) -> String {
        switch expected {
        case .present: "Please fill this in."
        case .atMost(let characters): "Please enter at most \(counted(characters, "character"))."
        case .characters(let bounds): "Please enter \(span(bounds, " to ")) characters."
        case .plainText: "Please leave out line breaks, control characters and private characters."
        case .plainLines: "Please leave out control characters and private characters; line breaks may stay."
        case .email: "Please enter one mail address such as name@example.jp."
        case .phone:
            "Please enter a telephone number with its leading zero, or with + and the country's code."
        case .digits(let bounds): "Please enter \(span(bounds, " to ")) digits."
        case .integer(let bounds):
            "Please give a whole number from \(bounds.lowerBound) to \(bounds.upperBound)."
        case .count, .bytes: englishSize(expected)
        case .minutes(let bounds):
            "Please keep it between \(bounds.lowerBound) and \(bounds.upperBound) minutes."
        case .prefecture: "Please enter a prefecture by its name or its two digits, 01 to 47."
        case .prefectureCode: "Please enter the two digits of a prefecture, 01 to 47."
        case .municipality: "Please enter a municipality by its name or its five digits."
        case .municipalityCode: "Please enter the five digits of a municipality, such as 13101."
        case .oneMunicipality(let names):
            "Several municipalities have this name. Please choose one: \(names.joined(separator: ", "))."
        case .postalCode: "Please enter a postal code that exists and lies in one municipality only."
        case .degrees(let bounds):
            "Please enter decimal degrees from \(bounds.lowerBound) to \(bounds.upperBound)."
        case .katakana: "Please enter full-width katakana."
        case .twoNames: "Please put a space between the family name and the given name."
        case .bankKana: "Please enter katakana, Latin letters, digits and ( ) . - / as in the bank book."
        case .passbookSymbol:
            "For Japan Post Bank please enter the branch (three digits) or the passbook's symbol (five, the first 0 or 1)."
        case .passbookNumber:
            "Please enter the passbook's number: up to eight digits that end in 1, or up to seven after a symbol with 0."
        case .code: "Please enter at most 40 lower-case letters, digits and underscores, a letter first."
        case .oneOf(let values): "Please choose one of these: \(values.joined(separator: ", "))."
        case .yesOrNo: "Please enter yes or no."
        case .agreement: "Please read it and agree; without that it cannot be done."
        case .utf8: "Please save the file as text in UTF-8 and send it again."
        case .date: "Please enter a day that exists, such as 2026-12-05."
        case .dateWithin(let days):
            days.last == days.first
                ? "Please give a time on \(days.first)."
                : "Please give a day from \(days.first)\(days.last.map { " to \($0)" } ?? " on")."
        case .hours: "Please enter hours such as mon 9:00-18:00, the end later than the start."
        case .disjointHours: "Please enter hours that do not overlap."
        case .once: "Please enter the same thing once only."
        case .other: "Please name another one than itself."
        case .untaken: "Another one has this already. Please choose a different one."
        case .untakenDay:
            "Another edition of the material has this day of issue. Please give a different day."
        case .freeDays: "Some of these days are noted already. Please give days that are not."
        case .notPreferred: "Whom you prefer you cannot exclude as well. Please choose one of the two."
        case .invoiceNumber: "Please enter a valid registration number: T and thirteen digits."
        case .list(let form): "Please enter \(form), several of them separated by semicolons."
        case .entries(let bounds): "Please enter \(span(bounds, " to ")) of them, separated by semicolons."
        case .absent: "Please leave this empty: the first line names no column for it."
        case .absentWithout(let companion): "Please leave this empty: \(english(companion))."
        case .notOfMode: "Please leave this empty: a leg travelled in this way does not take it."
        case .ofStaff: "Please leave this empty: only the office acts in the name of others."
        }
    }

    private static func japanese(_ companion: Companion) -> String {
        switch companion {
        case .venue: "オンライン開催で会場がないため、"
        case .coordinator: "都道府県を限定できるのはコーディネーターの権限だけです。"
        case .lodgingLimit: "都道府県を指定できるのは宿泊費の上限だけです。"
        case .organization: "自主開催の申込では、派遣を希望しない講師を指定できません。"
        case .namedPresenters: "講師を指定できるのは、指定した講師に打診する場合だけです。"
        case .reducedTax: "税率を指定できるのは、条約で税率が軽減される場合だけです。"
        case .relief: "条約による軽減がない場合、届出書の提出日はありません。"
        case .dispatch: "団体が申し込めるのは講師派遣型の事業だけです。"
        case .askers: "会員に限れるのは、申し込める団体がある事業だけです。"
        case .lecturers: "事務局が主催する事業では謝金を支払いません。"
        }
    }

    private static func english(_ companion: Companion) -> String {
        switch companion {
        case .venue: "the lecture is online and has no venue"
        case .coordinator: "only the role of a coordinator is limited to a prefecture"
        case .lodgingLimit: "only a limit of lodging is of a prefecture"
        case .organization: "a self-hosted lecture excludes nobody"
        case .namedPresenters: "only the modes first and only name presenters"
        case .reducedTax: "only tax that a treaty reduces has a rate of its own"
        case .relief: "without relief there is no notification"
        case .dispatch: "organizations ask only where the body sends a lecturer"
        case .askers: "nobody asks, so there are no members to limit it to"
        case .lecturers: "what the body holds itself pays no honorarium"
        }
    }

    /// Of how many things, or of how large a file.
    private static func japaneseSize(_ expected: Expected) -> String {
        switch expected {
        case .bytes(let bounds):
            "空でない\(bounds.upperBound)バイト以下のファイルを指定してください。"
        case .count(let bounds) where bounds.lowerBound == 0: "\(bounds.upperBound)件以内にしてください。"
        case .count(let bounds): "\(span(bounds, "〜"))件指定してください。"
        default: ""
        }
    }

    private static func englishSize(_ expected: Expected) -> String {
        switch expected {
        case .bytes(let bounds):
            "Please send a file that is not empty and has at most \(bounds.upperBound) bytes."
        case .count(let bounds) where bounds.lowerBound == 0:
            "Please give at most \(bounds.upperBound) of them."
        case .count(let bounds): "Please give \(span(bounds, " to ")) of them."
        default: ""
        }
    }

    private static func span(_ bounds: ClosedRange<Int>, _ between: String) -> String {
        bounds.count == 1 ? "\(bounds.lowerBound)" : "\(bounds.lowerBound)\(between)\(bounds.upperBound)"
    }
}
