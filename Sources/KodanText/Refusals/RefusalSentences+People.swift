import KodanDomain

extension RefusalSentences {
    func notSignedIn() -> String {
        language(
            "ログインの有効期限が切れているか、利用できないアカウントです。もう一度ログインしてください。",
            "You are not signed in, or your access has ended. Please sign in again."
        )
    }

    func notPermitted(_ role: Role) -> String {
        let role = NameText.name(of: role, in: language)
        return language(
            "「\(role)」の権限ではこの操作を行えません。権限のある担当者にご依頼ください。",
            "This is not permitted in the role of \(role). Please ask someone whose role allows it."
        )
    }

    func notFound(_ thing: String, _ field: Field?) -> String {
        if let field {
            let field = FieldText.name(of: field, in: language)
            return language(
                "\(field)「\(thing)」が見つかりません。一覧をご確認ください。",
                "There is no \(field) “\(thing)” that you can see. Please check it."
            )
        }
        return language(
            "\(name(thing))が見つかりません。番号をご確認ください。",
            "There is no \(name(thing)) that you can see. Please check the number."
        )
    }

    func ownAffair(_ thing: String) -> String {
        language(
            "\(name(thing))はご自身に関わるため、この操作を行えません。ほかの方が行ってください。",
            "The \(name(thing)) is your own affair, so this is not for you to do. Please leave it to somebody else."
        )
    }

    func addressUnknown() -> String {
        language(
            "このアドレスは正しくないか、取り消されています。お知らせしたアドレスの全体をそのままお使いください。",
            "This address is not quite right, or was taken back. Please use all of it, as it was sent to you."
        )
    }

    func unknownCode(_ field: Field, _ code: String) -> String {
        let field = FieldText.name(of: field, in: language)
        return language(
            "「\(field)」のコード「\(code)」は登録されていません。一覧から選んでください。",
            "“\(field)”: the code “\(code)” is not known. Please choose one from the list."
        )
    }

    func likelyDuplicate(_ other: String, _ ground: DuplicateGround) -> String {
        let ground = NameText.name(of: ground, in: language)
        return language(
            "\(ground)が\(name(other))と一致するため、登録しませんでした。二重登録でないかご確認ください。",
            "Not registered: \(ground) are the same as those of \(name(other)). Please check for a double entry."
        )
    }

    func emailTaken(_ email: EmailAddress) -> String {
        language(
            "メールアドレス「\(email)」はほかの利用者が使用しています。別のアドレスを入力してください。",
            "The mail address \(email) is another user's. Please enter a different one."
        )
    }

    func ofPayees(_ refusal: Refusal) -> String {
        switch refusal {
        case .payeeKnown(let presenter): payeeKnown(presenter)
        case .ownAccountChange(let account): ownAccountChange(account)
        case .accountUnseen(let account): accountUnseen(account)
        case .accountConfirmed(let account): accountConfirmed(account)
        // As ``ofState(_:)``.
        default: refusal.code
        }
    }

    func accountUnseen(_ account: PayeeAccount.ID) -> String {
        language(
            "\(name(account))は承認の後に変わった口座です。届け出た人とも再振込を行う人とも別の人の確認が必要です。"
                + "口座をもう一度届け出て、別の人の確認を受けてください。",
            "The \(name(account)) came after the approval. Somebody who neither asked for it nor sends it must confirm "
                + "it: please ask for the account anew, and have it confirmed by another."
        )
    }

    func ownAccountChange(_ account: PayeeAccount.ID) -> String {
        language(
            "\(name(account))の変更は、申請した本人以外の担当者が確認するか、折り返しの電話で確認してください。連絡先を最近変更した方の電話では確認できません。",
            "The change of \(name(account)) must be confirmed by someone else, or by calling back; not by a call of "
                + "whoever changed lately where to call."
        )
    }

    func accountConfirmed(_ account: PayeeAccount.ID) -> String {
        language(
            "\(name(account))はすでに確認済みです。改めて確認する必要はありません。",
            "The \(name(account)) is confirmed already; nothing is left to do."
        )
    }

    func payeeKnown(_ presenter: Presenter.ID) -> String {
        language(
            "\(name(presenter))には支払先がすでに登録されています。名義・住所・口座・課税区分は、支払先の画面で変更してください。別の支払先にするときは、これまでの支払先の番号を添えてください（登録した日の翌日からできます）。",
            "The \(name(presenter)) has a payee already; change its name, address, account or residency instead, or name it as the one that another is to replace, from the day after it was noted."
        )
    }

    func roleHeld(_ user: User.ID, _ role: Role) -> String {
        let role = NameText.name(of: role, in: language)
        return language(
            "\(name(user))にはすでに「\(role)」の権限があります。改めて付与する必要はありません。",
            "The \(name(user)) holds the role of \(role) already; nothing is left to do."
        )
    }

