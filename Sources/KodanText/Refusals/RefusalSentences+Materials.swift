import KodanDomain

extension RefusalSentences {
    func material(_ refusal: MaterialRefusal) -> String {
        switch refusal {
        case .fileThere(let edition):
            language(
                "\(name(edition))には、すでに別のファイルがあります。新しいファイルは、新しい版として登録してください。",
                "The \(name(edition)) has another file already. Please issue a new edition for a new file."
            )
        case .noFile(let edition):
            language(
                "\(name(edition))には、ファイルがありません。先にファイルを登録してください。",
                "The \(name(edition)) has no file. Please file one first."
            )
        case .notPrinted(let edition):
            language(
                "\(name(edition))は印刷資料ではないため、在庫はありません。",
                "The \(name(edition)) is not printed: there is no stock of it."
            )
        case .stockShort(let edition, let wanted):
            language(
                "\(name(edition))の在庫が、\(wanted)部に足りません。入庫または棚卸を記録してから、もう一度お試しください。",
                "The stock of the \(name(edition)) does not reach for \(counted(wanted, "copy", "copies")). "
                    + "Please record what came in, or a count, and try again."
            )
        case .linkEnded(let end): ended(end)
        }
    }

    private func ended(_ end: LinkEnd) -> String {
        switch end {
        case .expired:
            language(
                "このリンクの期限が過ぎました。資料がご入用のときは、事務局までお知らせください。新しいリンクをお送りします。",
                "The time of this link is over. If you need the material, please tell the office: we gladly send a new link."
            )
        case .spent:
            language(
                "このリンクは、決められた回数まで使われました。資料がご入用のときは、事務局までお知らせください。"
                    + "新しいリンクをお送りします。",
                "This link was used as often as it may be. If you need the material, please tell the office: "
                    + "we gladly send a new link."
            )
        case .revoked:
            language(
                "このリンクは、もうお使いいただけません。新しいメールのリンクをお使いになるか、事務局までお知らせください。",
                "This link serves no more. Please use the one in our newest mail, or tell the office."
            )
        }
    }
}
