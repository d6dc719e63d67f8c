import KodanDomain

extension RefusalSentences {
    func signIn(_ refusal: SignInRefusal) -> String {
        switch refusal {
        case .wrong, .codeWanted, .tooMany, .busy, .linkSpent: beforeTheDoor(refusal)
        case .totpMissing, .totpNotEnrolled, .codeRefused, .passwordRefused, .passwordWanted:
            ofProofs(refusal)
        case .sessionWanted, .scopeMissing, .limitedToken, .limitedLink: ofLimits(refusal)
        case .userState(let user, isActive: true):
            language(
                "\(name(user))はすでに有効です。改めて有効にする必要はありません。",
                "The \(name(user)) is enabled already; nothing is left to do."
            )
        case .userState(let user, isActive: false):
            language(
                "\(name(user))は停止されています。先に利用を再開してください。",
                "The \(name(user)) is disabled. Please enable them first."
            )
        case .ownAccess(let user):
            language(
                "自分自身（\(name(user))）の利用停止はできません。ほかの管理者にご依頼ください。",
                "You are the \(name(user)) yourself. Please ask another administrator to do this."
            )
        case .lastAdministrator(let user):
            language(
                "\(name(user))は最後の管理者です。先にほかの人に管理者の権限を付与してください。",
                "The \(name(user)) is the last administrator. Please make somebody else one first."
            )
        }
    }

    private func beforeTheDoor(_ refusal: SignInRefusal) -> String {
        switch refusal {
        case .codeWanted:
            language(
                "認証アプリに表示された6桁のコードを入力してください。",
                "Please enter the six digits that your authenticator shows."
            )
        case .tooMany(let seconds):
            language(
                "続けて失敗したため、しばらく受け付けません。\(seconds)秒後にもう一度お試しください。",
                "There were too many tries. Please try again in \(seconds) seconds."
            )
        case .busy:
            language(
                "ただいま混み合っています。少し待ってからもう一度お試しください。",
                "Too many people sign in at this moment. Please try again in a few seconds."
            )
        case .linkSpent:
            language(
                "このリンクは使用済みか、有効期限が切れています。新しいリンクをお取り寄せください。",
                "This link was used already or has expired. Please ask for a new one."
            )
        default:
            language(
                "メールアドレス、パスワードまたはコードが正しくありません。ご確認のうえ、もう一度入力してください。",
                "Mail address, password or code are not right. Please check them and try again."
            )
        }
    }

    private func ofLimits(_ refusal: SignInRefusal) -> String {
        switch refusal {
        case .scopeMissing(let scope):
            language(
                "アクセストークンに利用範囲「\(scope)」がありません。管理者に発行をご依頼ください。",
                "The token does not hold the scope \(scope). Please have one issued that does."
            )
        case .limitedToken:
            language(
                "利用範囲を限ったアクセストークンでは行えません。範囲を限らないトークンを使うか、ログインしてください。",
                "A token that is limited to scopes cannot do this. Please use one without scopes, or sign in."
            )
        case .limitedLink:
            language(
                "メールのリンクでは、この操作は行えません。ログインしてから行ってください。",
                "The link of a mail does not serve for this. Please sign in to do it."
            )
        default:
            language(
                "この操作はアクセストークンでは行えません。ログインしてから行ってください。",
                "A token cannot do this. Please sign in and do it in your session."
            )
        }
    }

    private func ofProofs(_ refusal: SignInRefusal) -> String {
        switch refusal {
        case .totpMissing:
            language(
                "この権限には二段階認証が必要です。先に認証アプリを登録してください。",
                "This role needs one-time codes. Please set up an authenticator first."
            )
        case .totpNotEnrolled:
            language(
                "登録中の認証アプリがありません。登録を最初から行ってください。",
                "No authenticator is being set up. Please begin again."
            )
        case .codeRefused:
            language(
                "コードが正しくありません。端末の時刻を確認し、新しいコードを入力してください。",
                "The code is not right. Please check the clock of your device and enter a new code."
            )
        case .passwordRefused:
            language(
                "現在のパスワードが正しくありません。ご確認のうえ、もう一度入力してください。",
                "The current password is not right. Please check it and try again."
            )
        default:
            language(
                "メールのリンクでのログインでは行えません。パスワードとコードでログインしてください。",
                "You came by a link. Please sign in with your password and a code to do this."
            )
        }
    }
}
