import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Leaving courtesy mails by the link that each of them holds.
enum UnsubscriptionsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/unsubscriptions/{token}",
            "showUnsubscription",
            .service,
            "The page that asks whether courtesy mails shall end",
            notes: "Opening it changes nothing: mail programs open links by themselves.",
            roles: [],
            answers: [.file("text/html", note: "The page.")],
            refusals: ["address_unknown"],
            use: show
        ),
        Operation(
            .post,
            "/v1/unsubscriptions/{token}",
            "unsubscribe",
            .service,
            "End courtesy mails to the recipient of the mail that held the link",
            notes: """
                One press in a mail program (RFC 8058), or the button of the page; what the body says is not looked at.
                Mails that are the body's duty go on. Told twice, it is one wish.
                """,
            roles: [],
            body: .file(["application/x-www-form-urlencoded", "multipart/form-data"], atMost: 1024),
            answers: [.file("text/html", note: "It is done.")],
            refusals: ["address_unknown"],
            use: unsubscribe
        ),
    ]

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let token = try token(call)
        guard Unsubscribe(office: call.office).serves(token) else { throw Refusal.addressUnknown }
        return page(
            "<p>\(UnsubscribeText.question)</p><form method=\"post\"><button>\(UnsubscribeText.button)</button></form>"
        )
    }

    @Sendable private static func unsubscribe(_ call: Call) async throws -> Response {
        try await Unsubscribe(office: call.office)(try token(call))
        return page("<p>\(UnsubscribeText.done)</p>")
    }

    private static func token(_ call: Call) throws(Problem) -> String {
        try call.path("token", .text) { $0 }
    }

    private static func page(_ content: String) -> Response {
        let html = """
            <!DOCTYPE html>
            <html lang="ja">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(UnsubscribeText.title)</title>
            </head>
            <body>
            <main>
            <h1>\(UnsubscribeText.title)</h1>
            \(content)
            </main>
            </body>
            </html>

            """
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }
}
