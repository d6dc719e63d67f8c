import Hummingbird
import KodanDomain
import KodanService

/// Payment months, their payments and their honoraria.
struct MonthsController {
    let office: Office

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.get(use: list)
        group.get(":month", use: show)
        group.get(":month/honoraria", use: honoraria)
        group.get(":month/honoraria.csv", use: honorariaList)
    }

    @Sendable private func list(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(request, known: ["before", "limit"])
        let before = try query.value("before", "A month such as 2026-12") { YearMonth($0) }
        let limit = try query.value("limit", "A number from 1 to 120") { text in
            Int(text).flatMap { (1...120).contains($0) ? $0 : nil }
        }
        let months = try await MonthOverview(office: office)(
            before: before,
            limit: limit ?? 24,
            as: try context.asker()
        )
        return try .json(PageBody(items: months.map { MonthBody($0) }, next: nil))
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(request, known: ["after", "limit"])
        let page = try await ReadMonth(office: office)(
            try month(context),
            after: try query.key("after"),
            limit: try query.limit().count,
            as: try context.asker()
        )
        let next = page.next?.description
        return try .json(
            MonthPageBody(page),
            headers: next.map { [.link: query.link(path: request.uri.path, after: $0)] } ?? [:]
        )
    }

    @Sendable private func honoraria(_ request: Request, context: KodanContext) async throws -> Response {
        if request.headers[.accept]?.lowercased().contains("text/csv") == true {
            return try await honorariaList(request, context: context)
        }
        let query = try Query(request, known: ["after", "limit"])
        let page = try await ReadHonoraria(office: office)(
            try month(context),
            after: try query.key("after"),
            limit: try query.limit(),
            as: try context.asker()
        )
        return try .page(page, of: request, query) { HonorariumBody($0) }
    }

    /// The list as CSV, in pieces: a month of any size takes the memory of one piece.
    @Sendable private func honorariaList(_ request: Request, context: KodanContext) async throws -> Response {
        _ = try Query(request, known: [])
        let month = try month(context)
        let file = try await ReadHonoraria(office: office).list(month, as: try context.asker())
        let body = ResponseBody(contentLength: file.byteCount) { writer in
            var offset = 0
            while offset < file.byteCount {
                let piece = try file.piece(at: offset)
                try await writer.write(ByteBuffer(bytes: piece))
                offset += piece.count
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"honoraria-\(month).csv\"",
            ],
            body: body
        )
    }

    /// The month in the path; a text that is none names nothing.
    private func month(_ context: KodanContext) throws(Refusal) -> YearMonth {
        let text = context.parameters.get("month") ?? ""
        guard let month = YearMonth(text) else { throw .notFound(String(text.prefix(40))) }
        return month
    }
}
