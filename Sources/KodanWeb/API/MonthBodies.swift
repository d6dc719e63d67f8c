import KodanDomain
import KodanService

/// A payment month as JSON; amounts are whole yen.
struct MonthBody: Encodable {
    struct Totals: Encodable {
        let payees: Int
        let payments: Int
        let lines: Int
        let gross: Int64
        let base: Int64
        let tax: Int64
        let net: Int64
    }

    let month: String
    let state: String
    let payOn: String
    let closedAt: String?
    let unapproved: Int
    let totals: Totals

    init(_ month: PaymentMonth) {
        self.month = month.month.description
        state = month.isClosed ? "closed" : "open"
        payOn = month.payOn.description
        closedAt = month.closedAt?.description
        unapproved = month.unapproved
        let totals = month.totals
        self.totals = Totals(
            payees: totals.payees,
            payments: totals.payments,
            lines: totals.lines,
            gross: totals.gross.amount,
            base: totals.base.amount,
            tax: totals.tax.amount,
            net: totals.net.amount
        )
    }
}

/// A month with a page of its payments as JSON.
struct MonthPageBody: Encodable {
    let month: MonthBody
    let items: [PaymentBody]
    let next: String?

    init(_ page: MonthPage) {
        month = MonthBody(page.month)
        items = page.payments.map { PaymentBody($0) }
        next = page.next?.description
    }
}

/// A payment as JSON.
struct PaymentBody: Encodable {
    let id: String
    let state: String
    let payee: String
    let payeeName: String
    let payOn: String
    let lines: Int
    let gross: Int64
    let tax: Int64
    let net: Int64
    let paidOn: String?

    init(_ payment: PaymentSummary) {
        id = payment.id.description
        state = payment.state.rawValue
        payee = payment.payee.description
        payeeName = payment.payeeName
        payOn = payment.payOn.description
        lines = payment.lines
        gross = payment.gross.amount
        tax = payment.tax.amount
        net = payment.net.amount
        paidOn = payment.paidOn?.description
    }
}

/// An honorarium as JSON.
struct HonorariumBody: Encodable {
    let id: String
    let payment: String
    let payee: String
    let payeeName: String
    let assignment: String
    let lectureOn: String
    let programme: String
    let billedMinutes: Int
    let fee: Int64
    let travelToPresenter: Int64
    let travelDirectly: Int64
    let gross: Int64
    let tax: Int64
    let net: Int64

    init(_ honorarium: HonorariumSummary) {
        id = honorarium.id.description
        payment = honorarium.payment.description
        payee = honorarium.payee.description
        payeeName = honorarium.payeeName
        assignment = honorarium.assignment.description
        lectureOn = honorarium.lectureOn.description
        programme = honorarium.programme.text
        billedMinutes = honorarium.billedMinutes
        fee = honorarium.fee.amount
        travelToPresenter = honorarium.travelToPresenter.amount
        travelDirectly = honorarium.travelDirectly.amount
        gross = honorarium.gross.amount
        tax = honorarium.taxShare.amount
        net = honorarium.net.amount
    }
}
