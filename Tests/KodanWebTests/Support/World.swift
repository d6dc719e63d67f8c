import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Logging
import Postgres
import Testing

@testable import KodanWeb

/// A host, two presenters and the body's people, each with a token, and a server for them.
struct World: Sendable {
    /// A Monday; every test begins on it.
    static let today = moment("2026-06-01T10:00:00+09:00")

    let database = TestDatabase.current
    private(set) var office = TestDatabase.current.office(at: World.today)
    let organization: Organization.ID
    let otherOrganization: Organization.ID
    let presenter: Presenter.ID
    let otherPresenter: Presenter.ID
    private var tokens: [Asker: String]

    /// Who asks.
    enum Asker: Hashable, Sendable {
        case host, otherHost, presenter, otherPresenter
        case staff(Role)
        /// A coordinator who is limited to the prefecture with these digits; see ``World/limiting(to:)``.
        case coordinator(of: String)
    }

    init() async throws {
        let cast = Registration(office: office, coordinator: database.staff.coordinator)
        let host = try await cast.host(1)
        let otherHost = try await cast.host(2)
        let presenter = try await cast.presenter(1, database.owner)
        let otherPresenter = try await cast.presenter(2, database.owner)
        organization = host.organization
        otherOrganization = otherHost.organization
        self.presenter = presenter.id
        self.otherPresenter = otherPresenter.id
        var users: [(Asker, User.ID, Role)] = [
            (.host, host.user, .host), (.otherHost, otherHost.user, .host),
            (.presenter, presenter.user, .presenter), (.otherPresenter, otherPresenter.user, .presenter),
        ]
        for role in Role.allCases {
            guard let user = database.staff[role]?.user else { continue }
            users.append((.staff(role), user, role))
        }
        let issue = IssueToken(office: office)
        var tokens: [Asker: String] = [:]
        for (number, (asker, user, role)) in users.enumerated() {
            tokens[asker] = try await issue(
                to: user,
                as: role,
                label: "test",
                days: 300,
                random: [UInt8](repeating: UInt8(number), count: 32),
                as: database.staff.administrator
            ).text
        }
        self.tokens = tokens
    }

    /// The same people, served by another office.
    func with(_ office: Office) -> World {
        var world = self
        world.office = office
        return world
    }

    /// The same people, and for each of `prefectures` a coordinator who is limited to it.
    func limiting(to prefectures: String...) async throws -> World {
        var world = self
        let administrator = database.staff.administrator
        for digits in prefectures {
            let email = try EmailAddress("coordinator\(digits)@body.example.jp")
            let user = try await CreateUser(office: office)(
                NewUser(email: email, name: "coordinator of \(digits)"),
                roles: [],
                as: administrator
            )
            try await GrantRole(office: office)(
                .coordinator,
                to: user,
                in: try PrefectureCode(digits),
                as: administrator
            )
            world.tokens[.coordinator(of: digits)] = try await IssueToken(office: office)(
                to: user,
                as: .coordinator,
                label: "test",
                days: 300,
                random: [UInt8](repeating: UInt8(100 + (Int(digits) ?? 0)), count: 32),
                as: administrator
            ).text
        }
        return world
    }

    /// How many rows there are of `table`, which may have a condition behind it.
    func count(_ table: String) async throws -> Int {
        try await database.owner.autocommit { session in
            try session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
        }
    }

    func token(of asker: Asker) throws -> String { try #require(tokens[asker]) }

    /// The usual settings, but no limit that a busy machine might reach.
    static var patient: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.bodyTimeout = .seconds(120)
        configuration.requestTimeout = .seconds(120)
        configuration.readinessTimeout = .seconds(120)
        configuration.rates.perAddressForSigningIn = nil
        configuration.papers = try? OfficePapers(folder: Checkout.config)
        return configuration
    }

