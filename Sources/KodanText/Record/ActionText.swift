/// What the record's names of actions mean, in Japanese; in English a name such as `offer.sent` says it.
public enum ActionText {
    /// What an action is called: 打診を送付; nil for one that has no words, which a test refuses.
    public static func name(ofAction action: String) -> String? { names[action] }

    /// All words, by the name in the record.
    static let names = [requests, chain, materials, people, money, office]
        .reduce(into: [:]) { all, some in all.merge(some) { $1 } }

    private static let requests = [
        "request.drafted": "下書きを作成", "request.redrafted": "下書きを変更", "request.submitted": "申込",
        "request.screening": "審査を開始", "request.approved": "承認", "request.returned": "差し戻し",
        "request.rejected": "不承認", "request.matched": "候補を選定", "request.unmatched": "候補なし",
        "request.offered": "打診を開始", "request.assigned": "講師が決定", "request.held": "開催を報告",
        "request.not_held": "開催されず", "request.attested": "開催を確認", "request.closed": "完了",
        "request.cancelled": "取り消し", "request.asking_ordered": "打診の順を指定",
        "request.presenter_excluded": "候補から除外", "request.exclusion_lifted": "候補からの除外を解除",
        "request.handed_over": "担当者を引き継ぎ", "request.lapse_announced": "期限を通知",
        "request.contact_anonymized": "担当者を匿名化",
    ]

