public import KodanDomain
import KodanText

/// What stands out before money goes out (確認事項).
public enum FindingTexts {
    /// The list, narrowed to `state`.
    public static func list(
        _ findings: [FindingEntry],
        state: FindingState?,
        role: Role,
        next: String?,
        done: String?
    ) -> PageContent {
        var blocks = [
            Block(
                "絞り込み",
                form: PageForm(
                    "search",
                    "絞り込む",
                    [
                        .choice(
                            "state",
                            "状態",
                            FindingState.allCases.map {
                                ($0.rawValue, FindingText.name(of: $0, in: .japanese))
                            },
                            value: state?.rawValue ?? ""
                        ).optional
                    ],
                    isSearch: true
                )
            ),
            Block(
                nil,
                table: table("確認事項の一覧（\(state == .open ? "古い順" : "新しい順")）", findings, next: next)
            ),
        ]
        if FindingTexts.clearing.contains(role) {
            blocks.append(
                Block(
                    "点検",
                    ["まだ支払っていないものをすべて点検します。原因のなくなった確認事項は解消します。"],
                    form: PageForm("check", "いま点検する")
                )
            )
        }
        return PageContent(
            "確認事項",
            lead: "「支払保留」は、解消するか理由を添えて確認するまで支払に含まれません。「注意」は支払を止めません。",
            notice: done == "checked" ? "点検しました。" : nil,
            blocks
        )
    }

    /// Who may clear findings.
    private static let clearing: Set<Role> = [.coordinator, .accountant, .approver]
    /// Who releases what is held back.
    private static let releasing: Set<Role> = [.accountant, .approver]

    /// The page of one finding.
    public static func page(_ finding: FindingEntry, role: Role, done: String?) -> PageContent {
        var facts = [
            Fact("内容", FindingText.sentence(finding.cause, in: .japanese)),
            Fact("区分", FindingText.name(of: finding.cause.severity, in: .japanese)),
            Fact("状態", FindingText.name(of: finding.state, in: .japanese)),
            Fact("対象", name(finding), place(finding.cause.subject)),
            Fact("見つかった日時", PageWords.moment(finding.foundAt)),
        ]
        if let endedAt = finding.endedAt { facts.append(Fact("終わった日時", PageWords.moment(endedAt))) }
        let isHeld = finding.cause.kind == .held
        if let note = finding.note { facts.append(Fact("保留の理由", note)) }
        if let person = finding.clearedBy {
            let name = finding.clearedByName.map { "\($0)（\(person)）" } ?? "\(person)"
            facts.append(Fact(isHeld ? "保留を解いた人" : "確認した人", name))
        }
        if let reason = finding.reason { facts.append(Fact(isHeld ? "保留を解いた理由" : "確認の理由", reason)) }
        var blocks = [Block("確認事項", facts: facts)]
        if finding.state == .open, isHeld ? releasing.contains(role) : clearing.contains(role) {
            blocks.append(
                Block(
                    isHeld ? "保留の解除" : "確認",
                    [isHeld ? "支払ってよい理由を記録します。次に作成する支払に含まれます。" : "支払ってよい理由を記録します。同じ原因では、もう確認事項になりません。"],
                    form: PageForm(
                        "clear",
                        isHeld ? "保留を解く" : "確認済みにする",
                        [.area("reason", "理由", most: 500)]
                    )
                )
            )
        }
        return PageContent(
            FindingText.name(of: finding.cause.kind, in: .japanese),
            lead: lead(finding.state, isHeld: isHeld),
            notice: notice(done, isHeld: isHeld),
            blocks
        )
    }

    private static func lead(_ state: FindingState, isHeld: Bool) -> String {
        guard state == .open else { return "この確認事項は終わりました。" }
        return isHeld ? "経理担当または承認者が解くまで保留します。" : "事務局の確認を待っています。"
    }

    private static func notice(_ done: String?, isHeld: Bool) -> String? {
        switch done {
        case "cleared": isHeld ? "保留を解きました。次に作成する支払に含まれます。" : "確認済みにしました。"
        case "held": "支払を保留しました。締めていない支払からは除きました。"
        default: nil
        }
    }

    /// What it is about, with its page.
    static func subject(_ finding: FindingEntry) -> PageCell {
        PageCell(name(finding), place(finding.cause.subject))
    }

    /// What it is about: its name, and its key behind it.
    private static func name(_ finding: FindingEntry) -> String {
        let thing =
            switch finding.cause.subject {
            case .lecture(let id): PageWords.thing(id.description)
            case .payee(let id): PageWords.thing(id.description)
            }
        return finding.subjectName.map { "\($0)（\(thing)）" } ?? thing
    }

    private static func place(_ subject: FindingSubject) -> String {
        switch subject {
        case .lecture(let id): "/lectures/\(id)"
        case .payee(let id): "/payees/\(id)"
        }
    }

    /// The table of some findings.
    static func table(_ caption: String, _ findings: [FindingEntry], next: String? = nil) -> PageTable {
        PageTable(
            caption,
            ["確認事項", "対象", "内容", "区分", "状態", "見つかった日"],
            findings.map { finding in
                [
                    PageCell(
                        FindingText.name(of: finding.cause.kind, in: .japanese),
                        "/findings/\(finding.id)"
                    ),
                    subject(finding),
                    PageCell(FindingText.sentence(finding.cause, in: .japanese)),
                    PageCell(FindingText.name(of: finding.cause.severity, in: .japanese)),
                    PageCell(FindingText.name(of: finding.state, in: .japanese)),
                    PageCell(PageWords.day(finding.foundAt.date)),
                ]
            },
            empty: "確認事項はありません。",
            next: next
        )
    }
}
