extension CallText {
    var japanese: String {
        switch self {
        case .told(let sentence): sentence
        case .server(let trouble): trouble.japanese
        case .body(let fault): fault.japanese
        case .slowHeader: "リクエストのヘッダーが時間内に届きませんでした。"
        case .largeHeader: "リクエストのヘッダーが大きすぎるか、項目が多すぎます。"
        case .malformedRequest: "HTTPのリクエストとして読み取れません。"
        case .headerMissing(let name): "ヘッダー \(name) が必要です。"
        case .headerWrong(let name): "ヘッダー \(name) の値が正しくありません。"
        case .mediaTypes(let types): "本文は \(types.joined(separator: "、")) の形式で送ってください。"
        case .charset: "本文は UTF-8 で送ってください。"
        case .contentCoding: "本文は圧縮せずに、ヘッダー Content-Encoding を付けないで送ってください。"
        case .ifMatchMissing: "どの状態に対する変更かを、ヘッダー If-Match に ETag で示してください。"
        case .changedMeanwhile: "読み取った後に内容が変わりました。もう一度読み取ってから操作してください。"
        case .changedSinceOpened: "このページを開いた後に、登録が変わりました。いまの内容を確かめてから、もう一度送ってください。"
        case .keyReused: "この Idempotency-Key は別の呼び出しで使われています。"
        case .keyInUse: "同じ Idempotency-Key の呼び出しを処理中です。"
        case .foreignPage: "セッションのCookieで変更するときは、通知されたヘッダー X-CSRF-Token が必要です。"
        case .noBearer: "ヘッダー Authorization に「Bearer」とアクセストークンを付けて送るか、ログインしてください。"
        case .parameterWrong: "クエリパラメーターの値が正しくありません。"
        case .parameterUnknown: "このパラメーターはありません。"
        case .parameterTwice: "このパラメーターは1回だけ指定してください。"
        case .parameterMissing: "このパラメーターが必要です。"
        case .noKey(let text, let prefix): foreignKey(text, prefix)
        case .notInPath(let text, let value): "「\(text)」に当たるものはありません。\(value.japanese)を指定してください。"
        case .expected(let value): "\(value.japanese)を指定してください。"
        case .parameterUnreadable: "UTF-8の文字列として読み取れません。%E8 のような形式で符号化してください。"
        case .nameOrPart: "支払先か、その名称の一部を指定してください。"
        case .yearOrDay: "年度か日付のどちらかを指定してください。"
        }
    }
}

private func foreignKey(_ text: String, _ prefix: String) -> String {
    let kind = ThingText.kind(ofPrefix: prefix, .japanese) ?? prefix
    return "「\(text)」は\(kind)のキーではありません。「\(prefix)-1」のようなキーを指定してください。"
}

extension JSONTrouble {
    fileprivate var japanese: String {
        switch self {
        case .malformed: "JSONの形式ではありません"
        case .encoding: "UTF-8ではありません"
        case .depth: "入れ子が32段を超えています"
        case .duplicate(let name): "同じオブジェクトに名前「\(name.prefix(40))」が2回あります"
        }
    }
}

extension ServerTrouble {
    fileprivate var japanese: String {
        switch self {
        case .noSuchPath: "このパスとメソッドでは何も提供していません。"
        case .methods(let allowed): "このパスで使えるメソッドは \(allowed) です。"
        case .status(let phrase): "\(phrase)."
        case .overloaded: "処理中のリクエストが上限に達しています。何も行われていません。"
        case .tokenTooOften: "このトークンの呼び出しが多すぎます。何も行われていません。"
        case .addressTooOften: "このアドレスからの呼び出しが多すぎます。何も行われていません。"
        case .signInTooOften: "このアドレスからのサインインや申込の試行が多すぎます。何も行われていません。"
        case .tooSlow: "制限時間を超えたため、処理を中止しました。"
        case .shuttingDown: "このサーバーは停止中です。別のサーバーに接続してください。"
        case .databaseGone: "データベースに接続できません。何も行われていません。"
        case .databaseFull: "データベースの空き容量がないため保存できません。何も行われていません。"
        case .filesRefused:
            "ファイルの保存先の空き容量がないか、保存先に書き込めないため、保存できません。何も行われていません。"
        case .databaseOutdated:
            "データベースの表がこの版のものになっていません。管理者が `kodan migrate` を実行する必要があります。"
        case .connectionsInUse: "データベースへの接続がすべて使用中です。何も行われていません。"
        case .othersChange: "ほかの操作が同じ内容を変更中です。何も行われていません。"
        case .outcomeUnknown: "最後の段階で接続が切れました。行われたかどうかを確かめてから、もう一度操作してください。"
        case .notConfigured: "このサーバーには、機関の名称と振込口座の設定がありません。"
        case .unforeseen: "問題が発生しました。リクエストIDを添えてお問い合わせください。"
        }
    }
}