    /// Of roles and tokens that are as somebody wants them already.
    func ofRights(_ refusal: Refusal) -> String {
        switch refusal {
        case .roleHeld(let user, let role): roleHeld(user, role)
        case .roleNotHeld(let user, let role, let prefecture): roleNotHeld(user, role, prefecture)
        case .tokenRevoked(let token): tokenRevoked(token)
        // As ``ofState(_:)``.
        default: refusal.code
        }
    }

    func roleNotHeld(_ user: User.ID, _ role: Role, _ prefecture: PrefectureCode?) -> String {
        let role = NameText.name(of: role, in: language)
        let limit = prefecture.map { language("（都道府県\($0)）", " for the prefecture \($0)") } ?? ""
        return language(
            "\(name(user))に「\(role)」の権限\(limit)はありません。利用者の権限をご確認ください。",
            "The \(name(user)) does not hold the role of \(role)\(limit). Please look at the roles of that user."
        )
    }

    func tokenRevoked(_ token: AccessToken.ID) -> String {
        language(
            "\(name(token))はすでに失効しています。改めての手続きは不要です。",
            "The \(name(token)) is revoked already; nothing is left to do."
        )
    }

    func memberAlready(_ user: User.ID, _ organization: Organization.ID) -> String {
        language(
            "\(name(user))はすでに\(name(organization))の担当者です。改めて登録する必要はありません。",
            "The \(name(user)) is a member of \(name(organization)) already; nothing is left to do."
        )
    }

    func notMember(_ user: User.ID, _ organization: Organization.ID) -> String {
        language(
            "\(name(user))は\(name(organization))の担当者ではありません。担当者の一覧をご確認ください。",
            "The \(name(user)) is no member of \(name(organization)). Please look at the list of members."
        )
    }

    func organizationMerged(_ organization: Organization.ID) -> String {
        language(
            "\(name(organization))はほかの団体に統合されています。統合先の団体でお手続きください。",
            "The \(name(organization)) is part of another now. Please use the one that it was merged into."
        )
    }

    func excludedAlready(_ presenter: Presenter.ID, _ organization: Organization.ID) -> String {
        language(
            "\(name(presenter))と\(name(organization))の組合せはすでに対象外です。改めて登録する必要はありません。",
            "The \(name(presenter)) and \(name(organization)) are kept apart already; nothing is left to do."
        )
    }

    func notExcluded(_ presenter: Presenter.ID, _ organization: Organization.ID) -> String {
        language(
            "\(name(presenter))と\(name(organization))の組合せは対象外になっていません。依頼元をご確認ください。",
            "The \(name(presenter)) and \(name(organization)) are not kept apart. Please check which side asked."
        )
    }

    func person(_ refusal: PersonRefusal) -> String {
        switch refusal {
        case .stillNeeded(let person, let need): stillNeeded(person, need)
        case .anonymized:
            language(
                "すでに匿名化されています。元に戻すことも、変更することもできません。",
                "This was anonymized: it can neither be undone nor changed."
            )
        }
    }

    private func stillNeeded(_ person: Person, _ need: NameNeed) -> String {
        switch need {
        case .registered:
            language(
                "\(name(person))は講師として登録されています。退任または逝去の登録のあとで匿名化してください。",
                "The \(name(person)) is registered. Please retire them first."
            )
        case .request:
            language(
                "\(name(person))には、終わっていない申込があります。完了、不承認または取り消しのあとで匿名化してください。",
                "There is a request of the \(name(person)) that has not ended. Please wait until it is closed, "
                    + "rejected or cancelled."
            )
        case .owed:
            language(
                "\(name(person))には、支払または返納の終わっていない謝金・旅費があります。済んでから匿名化してください。",
                "Something is owed to the \(name(person)), or by them. Please wait until it is paid or repaid."
            )
        case .staff:
            language(
                "\(name(person))は職員の役割を付与されたことがあるため、匿名化できません。利用を停止してください。",
                "The \(name(person)) acts or acted for the body, and that keeps their name. "
                    + "Please disable the user instead."
            )
        case .presenter:
            language(
                "\(name(person))は講師として登録されています。先に講師を匿名化してください。",
                "The \(name(person)) is a presenter. Please anonymize the presenter first."
            )
        case .member:
            language(
                "\(name(person))は団体の担当者です。担当から外してから匿名化してください。",
                "The \(name(person)) acts for an organization. Please end their membership first."
            )
        }
    }

    func presenterStatus(_ id: Presenter.ID, _ status: PresenterStatus) -> String {
        state(id, StateText.name(of: status, in: language))
    }

    func presenterNotActive(_ id: Presenter.ID) -> String {
        language(
            "\(name(id))は現在活動していません。登録の状態をご確認ください。",
            "The \(name(id)) is not active. Please check the registration."
        )
    }
}
