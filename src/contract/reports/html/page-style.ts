/** The style sheet of the HTML report: light and dark, from 320 pixels on, and on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1a2230;--soft:#566074;--line:#d9dee7;--link:#0b57c2;
--bad:#b3202a;--bad-back:#fdecec;--warn:#8a5200;--warn-back:#fff3dc;--good:#17693a;--good-back:#e3f5ea;--code:#f0f2f6;
--h1:#d9f0e2;--h2:#b5e2c6;--h3:#86cfa2;--h4:#57b67d;--on-heat:#0d2f1c}
@media(prefers-color-scheme:dark){:root{--page:#11151c;--card:#1a202b;--ink:#e6eaf1;--soft:#a3adbf;--line:#333c4b;--link:#8ab8ff;
--bad:#ff9a9a;--bad-back:#43181c;--warn:#f5c46b;--warn-back:#3d2d0c;--good:#7fd8a2;--good-back:#12351f;--code:#121822;
--h1:#15402a;--h2:#1a5636;--h3:#1c633d;--h4:#227246;--on-heat:#f0fff6}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.75rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .35rem}
h2{font-size:1.15rem;margin:2.25rem 0 .75rem}
h3{font-size:1rem;margin:0}
p{margin:.25rem 0}
p,li{overflow-wrap:anywhere}
a{color:var(--link)}
code,pre,kbd{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
code{overflow-wrap:anywhere}
.soft{color:var(--soft)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:2}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1.25rem 0 0;padding:0;list-style:none}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.7rem .9rem}
.tile b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tile.bad b{color:var(--bad)}.tile.warn b{color:var(--warn)}.tile.good b{color:var(--good)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.75rem 0 0;font-size:.9rem}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
.tools{display:flex;flex-wrap:wrap;gap:.6rem .9rem;align-items:end;margin-bottom:.75rem}
.tools label{display:grid;gap:.15rem;font-size:.85rem;color:var(--soft)}
.tools label i{font-style:normal;float:right}
.tools .wide{flex:1 1 14rem}
.tools .check{display:flex;align-items:center;gap:.4rem;color:var(--ink);font-size:.95rem}
input,select,button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:7px;padding:.35rem .6rem;max-width:100%}
input[type=search]{width:100%}input[type=checkbox]{width:1.1rem;height:1.1rem;margin:0}
button{cursor:pointer}button:hover{border-color:var(--link)}
details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:.6rem 0}
details>summary{cursor:pointer;padding:.65rem .9rem;border-radius:10px}
details>.inside{padding:.25rem .9rem .9rem}
details details{background:none}
.finding{border-left:5px solid var(--bad)}.finding.warning{border-left-color:var(--warn)}
.finding>summary,.operation>summary{list-style:none}
.finding>summary::-webkit-details-marker,.operation>summary::-webkit-details-marker{display:none}
.finding>summary::before,.operation>summary::before{content:"";width:.5rem;height:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg);align-self:center}
.finding[open]>summary::before,.operation[open]>summary::before{transform:rotate(45deg)}
.finding>summary{display:grid;grid-template-columns:auto auto 1fr;gap:.1rem .6rem;align-items:baseline}
.finding>summary h4{overflow-wrap:anywhere;margin:0;font-size:1rem}.finding>summary .soft{grid-column:3;font-size:.87rem}
.tag{font-size:.78rem;font-weight:600;padding:.08rem .5rem;border-radius:99px;white-space:nowrap}
.tag.error{color:var(--bad);background:var(--bad-back)}.tag.warning{color:var(--warn);background:var(--warn-back)}
.tag.good{color:var(--good);background:var(--good-back)}
.diff{margin:.2rem 0 .6rem;border-radius:8px;overflow:hidden;border:1px solid var(--line)}
.diff div{display:grid;grid-template-columns:6.75rem 1fr;gap:.5rem;padding:.4rem .7rem}
.diff dt{font-weight:600}.diff dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.diff .promised{background:var(--good-back)}.diff .promised dt{color:var(--good)}
.diff .received{background:var(--bad-back)}.diff .received dt{color:var(--bad)}
.facts.of{margin:.4rem 0 .8rem}
pre{margin:.35rem 0 0;padding:.6rem .75rem;background:var(--code);border:1px solid var(--line);border-radius:8px;overflow:auto;max-height:24rem;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
.repeat{display:flex;justify-content:space-between;align-items:center;gap:1rem;margin-top:.5rem;font-weight:600}
.repeat button{font-weight:400;font-size:.85rem;padding:.15rem .6rem}
.two{display:grid;grid-template-columns:1fr 1fr;gap:.9rem}
.two>*{min-width:0}
h5{font-size:.9rem;margin:.3rem 0 0}
.group>h3{margin:1.2rem 0 .4rem;overflow-wrap:anywhere;white-space:pre-wrap}dd ul{margin:0;padding-left:1.1rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
details .scroll{border-radius:8px}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .6rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child>*{border-bottom:0}
tbody th{min-width:10rem;overflow-wrap:break-word}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:400}
td.n,th.n{text-align:center;white-space:nowrap;min-width:2.6rem;vertical-align:middle}
td.n{border-left:1px solid var(--line)}
td.h1{background:var(--h1)}td.h2{background:var(--h2)}td.h3{background:var(--h3)}td.h4{background:var(--h4)}
td.h1,td.h2,td.h3,td.h4{color:var(--on-heat)}
td.miss{background:var(--warn-back);color:var(--warn)}
td.odd{background:var(--bad-back);color:var(--bad)}
tr.fault>th{box-shadow:inset 4px 0 var(--bad)}
.operation>summary{display:flex;flex-wrap:wrap;gap:.2rem .9rem;align-items:center}
.operation>summary h3{flex:1 1 16rem;overflow-wrap:anywhere;font-weight:600}
meter{width:6rem;height:.7rem;vertical-align:middle}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.6rem 0;font-size:.87rem;color:var(--soft)}
.legend i{display:inline-block;width:.95rem;height:.95rem;border-radius:3px;border:1px solid var(--line);vertical-align:-.12rem;margin-right:.35rem}
.legend .h2{background:var(--h2)}.legend .miss{background:var(--warn-back)}.legend .odd{background:var(--bad-back)}
.empty{background:var(--card);border:1px dashed var(--line);border-radius:10px;padding:1.1rem;text-align:center}
footer{color:var(--soft);font-size:.85rem;margin-top:2.5rem;padding-bottom:2rem}
[hidden]{display:none!important}
@media(max-width:44rem){.two{grid-template-columns:1fr}.diff div{grid-template-columns:1fr;gap:0}.facts{grid-template-columns:1fr}.facts dd{margin-bottom:.35rem}meter{width:4rem}tbody th{min-width:9rem}}
@media print{.tools,button,.skip{display:none}details{break-inside:avoid}}
`;
