// The kinds of things that have rows of their own. Each is the word by which a key is told apart; a month of
// payments has none, its month is its key.

extension Keyed {
    /// The key of a row of this kind: `Presenter.ID`.
    public typealias ID = KodanDomain.ID<Self>
}

/// The key of a registered lecturer (セキュリティプレゼンター), `pre-1`.
public enum Presenter: Keyed {
    /// `pre`.
    public static var keyPrefix: String { "pre" }
}

/// The key of a host (団体), `org-1`.
public enum Organization: Keyed {
    /// `org`.
    public static var keyPrefix: String { "org" }
}

/// The key of what a lecture is held under (事業), `prg-1`.
public enum Programme: Keyed {
    /// `prg`.
    public static var keyPrefix: String { "prg" }
}

/// The key of a request for a lecture (申込), `req-1`.
public enum LectureRequest: Keyed {
    /// `req`.
    public static var keyPrefix: String { "req" }
}

/// The key of an application of somebody who is not registered (未登録の団体の申込), `app-1`.
public enum Application: Keyed {
    /// `app`.
    public static var keyPrefix: String { "app" }
}

/// The key of a wished date-time of a request (希望日時), `slt-1`.
public enum Slot: Keyed {
    /// `slt`.
    public static var keyPrefix: String { "slt" }
}

/// The key of a saved matching run (マッチング), `run-1`.
public enum MatchingRun: Keyed {
    /// `run`.
    public static var keyPrefix: String { "run" }
}

/// The key of the asking of a presenter (打診), `ofr-1`.
public enum Offer: Keyed {
    /// `ofr`.
    public static var keyPrefix: String { "ofr" }
}

/// The key of what waits for a coordinator (要対応), `dsk-1`.
public enum DeskEntry: Keyed {
    /// `dsk`.
    public static var keyPrefix: String { "dsk" }
}

/// The key of a presenter bound to a request and a slot (派遣決定), `asg-1`.
public enum Assignment: Keyed {
    /// `asg`.
    public static var keyPrefix: String { "asg" }
}

/// The key of a change of date or venue that a side proposed (変更の相談), `chg-1`.
public enum LectureChange: Keyed {
    /// `chg`.
    public static var keyPrefix: String { "chg" }
}

/// The key of an entry of the catalogue of materials (資料), `mat-1`.
public enum Material: Keyed {
    /// `mat`.
    public static var keyPrefix: String { "mat" }
}

/// The key of a dated edition of a material (版), `edi-1`.
public enum Edition: Keyed {
    /// `edi`.
    public static var keyPrefix: String { "edi" }
}

/// The key of what was sent for a lecture (資料提供), `dlv-1`.
public enum MaterialDelivery: Keyed {
    /// `dlv`.
    public static var keyPrefix: String { "dlv" }
}

/// The key of a movement of stock (在庫の入出庫), `mov-1`.
public enum StockMovement: Keyed {
    /// `mov`.
    public static var keyPrefix: String { "mov" }
}

/// The key of a link to the file of a delivery (資料のリンク), `mlk-1`.
public enum MaterialLink: Keyed {
    /// `mlk`.
    public static var keyPrefix: String { "mlk" }
}

/// The key of the presenter's attestation (実施報告), `rep-1`.
public enum LectureReport: Keyed {
    /// `rep`.
    public static var keyPrefix: String { "rep" }
}

/// The key of the host's attestation (開催確認), `cnf-1`.
public enum HostConfirmation: Keyed {
    /// `cnf`.
    public static var keyPrefix: String { "cnf" }
}

/// The key of a file behind a claim (証憑), `evd-1`.
public enum Evidence: Keyed {
    /// `evd`.
    public static var keyPrefix: String { "evd" }
}

/// The key of whom the body pays (支払先), `pye-1`.
public enum Payee: Keyed {
    /// `pye`.
    public static var keyPrefix: String { "pye" }
}

/// The key of a bank account of a payee (振込口座), `acc-1`.
public enum PayeeAccount: Keyed {
    /// `acc`.
    public static var keyPrefix: String { "acc" }
}

/// The key of fee and travel owed for one lecture (謝金), `hon-1`.
public enum Honorarium: Keyed {
    /// `hon`.
    public static var keyPrefix: String { "hon" }
}

/// The key of one leg of travel (旅費), `leg-1`.
public enum TravelLeg: Keyed {
    /// `leg`.
    public static var keyPrefix: String { "leg" }
}

/// The key of one payee on one payment date (支払), `pmt-1`.
public enum Payment: Keyed {
    /// `pmt`.
    public static var keyPrefix: String { "pmt" }
}

/// The key of an immutable bank file (振込データ), `trf-1`.
public enum TransferFile: Keyed {
    /// `trf`.
    public static var keyPrefix: String { "trf" }
}

/// The key of a payment notice (支払通知書), `ntc-1`.
public enum Notice: Keyed {
    /// `ntc`.
    public static var keyPrefix: String { "ntc" }
}

/// The key of one try to pay one payment (振込), `att-1`.
public enum TransferAttempt: Keyed {
    /// `att`.
    public static var keyPrefix: String { "att" }
}

/// The key of someone who can act: staff, host member or presenter, `usr-1`.
public enum User: Keyed {
    /// `usr`.
    public static var keyPrefix: String { "usr" }
}

/// The key of a bearer token or signed link, `tok-1`.
public enum AccessToken: Keyed {
    /// `tok`.
    public static var keyPrefix: String { "tok" }
}

/// The key of a session (ログイン), `ses-1`.
public enum UserSession: Keyed {
    /// `ses`.
    public static var keyPrefix: String { "ses" }
}

/// The key of one recorded change of state, `aud-1`.
public enum AuditEvent: Keyed {
    /// `aud`.
    public static var keyPrefix: String { "aud" }
}

/// The key of one message to be sent, `msg-1`.
public enum OutboxMessage: Keyed {
    /// `msg`.
    public static var keyPrefix: String { "msg" }
}

/// The key of one mail to many presenters (一斉連絡), `ann-1`.
public enum Announcement: Keyed {
    /// `ann`.
    public static var keyPrefix: String { "ann" }
}

/// The key of a mail that came back (不達通知), `bnc-1`.
public enum MailBounce: Keyed {
    /// `bnc`.
    public static var keyPrefix: String { "bnc" }
}

/// The key of a private calendar's address (カレンダー), `cal-1`.
public enum CalendarFeed: Keyed {
    /// `cal`.
    public static var keyPrefix: String { "cal" }
}
