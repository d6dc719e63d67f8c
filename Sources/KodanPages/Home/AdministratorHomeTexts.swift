public import KodanDomain
import KodanText

/// An administrator's home: what of the office wants care.
public enum AdministratorHomeTexts {
    /// The page.
    public static func page(_ care: OfficeCare, now: Instant) -> PageContent {
        let rows = concerns(care, now)
        return PageContent(
            "ホーム",
            lead: rows.isEmpty ? "いま確認が必要なことはありません。" : "確認が必要なことが\(rows.count)件あります。",
            [
                Block(
                    "確認が必要なこと",
                    table: PageTable(
                        "確認が必要なこと",
                        ["内容", "いまの状態", "次に行うこと"],
                        rows,
                        empty: "確認が必要なことはありません。"
                    )
                ),
                Block(
                    "監査証跡",
                    facts: [Fact("最後の封印", care.sealedAt.map(PageWords.moment) ?? "まだありません")],
                    links: [PageLink("監査証跡を検証する", "/audit/verification")]
                ),
                Block("管理", links: AdministrationTexts.links(for: .administrator)),
            ]
        )
    }

    private static func concerns(_ care: OfficeCare, _ now: Instant) -> [[PageCell]] {
        let all = people(care) + mails(care) + seals(care, now) + tables(care, now)
        return all.filter(\.isNeeded).map {
            [PageCell($0.what, $0.href), PageCell($0.state), PageCell($0.next)]
        }
    }

    /// Something that may want care: what it is, where it is mended, how it stands and what to do.
    private struct Concern {
        let isNeeded: Bool
        let what: String
        let href: String
        let state: String
        let next: String

        init(_ isNeeded: Bool, _ what: String, _ href: String, _ state: String, _ next: String) {
            self.isNeeded = isNeeded
            self.what = what
            self.href = href
            self.state = state
            self.next = next
        }
    }

    private static func people(_ care: OfficeCare) -> [Concern] {
        [
            Concern(
                care.administrators < 2,
                "管理者が1人しかいません",
                "/users?role=administrator",
                "\(care.administrators)人",
                "もう1人に管理者の役割を付与してください。"
            ),
            Concern(
                care.staffWithoutCodes > 0,
                "認証アプリを設定していない職員",
                "/users",
                "\(care.staffWithoutCodes)人",
                "初回のログインで設定するよう案内してください。"
            ),
            Concern(
                care.endingTokens > 0,
                "まもなく期限の切れるアクセストークン",
                "/tokens",
                "\(care.endingTokens)件（30日以内）",
                "使っている連携先があれば、新しく発行してください。"
            ),
        ]
    }

    private static func mails(_ care: OfficeCare) -> [Concern] {
        [
            Concern(
                care.deadMails > 0,
                "届かなかったメール",
                "/mails?state=dead",
                "\(care.deadMails)通",
                "理由を確かめ、宛先を直して再送してください。"
            ),
            Concern(
                care.lateMails > 0,
                "送信が遅れているメール",
                "/mails?state=queued",
                "\(care.lateMails)通（1時間以上）",
                "送信処理（work）が動いているか確かめてください。"
            ),
            Concern(
                care.closedAddresses > 0,
                "送信を止めている宛先",
                "/mails/bounces",
                "\(care.closedAddresses)件",
                "正しい宛先に直すか、再開してください。"
            ),
        ]
    }

    private static func seals(_ care: OfficeCare, _ now: Instant) -> [Concern] {
        guard let since = care.unsealedSince else { return [] }
        return [
            Concern(
                since.adding(minutes: 10) < now,
                "監査証跡の封印が遅れています",
                "/audit/verification",
                "\(PageWords.moment(since))から",
                "封印処理（work）が動いているか確かめてください。"
            )
        ]
    }

    private static func tables(_ care: OfficeCare, _ now: Instant) -> [Concern] {
        care.endingRates.map { rate in
            Concern(
                true,
                "\(RateTexts.name(rate.kind))の期限",
                "/rates/\(rate.kind.rawValue)",
                "\(PageWords.day(rate.lastDay))まで（\(rate.count)件）",
                "翌日からの行を追加してください。"
            )
        } + [
            Concern(
                care.lastHolidayYear.map { $0 < lastAnnounced(now.date) } ?? true,
                "祝日の表",
                "/holidays",
                care.lastHolidayYear.map { "\($0)年まで" } ?? "未登録",
                "翌年の祝日を追加してください（2月に公表されます）。"
            )
        ]
    }

    /// The last year of which the holidays are known to everybody: each February those of the next are announced.
    private static func lastAnnounced(_ day: LocalDate) -> Int { day.month > 2 ? day.year + 1 : day.year }
}