    /// A server on the router alone, or on a port of its own; its files lie in a folder of the test's own.
    func serve<Value>(
        _ setup: TestingSetup = .router,
        _ configuration: WebConfiguration = World.patient,
        _ body: @Sendable (Browser) async throws -> Value
    ) async throws -> Value {
        try await serveFiles(setup, configuration) { browser, _ in try await body(browser) }
    }

    /// As ``serve(_:_:_:)``, for a test that looks into the folder of files: evidence and materials lie in it.
    func serveFiles<Value>(
        _ setup: TestingSetup = .router,
        _ configuration: WebConfiguration = World.patient,
        _ body: @Sendable (Browser, String) async throws -> Value
    ) async throws -> Value {
        try await withFolder { folder in
            var configuration = configuration
            configuration.evidenceFolder = folder
            configuration.materials = MaterialFolder(folder)
            let application = KodanApplication(
                office: office,
                configuration: configuration,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            return try await application.build().test(setup) { client in
                try await body(Browser(client: client, world: self), folder)
            }
        }
    }
}

/// Sends requests as one of the world's people.
struct Browser: Sendable {
    let client: any TestClientProtocol
    let world: World

    func get(_ path: String, as asker: World.Asker?, accept: String? = nil) async throws -> Answer {
        try await send(.get, path, as: asker, accept: accept)
    }

    /// Posts under an idempotency key of its own, unless `key` says which.
    func post(
        _ path: String,
        as asker: World.Asker?,
        _ body: String = "{}",
        key: String? = nil
    ) async throws -> Answer {
        try await send(.post, path, as: asker, body: body, key: key)
    }

    /// Changes what has this tag.
    func change(
        _ method: HTTPRequest.Method,
        _ path: String,
        as asker: World.Asker?,
        _ body: String,
        ifMatch tag: String?
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en", .contentType: "application/json"]
        if let asker { headers[.authorization] = "Bearer \(try world.token(of: asker))" }
        headers[.ifMatch] = tag
        return try await send(method, path, headers, body)
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        as asker: World.Asker?,
        body: String? = nil,
        accept: String? = nil,
        key: String? = nil
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en"]
        if let asker { headers[.authorization] = "Bearer \(try world.token(of: asker))" }
        if body != nil { headers[.contentType] = "application/json" }
        if let accept { headers[.accept] = accept }
        if method != .get { headers[.idempotencyKey] = key ?? UUID().uuidString }
        return try await send(method, path, headers, body)
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: HTTPFields,
        _ body: String?
    ) async throws -> Answer {
        let response = try await client.execute(
            uri: path,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0) }
        )
        return Answer(
            status: response.status.code,
            text: String(buffer: response.body),
            headers: response.headers
        )
    }
}

/// What the server answered.
struct Answer: Sendable {
    let status: Int
    let text: String
    let headers: HTTPFields

    /// The body as JSON, without the request's id, which no test knows.
    var json: JSON {
        get throws {
            guard case .object(var members) = try JSON(text) else { return try JSON(text) }
            members["request_id"] = nil
            return .object(members)
        }
    }

    /// The end of a problem's type.
    var problem: String? {
        guard case .object(let members)? = try? JSON(text), case .string(let type)? = members["type"] else {
            return nil
        }
        return type.hasPrefix("urn:kodan:problem:") ? String(type.dropFirst(18)) : nil
    }

    /// Pointers and codes of a problem's errors, in order.
    var errors: [String] {
        guard case .object(let members)? = try? JSON(text), case .array(let errors)? = members["errors"]
        else {
            return []
        }
        return errors.map { error in
            guard case .object(let entry) = error, case .string(let code)? = entry["code"] else { return "?" }
            if case .string(let pointer)? = entry["pointer"] { return "\(pointer) \(code)" }
            if case .string(let name)? = entry["parameter"] { return "\(name) \(code)" }
            if case .string(let name)? = entry["header"] { return "\(name) \(code)" }
            // In nothing that the call itself holds.
            return code
        }
    }
}
