public import KodanDomain

/// What fields are called on pages, in files and in messages.
public enum FieldText {
    /// The name of a field, without punctuation: `メールアドレス`, `mail address`.
    public static func name(of field: Field, in language: Language) -> String {
        switch field {
        case .familyName: language("姓", "family name")
        case .givenName: language("名", "given name")
        case .familyKana: language("姓（カナ）", "family name in kana")
        case .givenKana: language("名（カナ）", "given name in kana")
        case .name: language("名称", "name")
        case .kana: language("名称（カナ）", "name in kana")
        case .kind: language("団体種別", "kind of organization")
        case .email: language("メールアドレス", "mail address")
        case .phone: language("電話番号", "telephone number")
        case .postalCode: language("郵便番号", "postal code")
        case .prefecture: language("都道府県", "prefecture")
        case .municipality: language("市区町村", "municipality")
        case .address: language("住所", "address")
        case .qualifications: language("保有資格", "qualifications")
        case .topics: language("対応テーマ", "topics")
        case .reachMinutes: language("移動可能時間（分）", "travelling time in minutes")
        case .acceptsOnline: language("オンライン講演の可否", "online lectures")
        case .acceptsOvernight: language("宿泊の可否", "overnight stays")
        case .monthlyCap: language("月間の上限回数", "lectures a month at most")
        case .fiscalYear: language("年度", "fiscal year")
        case .yearlyCap: language("年間の上限回数", "lectures a fiscal year at most")
        case .weeklyHours: language("対応可能な曜日・時間", "hours of the week")
        case .unavailable: language("対応不可日", "days on which they cannot come")
        case .organization: language("所属団体", "organization")
        case .rank: language("ランク", "rank")
        case .legalStatus, .residency, .payeeName, .payeePostalCode, .payeeAddress, .invoiceNumber, .bankCode,
            .branchCode, .depositType, .accountNumber, .accountHolder, .relief, .rateBasisPoints, .treaty,
            .notifiedOn, .checkedOn, .validFrom, .validTo, .payee:
            nameOfPayees(field, language)
        case .password, .label, .days, .scopes: nameOfAccess(field, language)
        case .councilMember: language("協議会会員", "member of the council")
        case .registrationNumber: language("登録番号", "registration number")
        case .programme: language("事業", "programme")
        case .topic: language("テーマ", "topic")
        case .level: language("レベル", "level")
        case .qualification: language("資格", "qualification")
        case .qualificationNumber: language("資格の登録番号", "number of the qualification")
        case .asker: language("申込者", "who asks")
        case .contactName: language("担当者氏名", "contact person")
        case .title: language("講演名", "title")
        case .purpose: language("開催目的", "purpose")
        case .audience: language("対象者", "audience")
        case .expectedAttendance: language("参加予定人数", "expected attendance")
        case .place: language("開催方法", "way of holding it")
        case .venueName, .venueAddress, .department, .nearestStation, .equipment, .printedCopies:
            nameOfArrangements(field, language)
        case .excludedPresenters: language("派遣を希望しない講師", "presenters who are not wished")
        case .slots: language("希望日時", "wished times")
        case .reason: language("理由", "reason")
        case .onBehalfOf: language("連絡された方", "who phoned or wrote")
        case .attendance: language("参加人数", "attendance")
        case .minutes: language("講演時間（分）", "minutes lectured")
        case .by: language("どちらの申し出か", "side that decided")
        case .nextPresenters: language("次に打診する講師", "presenters to ask next")
        case .held: language("実施日時", "time at which it was held")
        case .summary, .comment, .objection, .subject, .text: nameOfWords(field, language)
        case .satisfaction: language("満足度", "satisfaction")
        case .travelLegs, .amount, .consumptionTax, .kilometres, .nights, .paidDirectly, .lastDay, .day,
            .payOn, .evidence:
            nameOfClaims(field, language)
        case .code, .japaneseName, .englishName, .medium, .issuedOn, .target, .file, .quantity, .shipTo,
            .shipBy, .materials, .carrierNumber, .delivery, .askedBy, .membersOnly, .paysHonorarium,
            .targetGroup, .leadDays, .minimumAttendance, .capacity:
            nameOfCatalogue(field, language)
        }
    }

    /// The fields of what somebody writes in several lines, and of mails.
    private static func nameOfWords(_ field: Field, _ language: Language) -> String {
        switch field {
        case .summary: language("実施内容", "summary")
        case .comment: language("ご意見", "comment")
        case .objection: language("誤りの内容", "objection")
        case .subject: language("件名", "subject")
        case .text: language("本文", "text")
        default: field.rawValue
        }
    }

