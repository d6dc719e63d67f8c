public import KodanDomain

/// What states are called on pages and in messages.
public enum StateText {
    /// 申込の状態.
    public static func name(of state: RequestState, in language: Language) -> String {
        switch state {
        case .draft: language("下書き", "draft")
        case .submitted: language("提出済", "submitted")
        case .screening: language("審査中", "being screened")
        case .returned: language("差戻し", "sent back")
        case .rejected: language("不承認", "rejected")
        case .approved: language("承認済", "approved")
        case .matched: language("候補決定", "matched")
        case .unmatched: language("候補なし", "no presenter found")
        case .offered: language("打診中", "presenters asked")
        case .assigned: language("派遣決定", "presenter assigned")
        case .held: language("実施済", "held")
        case .attested: language("確認済", "attested by both sides")
        case .closed: language("完了", "closed")
        case .notHeld: language("不実施", "not held")
        case .cancelled: language("中止", "cancelled")
        }
    }

    /// 打診の状態.
    public static func name(of state: OfferState, in language: Language) -> String {
        switch state {
        case .queued: language("送信待ち", "waiting to be sent")
        case .sent: language("打診中", "waiting for an answer")
        case .accepted: language("承諾", "accepted")
        case .declined: language("辞退", "declined")
        case .expired: language("期限切れ", "expired")
        case .superseded: language("他者決定", "taken by another presenter")
        case .withdrawn: language("取下げ", "taken back")
        }
    }

    /// 派遣決定の状態.
    public static func name(of state: AssignmentState, in language: Language) -> String {
        switch state {
        case .confirmed: language("確定", "confirmed")
        case .reconfirmed: language("再確認済", "reconfirmed")
        case .delivered: language("実施済", "delivered")
        case .cancelled: language("中止", "cancelled")
        case .noShow: language("不参加", "presenter did not come")
        case .released: language("解除", "released")
        }
    }

    /// 支払の状態.
    public static func name(of state: PaymentState, in language: Language) -> String {
        switch state {
        case .draft: language("作成中", "draft")
        case .dropped: language("取りやめ", "dropped")
        case .submitted: language("承認待ち", "waiting for approval")
        case .approved: language("承認済", "approved")
        case .closed: language("締め済", "closed")
        case .exported: language("振込データ作成済", "in a bank file")
        case .paid: language("支払済", "paid")
        }
    }

    /// 資料提供の状態.
    public static func name(of state: DeliveryState, in language: Language) -> String {
        switch state {
        case .planned: language("準備中", "planned")
        case .sent: language("発送済", "sent")
        case .received: language("受領済", "received")
        case .returned: language("返却", "returned")
        }
    }

    /// メールの状態.
    public static func name(of state: MailState, in language: Language) -> String {
        switch state {
        case .queued: language("送信待ち", "waiting to be sent")
        case .sent: language("送信済", "sent")
        case .dead: language("不達", "given up")
        case .overtaken: language("送信不要", "overtaken")
        }
    }

    /// 講師の登録の状態.
    public static func name(of status: PresenterStatus, in language: Language) -> String {
        switch status {
        case .applied: language("申請中", "applied")
        case .active: language("登録中", "active")
        case .suspended: language("休止中", "suspended")
        case .retired: language("退任", "retired")
        case .deceased: language("逝去", "deceased")
        }
    }

    /// 団体の登録の状態.
    public static func name(of status: OrganizationStatus, in language: Language) -> String {
        switch status {
        case .active: language("登録中", "active")
        case .merged: language("統合済", "merged")
        }
    }

    /// 支払月の状態, as the month's row has it: open or closed.
    public static func name(ofMonthClosed isClosed: Bool, in language: Language) -> String {
        isClosed ? language("締め済", "closed") : language("未締め", "open")
    }
}
