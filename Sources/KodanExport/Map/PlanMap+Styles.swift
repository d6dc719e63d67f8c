extension PlanMap {
    /// The look of everything.
    ///
    /// Writing has a contrast of at least 4.5:1 on white (WCAG 2.2, 1.4.3). Lines differ by dashes as well as
    /// colour, so that colour-blind people and black-and-white printers lose nothing.
    static let styles = """
        <style>
        @page{size:A4 portrait;margin:0}
        text{font-family:"Noto Sans CJK JP","Noto Sans JP","Hiragino Sans","Yu Gothic","Meiryo",sans-serif;\
        fill:#1f2328;font-size:12px}
        .title{font-size:27px;font-weight:700}
        .subtitle{font-size:13px;fill:#4b5158}
        .small{font-size:10px;fill:#4b5158}
        .heading{font-size:13px;font-weight:700}
        .figure{font-size:22px;font-weight:700}
        .number{font-size:12px;font-weight:700;paint-order:stroke;stroke:#fff;stroke-width:3px;\
        stroke-linejoin:round}
        .dots{fill:none;stroke:#a3abb3;stroke-width:3.2;stroke-linecap:round}
        .frame,.rule,.scale{fill:none;stroke:#6b737b;stroke-width:1}
        .way{fill:none;stroke-linecap:butt}
        .near{stroke:#0072b2}
        .middle{stroke:#b34700;stroke-dasharray:7 2.5}
        .far{stroke:#5b2a86;stroke-dasharray:2.2 2.2}
        .longest{stroke-width:3.6px;stroke-opacity:1;stroke-dasharray:none}
        .under{fill:none;stroke:#fff;stroke-width:7}
        .nobody{fill:none;stroke:#000;stroke-width:2.6;stroke-linecap:square}
        .halo{stroke:#fff;stroke-width:4.6}
        .crowded{stroke-width:1.5}
        </style>
        """

    /// The signs at both ends of a line, `size` units wide.
    static func signs(suffix: String, size: String) -> String {
        let box = "viewBox=\"0 0 10 10\" refX=\"5\" refY=\"5\" markerUnits=\"userSpaceOnUse\""
        let place = "\(box) markerWidth=\"\(size)\" markerHeight=\"\(size)\""
        let ring =
            "<circle cx=\"5\" cy=\"5\" r=\"3.9\" fill=\"#fff\" stroke=\"#1f2328\" stroke-width=\"1.7\"/>"
        return """
            <marker id="from\(suffix)" \(place)>\(ring)</marker>
            <marker id="to\(suffix)" \(place)><path d="M2.3 2.3h5.4v5.4h-5.4z" fill="#1f2328"/></marker>
            """
    }
}