extension BodyFault {
    fileprivate var japanese: String {
        switch self {
        case .tooLarge: "本文が大きすぎます。"
        case .broken: "本文が途中で切れました。"
        case .slow: "本文が時間内に届きませんでした。"
        case .notTaken: "この操作には本文がありません。送られた内容は反映されないため、本文を付けずに送ってください。"
        case .malformedJSON(let trouble, let offset):
            "本文をJSONとして読み取れません（\(trouble.japanese)、\(offset)バイト目）。"
        case .eitherField(let one, let other): "\(one)と\(other)は、どちらか一方だけを指定してください。"
        case .fieldsWrong(let count): count == 1 ? "正しくない項目が1件あります。" : "正しくない項目が\(count)件あります。"
        case .fieldUnknown: "この項目はありません。"
        case .endNotLater: "終了は開始より後にしてください。"
        case .lastBeforeFirst: "最終日は初日以降にしてください。"
        case .reasonOfApproval: "承認に理由は要りません。空欄にしてください。"
        case .savedAtAnotherTime: "保存できるのは現在の時点の計画だけです。時点は指定しないでください。"
        case .prefectureForLodgingOnly: "都道府県は宿泊費の上限にだけ指定できます。"
        case .minutesOdd: "半分にする時間は偶数の分で指定してください。"
        case .preparationByHourOnly: "準備時間の支払いは時間単価の場合だけです。"
        case .noSuchPrice: "この単価はありません。"
        case .bandMissing: "区分を1件以上指定してください。"
        case .bandsUneven:
            "区分の下限額はそれぞれ異なる額に、付加税を含む税率は0.01％単位で100％未満にしてください。"
        case .recordsRefused: "支払調書をこのままでは作成できません。何も作成されていません。"
        case .columnsMissing(let names): "列が足りません：\(names.joined(separator: "、"))。"
        case .columnsUnknown(let names): "不明な列があります：\(names.joined(separator: "、"))。"
        case .columnsTwice(let names): "重複した列があります：\(names.joined(separator: "、"))。"
        case .returnedLine(let line): "「\(line)」を読み取れません。明細の番号と理由を空白で区切って書いてください。"
        case .strayQuote: "引用符の位置が正しくありません。"
        case .openQuote: "引用符が閉じられていません。"
        case .longRow(let limit): "この行は\(limit)バイトを超えています。"
        case .encoding: "この行はUTF-8でもCP932でもありません。"
        }
    }
}

extension ValueText {
    fileprivate var japanese: String {
        switch self {
        case .object: "オブジェクト"
        case .list: "配列"
        case .text: "文字列"
        case .wholeNumber: "整数（数字だけ）"
        case .trueOrFalse: "true か false"
        case .timeOfDay: "「09:00」のような時刻"
        case .day: "「2026-12-05」のような日付"
        case .moment: "「2026-12-05T14:00:00+09:00」のような日時"
        case .mailAddress: "メールアドレス"
        case .month: "「2026-12」のような年月"
        case .yen(let bounds): "\(bounds.lowerBound)円から\(bounds.upperBound)円までの整数"
        case .characters(let bounds): "\(bounds.lowerBound)〜\(bounds.upperBound)文字の文字列"
        case .number(let bounds): "\(bounds.lowerBound)から\(bounds.upperBound)までの整数"
        case .year(let bounds): "\(bounds.lowerBound)から\(bounds.upperBound)までの年"
        case .oneOf(let values): "次のいずれか（\(values.joined(separator: "、"))）"
        case .someOf(let values): "次のうちいくつか（\(values.joined(separator: "、"))）"
        case .key(let prefix): "「\(prefix)-1」のようなキー"
        case .anyKey: "この項目が指すもののキー"
        case .topicCode: "テーマのコード"
        case .qualificationCode: "資格のコード"
        case .programmeCode: "事業のコード"
        case .postalCode: "7桁の郵便番号"
        case .invoiceNumber: "「T」に続く13桁の登録番号"
        case .recordNumber: "支払調書ファイルの番号（1〜99）"
        case .prefectureCode: "都道府県のコード（01〜47）"
        case .digest: "0〜9とa〜fの64桁の値"
        }
    }
}
