/** Light and dark as the reader's system has it; on paper always light. No colour is the only sign of anything. */
export const style = `
:root { color-scheme: light dark; --bg: #f4f5f7; --surface: #fff; --line: #d9dde3; --text: #1a1e24; --muted: #5d6673;
  --accent: #b83b08; --error: #b42318; --error-soft: #fdecea; --warn: #8a5300; --warn-soft: #fff5e0; --ok: #13743b;
  --ok-soft: #e6f5ec; --stripe: #d3d8e0;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
@media (prefers-color-scheme: dark) { :root { --bg: #111418; --surface: #181c21; --line: #323943; --text: #e6e9ed;
  --muted: #a0a9b5; --accent: #ff9a68; --error: #ff8a80; --error-soft: #3a1a18; --warn: #f0b357; --warn-soft: #33270f;
  --ok: #5fce8b; --ok-soft: #12301f; --stripe: #3a434f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; }
footer { padding-bottom: 32px; color: var(--muted); }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 15px; overflow-wrap: anywhere; }
h3 { margin: 14px 0 4px; font-size: 12.5px; color: var(--muted); }
p { margin: 4px 0; }
ul { margin: 6px 0; padding-left: 20px; }
code { font: 12px/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
section > h3:first-child { margin-top: 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 20px; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.entry { margin: 0 0 12px; padding: 12px 16px; background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px; }
.entry.high { border-left-color: var(--error); }
.entry.medium { border-left-color: var(--warn); }
.entry.gap { border-style: dashed; border-left-style: dashed; }
.heading { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; }
.meta, .path, .note { color: var(--muted); font-size: 12.5px; }
.path { display: block; font: 11px/1.4 var(--mono); overflow-wrap: anywhere; }
.note { display: block; }
.badge { padding: 0 7px; border: 1px solid var(--line); border-radius: 9px; font-size: 11.5px; color: var(--muted); white-space: nowrap; }
.badge.high { color: var(--error); background: var(--error-soft); border-color: transparent; }
.badge.medium { color: var(--warn); background: var(--warn-soft); border-color: transparent; }
table { width: 100%; margin: 6px 0 2px; border-collapse: collapse; table-layout: fixed; }
th { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--line); font-size: 12px; font-weight: 600; text-align: left; color: var(--muted); }
td { padding: 6px 10px 6px 0; vertical-align: top; overflow-wrap: anywhere; }
tbody + tbody { border-top: 1px solid var(--line); }
.below td { padding-top: 0; }
.weight { font-size: 12.5px; color: var(--muted); }
col.field { width: 26%; } col.side { width: 27%; } col.wide { width: 42%; }
.value { display: inline-block; padding: 1px 6px; border-radius: 4px; }
.before .value { color: var(--error); background: var(--error-soft); }
.after .value { color: var(--ok); background: var(--ok-soft); }
.value.stale { color: var(--text); background: repeating-linear-gradient(135deg, transparent 0 5px, var(--stripe) 5px 10px); }
.value.ambiguous { text-decoration: underline dotted; }
.value.hidden { font-style: italic; }
.absent { color: var(--muted); font-style: italic; }
.weight.high { color: var(--error); }
.weight.medium { color: var(--warn); }
@page { margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; --bg: #fff; --surface: #fff; --line: #c9ced6; --text: #000; --muted: #4a525d; --accent: #b83b08;
    --error: #b42318; --error-soft: #fdecea; --warn: #8a5300; --warn-soft: #fff5e0; --ok: #13743b; --ok-soft: #e6f5ec; --stripe: #d3d8e0; }
  body { font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header, main, footer { max-width: none; padding: 0; }
  .entry { border-radius: 0; }
  .entry:not(.long), tbody, .heading { break-inside: avoid; }
  .heading, h3, thead { break-after: avoid; }
  thead { display: table-header-group; }
}
`;
