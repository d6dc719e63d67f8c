extension DocsPage {
    /// How the page looks: the system's own fonts, readable on a phone and on paper.
    static let style = """
        :root { color-scheme: light dark; --line: #8886; --quiet: #666; }
        @media (prefers-color-scheme: dark) { :root { --quiet: #aaa; } }
        body { font: 16px/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", sans-serif; max-width: 62rem;
          margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; } h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; }
        details { border-top: 1px solid var(--line); padding: 0.25rem 0; }
        summary { cursor: pointer; padding: 0.25rem 0; }
        summary span { color: var(--quiet); }
        code, pre { font: 0.9em/1.5 ui-monospace, "Noto Sans Mono CJK JP", monospace; }
        pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; padding: 0.75rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.75rem 0.2rem 0;
          border-top: 1px solid var(--line); overflow-wrap: anywhere; }
        dt { margin-top: 0.75rem; } dd { margin: 0 0 0 1.5rem; }
        :target { outline: 2px solid Highlight; outline-offset: 4px; }
        @media print { details { break-inside: avoid; } }

        """
}
