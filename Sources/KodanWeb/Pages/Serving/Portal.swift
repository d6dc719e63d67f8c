import Foundation
import HTTPTypes
import Hummingbird
import KodanPages
import KodanService
import KodanText

/// The pages, and the files that they load.
struct Portal: Sendable {
    /// Every page.
    static let routes: [PageRoute] = [
        StartPages.routes, ApplicationPages.routes, SignInPages.routes, AccountPages.routes, HomePages.routes,
        RequestPages.routes, OfferPages.routes, LecturePages.routes, LetterPages.routes, ProfilePages.routes,
        PaidPages.routes, CalendarPages.routes,
        DeskPages.routes, MatchingPages.routes, CoveragePages.routes, ResultPages.routes, MoneyPages.routes,
        DeliveryPages.routes, StockPages.routes, MaterialPages.routes, PackPages.routes,
        OrganizationPages.routes,
        PresenterPages.routes, UserPages.routes, TokenPages.routes, ProgrammePages.routes, RatePages.routes,
        MailPages.routes, AnnouncementPages.routes, AuditPages.routes, AdministratorPages.routes,
    ].flatMap(\.self)

    let office: Office
    let configuration: WebConfiguration
    let deadlines: Deadlines

    /// Puts the pages into `router`.
    func addRoutes(to router: Router<KodanContext>) {
        for route in Portal.routes {
            let responder = PageResponder(route: route, portal: self)
            router.on(RouterPath(route.path), method: .get, responder: responder)
            router.on(RouterPath(route.path), method: .post, responder: responder)
        }
        ReachAnswers(office: office).addRoutes(to: router, deadlines, within: configuration.requestTimeout)
        for asset in PageAsset.all {
            let bytes = ByteBuffer(bytes: asset.bytes)
            router.get(RouterPath(asset.path)) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable",
                    ],
                    body: ResponseBody(byteBuffer: bytes)
                )
            }
        }
    }
}

extension Response {
    /// A page.
    static func page(
        _ page: PageContent,
        in frame: PageFrame,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = "ja"
        // Style sheets of documents on the page are let in one by one, by what they hold.
        let styles = page.styles.map { style in
            " 'sha256-\(Data(ContentDigest.sha256(of: Array(style.utf8))).base64EncodedString())'"
        }
        headers[.contentSecurityPolicy] = """
            default-src 'none'; style-src 'self'\(styles.joined()); script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
            base-uri 'none'; frame-ancestors 'none'
            """
        // With none at all, browsers would not say of a form that it comes from here.
        headers[.referrerPolicy] = "same-origin"
        let html = PageLibrary.shipped.html(page, in: frame)
        return Response(
            status: status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    /// The way to another page after a form was sent: going back and forth sends nothing again.
    static func seeOther(_ path: String, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.location] = path
        return Response(status: .seeOther, headers: headers)
    }
}

extension Problem {
    /// The answer: a page for a browser, which says whom to ask and who is signed in, as far as that is known, and
    /// leads back to `own`, the page of who came by a mailed link; `application/problem+json` for a program.
    func answer(
        to request: Request,
        _ context: KodanContext,
        askedAt body: OfficeBody?,
        signedIn user: PageUser? = nil,
        own: String? = nil
    ) -> Response {
        guard request.wantsPage else {
            return response(requestID: context.requestID, in: request.language)
        }
        // Paths and methods are a program's words.
        let isNowhere = code == Problem(status: .notFound).code
        let isDeadLink = status == .unauthorized && request.link != nil
        let isForeign = code == Problem.foreignPage.code
        let sentence =
            isNowhere
            ? ProblemPage.nowhere
            : isDeadLink
                ? ProblemPage.deadLink
                : isForeign ? SessionTexts.foreignPage : detail.sentence(in: .japanese)
        let page = ProblemPage.page(sentence, requestID: context.requestID, own: own)
        let frame = PageFrame(user, at: request.uri.path, askedAt: body.map { ($0.name, $0.phone) })
        return .page(page, in: frame, status: status, headers: headers)
    }
}