    /// The fields of what a host arranges.
    private static func nameOfArrangements(_ field: Field, _ language: Language) -> String {
        switch field {
        case .venueName: language("会場名", "name of the venue")
        case .venueAddress: language("会場の住所", "address of the venue")
        case .department: language("担当部署", "department")
        case .nearestStation: language("最寄り駅", "nearest station")
        case .equipment: language("会場の設備", "equipment")
        case .printedCopies: language("印刷資料の部数", "printed copies")
        default: field.rawValue
        }
    }

    /// The fields of passwords and tokens; a label is also what an edition is called.
    private static func nameOfAccess(_ field: Field, _ language: Language) -> String {
        switch field {
        case .password: language("パスワード", "password")
        case .label: language("呼称", "label")
        case .days: language("日数", "days")
        case .scopes: language("利用範囲", "scopes")
        default: field.rawValue
        }
    }

    /// The fields of payees and what is known of them.
    private static func nameOfPayees(_ field: Field, _ language: Language) -> String {
        switch field {
        case .legalStatus: language("個人・法人の別", "legal status")
        case .residency: language("居住者・非居住者の別", "residency")
        case .payeeName: language("支払先の名称", "name of the payee")
        case .payeePostalCode: language("支払先の郵便番号", "postal code of the payee")
        case .payeeAddress: language("支払先の住所", "address of the payee")
        case .invoiceNumber: language("インボイス登録番号", "invoice number")
        case .bankCode: language("金融機関コード", "bank code")
        case .branchCode: language("支店コード", "branch code")
        case .depositType: language("預金種目", "type of deposit")
        case .accountNumber: language("口座番号", "account number")
        case .accountHolder: language("口座名義（カナ）", "account holder in kana")
        case .relief: language("条約による軽減", "treaty relief")
        case .rateBasisPoints: language("税率（万分率）", "rate in basis points")
        case .treaty: language("租税条約", "tax treaty")
        case .notifiedOn: language("条約届出書の提出日", "day of the treaty notification")
        case .checkedOn: language("登録の確認日", "day of looking it up")
        case .validFrom: language("適用開始日", "first day")
        case .validTo: language("適用終了日", "last day")
        case .payee: language("支払先", "payee")
        default: field.rawValue
        }
    }

    /// The fields of materials, of programmes with their targets, and of the body's schedule.
    private static func nameOfCatalogue(_ field: Field, _ language: Language) -> String {
        switch field {
        case .code: language("コード", "code")
        case .japaneseName: language("名称（日本語）", "name in Japanese")
        case .englishName: language("名称（英語）", "name in English")
        case .medium: language("提供方法", "medium")
        case .issuedOn: language("発行日", "day of issue")
        case .target: language("年間目標", "yearly target")
        case .carrierNumber: language("送り状番号", "parcel number")
        case .file: language("ファイル", "file")
        case .quantity: language("部数", "number of copies")
        case .shipTo: language("送付先", "address for copies")
        case .shipBy: language("発送期限", "day by which to send")
        case .materials: language("資料", "materials")
        case .delivery: language("形態", "way in which lectures come about")
        case .askedBy: language("申し込める団体", "who may ask")
        case .membersOnly: language("会員団体に限る", "members only")
        case .paysHonorarium: language("謝金の支払い", "whether lectures are paid")
        case .targetGroup: language("目標のまとまり", "target group")
        case .leadDays: language("申込の期限（日前）", "lead days")
        case .minimumAttendance: language("最少人数", "minimum attendance")
        case .capacity: language("定員", "capacity")
        default: field.rawValue
        }
    }

    /// The fields of claims and of rates.
    private static func nameOfClaims(_ field: Field, _ language: Language) -> String {
        switch field {
        case .travelLegs: language("旅費", "travel expenses")
        case .amount: language("金額", "amount")
        case .consumptionTax: language("消費税額", "consumption tax")
        case .kilometres: language("走行距離（km）", "kilometres")
        case .nights: language("泊数", "nights")
        case .paidDirectly: language("事務局による直接払い", "paid directly")
        case .lastDay: language("最終日", "final day")
        case .day: language("日付", "day")
        case .payOn: language("支払日", "payment date")
        case .evidence: language("証憑", "evidence")
        default: field.rawValue
        }
    }
}
