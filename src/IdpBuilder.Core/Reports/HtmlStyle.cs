namespace IdpBuilder.Reports;

/// <summary>How the page of a report looks, in light and in dark.</summary>
internal static class HtmlStyle
{
    // Without '<', '>' and '&': a page's parser and an XML writer do not agree on those inside of a style.
    public const string Css = """

        :root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --ink: #1c2430; --soft: #5d6878; --line: #dde2e9; --row: #eef1f5; --good: #1a7f4b; --bad: #c62f2f; --run: #1f6fd0; --idle: #8a94a3; --badcard: #fdf0ef; }
        @media (prefers-color-scheme: dark) { :root { --page: #11161d; --card: #1a212b; --ink: #e4e9f0; --soft: #9aa6b6; --line: #303a48; --row: #222b37; --good: #3fb277; --bad: #f0665e; --run: #5aa2f5; --idle: #78849a; --badcard: #2b1b1e; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 24px 16px 48px; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1280px; margin: 0 auto; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; }
        h2 { font-size: 18px; margin: 32px 0 10px; }
        p { margin: 4px 0; }
        .soft { color: var(--soft); }
        .good { --tone: var(--good); } .bad { --tone: var(--bad); } .running { --tone: var(--run); } .idle { --tone: var(--idle); }
        .tone { color: var(--tone); }
        .card, details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin: 10px 0; }
        .failure { background: var(--badcard); border-color: var(--bad); }
        .failure pre { margin: 6px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
        summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
        summary .soft { font-weight: 400; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        tr:last-child td { border-bottom: 0; }
        th { font-size: 13px; color: var(--soft); font-weight: 600; }
        td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        td.meter { width: 14%; min-width: 60px; padding-top: 11px; }
        td.meter span { display: block; height: 10px; min-width: 2px; border-radius: 3px; background: var(--tone); }
        .timeline { margin: 6px -6px 0; }
        svg { display: block; width: 100%; min-width: 860px; height: auto; font: 12.5px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        svg text { fill: var(--ink); }
        svg .row { fill: transparent; } svg g:hover .row { fill: var(--row); }
        svg .sign { fill: var(--tone); }
        svg .holds .name { font-weight: 600; }
        svg .time, svg .took, svg .none { fill: var(--soft); font-size: 11.5px; }
        svg .none { font-style: italic; }
        svg .bar { fill: var(--tone); }
        svg .frame { fill-opacity: 0.55; }
        svg .running .bar { fill-opacity: 0.45; stroke: var(--tone); stroke-dasharray: 4 3; }
        svg .tick { stroke: var(--line); }
        svg .cut { stroke: var(--soft); stroke-dasharray: 2 5; stroke-width: 2; }
        footer { margin-top: 36px; font-size: 13px; color: var(--soft); }
        @media (max-width: 700px) { .meter { display: none; } body { padding: 16px 10px 32px; } h1 { font-size: 22px; } }
        @media print { body { background: #ffffff; } details { break-inside: avoid; } }

        """;
}
