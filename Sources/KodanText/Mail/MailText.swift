public import KodanDomain

/// How the recipient of a mail comes to its page.
public enum PageEntry: String, Sendable, CaseIterable {
    /// By the link in the mail.
    case link
    /// By signing in.
    case signIn = "sign_in"
}

/// What placeholders of mails turn into, in Japanese as all mails are.
public enum MailText {
    /// `2026年12月5日（土）14時〜16時`; `未定` where no time is fixed.
    public static func time(_ during: TimeRange?) -> String {
        during.map { DateText.range($0, in: .japanese) } ?? "未定"
    }

    /// The venue's name with its address; `オンライン` where there is none.
    public static func venue(_ name: String, at address: String) -> String {
        guard !name.isEmpty else { return "オンライン" }
        return address.isEmpty ? name : "\(name)（\(address)）"
    }

    /// Whether the page of a mail lies behind the sign-in, as a sentence.
    public static func entry(_ entry: PageEntry) -> String {
        switch entry {
        case .link: "ログインは要りません。"
        case .signIn: "ログインが必要です。"
        }
    }

    /// What stands for a link that there is not.
    public static let noLink = "事務局へのご連絡で承ります"

    /// `約1時間20分`; `移動なし` for a lecture online.
    public static func travel(minutes: Int) -> String {
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        return switch (hours, rest) {
        case (...0, ...0): "移動なし"
        case (...0, _): "約\(rest)分"
        case (_, 0): "約\(hours)時間"
        default: "約\(hours)時間\(rest)分"
        }
    }
}