    private static let chain = [
        "offer.queued": "打診を準備", "offer.accepted": "承諾", "offer.declined": "辞退", "offer.expired": "打診の期限切れ",
        "offer.superseded": "ほかの講師に決定", "offer.withdrawn": "打診を取り下げ",
        "assignment.reconfirmed": "予定を確認", "assignment.delivered": "講演を実施", "assignment.cancelled": "派遣を中止",
        "assignment.no_show": "講師が来場せず", "assignment.released": "派遣を解除",
        "change.open": "変更の回答待ち", "change.declined": "変更を辞退", "change.confirmed": "変更を確定",
        "change.overtaken": "変更の前に派遣が終了", "change.kept": "変更せず予定どおり",
        "change.released": "変更できず派遣を解除", "change.withdrawn": "変更の相談を取り下げ",
        "offer.sent": "打診を送付", "offer.chosen": "打診する講師を指定", "offer.agreed": "口頭の承諾を記録",
        "offer.extended": "打診の期限を延長", "assignment.confirmed": "派遣を決定", "assignment.reminded": "確認を依頼",
        "assignment.moved": "日時・会場を変更", "assignment.stands": "予定どおりに開催", "change.proposed": "変更を相談",
        "change.agreed": "変更を了承", "report.filed": "実施報告", "confirmation.filed": "開催確認",
        "evidence.filed": "証憑を登録", "travel.claimed": "旅費を請求", "desk.opened": "要対応に追加",
        "desk.extended": "要対応に追記", "desk.closed": "要対応を終了", "desk.settled": "要対応が解消",
        "calendar.issued": "カレンダーの公開",
        "calendar.revoked": "カレンダーの停止", "application.received": "申込フォームを受信",
        "application.confirmed": "申込フォームのメールを確認",
    ]
    private static let materials = [
        "material.added": "資料を登録", "edition.issued": "版を発行", "edition.filed": "版のファイルを登録",
        "pack.set": "標準資料を変更", "delivery.planned": "資料の発送を計画", "delivery.sent": "資料を発送",
        "delivery.received": "資料を受領",
        "delivery.changed": "資料の発送を変更",
        "delivery.returned": "資料の返却を記録",
        "delivery.used": "資料の版を確認", "link.sent": "資料のリンクを送付", "link.revoked": "資料のリンクを無効化",
        "stock.received": "入庫", "stock.counted": "棚卸", "stock.sent": "出庫", "stock.returned": "返却入庫",
    ]
    private static let people = [
        "presenters.exported": "講師名簿を出力", "organizations.exported": "団体名簿を出力",
        "presenter.registered": "講師を登録", "presenter.changed": "講師の登録を変更",
        "presenter.anonymized": "講師を匿名化", "user.anonymized": "利用者を匿名化",
        "presenter.address_asked": "講師のメールアドレスの変更を受付", "presenter.status_changed": "講師の状態を変更",
        "presenter.blackout_added": "都合のつかない日を追加",
        "presenter.blackout_removed": "都合のつかない日を削除", "presenter.blackouts_set": "都合のつかない日を変更",
        "presenter.excluded": "派遣しない組合せを登録", "presenter.exclusion_lifted": "派遣しない組合せを解除",
        "presenter.reach_lowered": "移動の上限を引き下げ", "organization.registered": "団体を登録",
        "organization.changed": "団体の登録を変更", "organization.merged": "団体を統合",
        "organization.member_added": "担当者を追加", "organization.member_removed": "担当者を外した",
        "organization.membership_handed_over": "担当者を引き継ぎ", "user.created": "利用者を追加",
        "user.disabled": "利用者を停止", "user.enabled": "利用者を再開", "user.changed": "利用者の氏名・メールアドレスを変更",
        "user.role_granted": "役割を付与",
        "user.role_revoked": "役割を終了", "user.password_set": "パスワードを設定",
        "user.password_changed": "パスワードを変更", "user.password_link_sent": "パスワード設定のメールを送付",
        "user.recovery_code_used": "回復コードを使用", "user.sign_in_link_sent": "ログインのリンクを送付",
        "user.sign_in_refused": "ログインを拒否", "user.totp_enrolled": "認証アプリの設定を開始",
        "user.totp_confirmed": "認証アプリを設定", "user.totp_removed": "認証アプリを解除",
        "user.totp_resealed": "認証アプリの鍵を更新", "session.started": "ログイン",
        "session.ended": "ログアウト", "session.role_chosen": "役割を切替", "token.issued": "トークンを発行",
        "token.revoked": "トークンを無効化",
    ]
    private static let money = [
        "honorarium.calculated": "謝金を計算", "honorarium.corrected": "謝金を訂正", "fee.agreed": "謝金額の合意",
        "finding.found": "確認事項を検出", "finding.cleared": "確認事項を確認済みに",
        "finding.gone": "確認事項が解消",
        "budget.set": "予算を設定", "budget.exceeded": "予算を超過", "payment.prepared": "支払を作成",
        "payment.submitted": "支払を提出", "payment.approved": "支払を承認", "payment.dropped": "支払を取りやめ",
        "payment.reopened": "支払を差し戻し", "payment.settled": "支払済", "payment.returned": "振込の組戻し",
        "payment.repaid": "返金を登録", "payment_month.opened": "支払月を開始", "payment_month.closed": "支払月を締めた",
        "payment_notice.issued": "支払通知書を発行", "payment_notice.confirmed": "支払通知書を確認",
        "payment_notice.objected": "支払通知書の誤りの連絡", "payment_notice.replaced": "支払通知書を差替え",
        "transfer_file.exported": "振込データを作成", "transfer_file.repeated": "振込データを再出力",
        "transfer_file.settled": "振込結果を登録", "journal.exported": "仕訳を出力",
        "honorarium_list.exported": "謝金支払一覧を出力", "accrued_list.exported": "未払一覧を出力",
        "transactions.exported": "取引を検索・出力", "tax_slip.exported": "納付書の入力データを出力",
        "payment_records.exported": "支払調書を作成", "payment_records.repeated": "支払調書を再出力",
        "consumption_tax.stated": "消費税額を記録", "payee.added": "支払先を登録", "payee.account_changed": "口座を変更",
        "payee.account_confirmed": "口座を確認", "payee.account_resealed": "口座の鍵を更新",
        "payee.address_changed": "支払先の住所を変更", "payee.invoice_number_added": "登録番号を追加",
        "payee.renamed": "支払先の名義を変更",
        "payee.invoice_number_checked": "登録番号を確認", "payee.invoice_number_ended": "登録番号を終了",
        "payee.residency_set": "居住者の区分を設定", "payee.same_as": "同一の支払先を記録",
        "payee.treaty_decided": "租税条約の適用を決定",
    ]
    private static let office = [
        "rate.added": "単価・税率を追加", "rate.ended": "単価・税率の最終日を変更", "rate.removed": "単価・税率を削除",
        "holidays.added": "祝日を登録", "holidays.corrected": "祝日を訂正", "target.set": "目標を変更",
        "programme.added": "事業を登録",
        "programme.changed": "事業を変更", "programme_event.added": "日程を登録", "programme_event.removed": "日程を取消",
        "programme_event.counted": "日程の参加人数を登録",
        "announcement.sent": "一斉連絡を送信", "mail.dead": "メールの送信を断念",
        "mail.bounced": "メールが返送", "mail.resent": "メールを再送", "mail.unsubscribed": "お知らせメールを停止",
        "bounce.cleared": "宛先への送信を再開",
    ]
}
