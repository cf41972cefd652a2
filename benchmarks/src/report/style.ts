/** The page's look, light and dark by what the reader's system prefers. */
export const style = `
:root { color-scheme: light dark; --ground: #fcfcfa; --ink: #1f2623; --soft: #5c6863; --line: #d9dedb; --bar: #2f7d5b; --reference: #9aa7a1; --target: #b3541e; --good: #23714c; --bad: #a8321f; --wait: #6a5b1c; }
@media (prefers-color-scheme: dark) { :root { --ground: #151a18; --ink: #e6ebe8; --soft: #9fb0a8; --line: #333d39; --bar: #56b189; --reference: #66736d; --target: #f0975a; --good: #77cfa4; --bad: #ff9483; --wait: #dcc86b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, 'Noto Sans KR', sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; } h2 { margin: 3rem 0 .25rem; font-size: 1.35rem; border-top: 1px solid var(--line); padding-top: 1.5rem; } h3 { margin: 2rem 0 .25rem; font-size: 1.05rem; }
p, .note { color: var(--soft); margin: .25rem 0 .75rem; max-width: 46rem; }
nav a { margin-right: 1rem; } a { color: var(--bar); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: right; padding: .25rem .5rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; } th:first-child, td:first-child { text-align: left; } thead th { font-weight: 600; color: var(--soft); }
.scroll { overflow-x: auto; } td { white-space: nowrap; } td.text { text-align: left; white-space: normal; min-width: 9rem; } tbody th { font-weight: 500; min-width: 9rem; } .scroll svg { min-width: 36rem; } code { overflow-wrap: anywhere; } dl { overflow-wrap: anywhere; }
svg { width: 100%; height: auto; display: block; margin: .5rem 0; } svg text { font: 12px system-ui, 'Noto Sans KR', sans-serif; fill: var(--ink); } svg .tick { fill: var(--soft); font-size: 11px; }
.bar { fill: var(--bar); } .bar.reference { fill: var(--reference); } .grid { stroke: var(--line); } .whisker { stroke: var(--ink); stroke-width: 2; } .target { stroke: var(--target); stroke-width: 2; stroke-dasharray: 5 4; }
.met { color: var(--good); font-weight: 600; } .missed { color: var(--bad); font-weight: 600; } .unmeasured { color: var(--wait); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; font-size: .875rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--soft); font-size: .875rem; }
`;
