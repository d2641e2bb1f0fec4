// How the report looks, in light and dark; A is blue and B orange everywhere, which every eye tells apart.

const light = `--bg:#fff;--panel:#f6f8fa;--line:#d8dee4;--text:#1f2328;--soft:#59636e;--a:#0969da;--b:#bc4c00;--bad:#cf222e;--good:#1a7f37;--warn:#9a6700;--badbg:#ffebe9;--same:#c9d1d9;--code:#fff`;
const dark = `--bg:#0d1117;--panel:#151b23;--line:#30363d;--text:#e6edf3;--soft:#9198a1;--a:#58a6ff;--b:#f0883e;--bad:#ff7b72;--good:#3fb950;--warn:#d29922;--badbg:#3d1a1d;--same:#3d444d;--code:#0d1117`;

export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
body.vscode-light{${light}}
body.vscode-dark,body.vscode-high-contrast{${dark}}
body.vscode-high-contrast-light{${light}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:1020px;margin:0 auto;padding:36px 24px 56px}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em}
h1{font-size:30px;line-height:1.2;margin:0 0 6px;font-weight:650;letter-spacing:-.01em}
h1 .mark{display:inline-block;min-width:1.1em}
h2{font-size:12px;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);font-weight:600;margin:40px 0 12px}
h3{font-size:14px;margin:0 0 8px;font-weight:600;overflow-wrap:anywhere}
p{margin:0 0 10px}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.soft{color:var(--soft)}
.a{color:var(--a)}.b{color:var(--b)}
.card{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:0 0 16px}
.card>:last-child{margin-bottom:0}
.title{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:baseline;margin:0 0 12px}
.title strong{font-size:18px;font-weight:650}
.badge{font-size:12px;border:1px solid currentColor;border-radius:99px;padding:0 9px;line-height:20px;white-space:nowrap}
.where{margin:14px 0 6px;color:var(--soft);font-size:13px;overflow-wrap:anywhere}
pre{margin:0 0 12px;background:var(--code);border:1px solid var(--line);border-radius:8px;padding:8px 0;overflow-x:auto;line-height:1.6}
pre span.row{display:block;padding:0 14px;white-space:pre;min-width:max-content}
pre .no{display:inline-block;min-width:3.2em;padding-right:1.2em;text-align:right;color:var(--soft);user-select:none}
pre .hit{background:var(--badbg);box-shadow:inset 3px 0 var(--bad)}
.values{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:0 0 14px}
.value{border:1px solid var(--line);border-top:3px solid;border-radius:8px;padding:8px 14px;background:var(--code);min-width:0}
.value.a{border-top-color:var(--a)}.value.b{border-top-color:var(--b)}
.value b{display:block;font-size:12px;font-weight:600}
.value span{color:var(--text);font-size:17px;overflow-wrap:anywhere}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:16px}
.plots .card{margin:0}
.plot{display:block;width:100%;height:auto;font:11px system-ui,sans-serif}
.plot .rule{stroke:var(--line);stroke-width:1}
.plot .axis{stroke:var(--soft);stroke-width:1}
.plot .tick{fill:var(--soft)}
.plot .line{fill:none;stroke-width:2;stroke-linejoin:round}
.plot .line.a{stroke:var(--a);stroke-width:2.5}.plot .line.b{stroke:var(--b);stroke-dasharray:5 4}.plot .line.gap{stroke:var(--bad)}
.plot .gap{fill:var(--bad)}.plot .zero{fill:var(--bg);stroke:var(--good);stroke-width:1.5}
.plot path.gap{fill:none}
.plot .hit{fill:transparent}
.plot .tip{opacity:0;pointer-events:none}
.plot .step:hover .tip{opacity:1}
.plot .tip line{stroke:var(--soft);stroke-dasharray:2 3}
.plot .tip text{fill:var(--text);font-size:12px;font-weight:600;paint-order:stroke;stroke:var(--panel);stroke-width:4px;stroke-linejoin:round}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;color:var(--soft);margin:8px 0 0}
.legend span svg{display:inline-block;width:22px;min-width:0;height:10px;vertical-align:baseline;margin-right:6px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px}
th{text-align:left;font-weight:600;color:var(--soft);font-size:12px;padding:0 14px 6px 0;white-space:nowrap}
td{padding:4px 14px 4px 0;vertical-align:top;border-top:1px solid var(--line)}
td:last-child,th:last-child{padding-right:0}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums}
.strip td{border:0;padding:2px 14px 2px 0;vertical-align:middle}
.strip td.name{max-width:260px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.strip svg{display:block;width:100%;min-width:120px;height:13px}
.strip .same{fill:var(--same)}.strip .differs{fill:var(--bad)}
.strip th .soft{font-weight:400}
ol.chain{list-style:none;margin:0;padding:0}
ol.chain li{position:relative;padding:0 0 12px 24px;overflow-wrap:anywhere}
ol.chain li::before{content:"";position:absolute;left:4px;top:8px;width:9px;height:9px;border-radius:9px;background:var(--bad)}
ol.chain li:not(:last-child)::after{content:"";position:absolute;left:8px;top:17px;bottom:-8px;width:1px;background:var(--bad)}
ol.chain li.more::before{background:var(--same)}
ul.notes{margin:0;padding-left:20px}
ul.notes li{margin:0 0 6px;overflow-wrap:anywhere}
footer{margin-top:44px;padding-top:14px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
@media (max-width:560px){main{padding:24px 14px}.values{grid-template-columns:1fr}h1{font-size:25px}}
@media print{body{background:#fff}.card,pre{break-inside:avoid}}
`;
