import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

extension Visit {
    /// The month that stands in the path.
    func month() throws(Refusal) -> YearMonth {
        let text = context.parameters.get("month") ?? ""
        guard let month = Form.month(text) else { throw .notFound(String(text.prefix(40))) }
        return month
    }

    /// What the office's papers and bank files are made with.
    ///
    /// Throws ``Problem/noPapers`` where nothing is set.
    func papers() throws(Problem) -> OfficePapers {
        guard let papers = configuration.papers else { throw .noPapers }
        return papers
    }
}
