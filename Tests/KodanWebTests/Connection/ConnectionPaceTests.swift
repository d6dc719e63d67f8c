import NIOCore
import Testing

@testable import KodanWeb

@Suite("The pace of a connection")
struct ConnectionPaceTests {
    private var pace = ConnectionPace(
        .init(header: .seconds(10), lingering: .seconds(5), stalled: .seconds(60))
    )

    private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    @Test("is nobody's business while it idles")
    func idle() {
        #expect(pace.deadline == nil)
        #expect(pace.overdue(at: at(1000)) == nil)
    }

    @Test("bounds a header from its first byte, however many follow")
    mutating func header() {
        pace.bytesArrived(at: at(100))
        for second in Int64(101)...109 { pace.bytesArrived(at: at(second)) }
        #expect(pace.deadline == at(110))
        #expect(pace.overdue(at: at(109)) == nil)
        #expect(pace.overdue(at: at(110)) == .slowHeader)
        pace.headerEnded()
        #expect(pace.deadline == nil)
    }

    @Test("bounds each header anew, one that began before the last answer from that answer on")
    mutating func pipelined() {
        pace.bytesArrived(at: at(0))
        pace.headerEnded()
        pace.bodyEnded()
        pace.bytesArrived(at: at(3))
        #expect(pace.deadline == nil)
        #expect(!pace.isBetweenAnswers)
        pace.answered(at: at(20))
        #expect(pace.deadline == at(30))
        pace.headerEnded()
        pace.bodyEnded()
        pace.answered(at: at(25))
        #expect(pace.deadline == nil)
        #expect(pace.isBetweenAnswers)
    }

    @Test("bounds the end of a last answer, of which nothing tells whether it is taken")
    mutating func leaving() {
        pace.writabilityChanged(to: false, at: at(10))
        pace.leaves(at: at(20))
        #expect(pace.deadline == at(70))
        pace.writabilityChanged(to: true, at: at(30))
        pace.leaves(at: at(40))
        #expect(pace.overdue(at: at(89)) == nil)
        #expect(pace.overdue(at: at(90)) == .stalledAnswer)
    }

    @Test("leaves a body to whoever reads it, and bounds it once it was answered")
    mutating func body() {
        pace.bytesArrived(at: at(0))
        pace.headerEnded()
        for second in Int64(1)...50 { pace.bytesArrived(at: at(second)) }
        #expect(pace.deadline == nil)
        pace.answered(at: at(50))
        pace.bytesArrived(at: at(54))
        #expect(pace.overdue(at: at(55)) == .lingeringBody)
        pace.bodyEnded()
        #expect(pace.overdue(at: at(55)) == nil)
    }

    @Test("bounds how long nothing of an answer is taken")
    mutating func stalled() {
        pace.writabilityChanged(to: false, at: at(10))
        pace.writabilityChanged(to: false, at: at(40))
        #expect(pace.overdue(at: at(69)) == nil)
        #expect(pace.overdue(at: at(70)) == .stalledAnswer)
        pace.writabilityChanged(to: true, at: at(70))
        #expect(pace.overdue(at: at(70)) == nil)
    }
}
