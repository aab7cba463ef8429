using System;

namespace Weir.Control.Stats.Pages;

/// <summary>How the page looks. No script, no font and no picture is fetched from anywhere.</summary>
internal static class HtmlStyle
{
    public static ReadOnlySpan<byte> Sheet => """
        :root{color-scheme:light dark;--ink:#1c2733;--dim:#5c6b7a;--page:#fff;--rule:#cfd7df;--band:#24384e;
        --onband:#fff;--subband:#e4e9ef;--card:#f6f8fa;--link:#0b5cad}
        body{margin:0 auto;padding:14px 18px 40px;font:12px/1.35 system-ui,"Segoe UI",Arial,sans-serif;
        color:var(--ink);background:var(--page)}
        a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
        h1{font-size:20px;margin:0}h1 small{font-size:12px;font-weight:400;color:var(--dim)}
        header p{margin:2px 0 12px;color:var(--dim);font-size:13px}
        .facts{display:flex;flex-wrap:wrap;gap:10px;margin-bottom:18px}
        .facts>div{background:var(--card);border:1px solid var(--rule);border-radius:6px;padding:8px 12px}
        .facts h3{margin:0 0 4px;font-size:11px;letter-spacing:.04em;text-transform:uppercase;
        color:var(--dim)}
        dl{display:grid;grid-template-columns:auto auto;gap:1px 10px;margin:0}
        dt{color:var(--dim)}dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
        ul{margin:0;padding:0;list-style:none}
        .legend ul{display:grid;grid-template-columns:auto auto;gap:2px 14px}
        .legend li{border-left:5px solid var(--edge);background:var(--tint);padding:0 8px 0 6px}
        .say{border:1px solid #d03b2f;border-radius:6px;padding:6px 12px;margin:0 0 12px}
        h2{font-size:14px;margin:18px 0 4px}h2 a{color:inherit}
        h2 small{font-size:12px;font-weight:400;color:var(--dim);margin-left:6px}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:120em;
        font-variant-numeric:tabular-nums}.name{width:13em}
        th,td{border:1px solid var(--rule);padding:2px 4px;white-space:nowrap;text-align:right}
        tbody th,td.c{overflow:hidden;text-overflow:ellipsis}
        thead th{background:var(--subband);font-weight:600;font-size:11px;text-align:center}
        thead tr:first-child th{background:var(--band);color:var(--onband)}
        tbody tr{background:var(--tint)}
        tbody th{text-align:left;font-weight:600;border-left:5px solid var(--edge)}
        tbody th a{color:inherit}td.c{text-align:center}
        [title]:not(a){cursor:help;text-decoration:underline dotted var(--dim);text-underline-offset:2px}
        tbody tr:hover td,tbody tr:hover th{box-shadow:inset 0 0 0 99px rgba(0,0,0,.05)}
        .fe,.be{--tint:#eef1f5;--edge:#8797a8}
        .up{--tint:#e2f5e4;--edge:#2f9e46}.falling{--tint:#fdf5c9;--edge:#d9ab00}
        .down{--tint:#fce0de;--edge:#cf3a2e}.rising{--tint:#ffe6ca;--edge:#e07c00}
        .nolb{--tint:#dbeafd;--edge:#2a7bde}.nocheck{--tint:#f3f4f6;--edge:#aab3bd}
        .bup{--tint:#e3e8fb;--edge:#5a6ed4}.bfalling{--tint:#eedffa;--edge:#8a45c6}
        .brising{--tint:#fadff2;--edge:#c54599}.maint{--tint:#efe3d3;--edge:#94652f}
        @media(prefers-color-scheme:dark){:root{--ink:#dfe5ea;--dim:#93a1ae;--page:#12171c;--rule:#303a44;
        --band:#2b4560;--onband:#fff;--subband:#1d262f;--card:#181f26;--link:#6db3f8}
        .fe,.be{--tint:#1d252d}.up{--tint:#12301a}.falling{--tint:#3a3205}.down{--tint:#43191a}
        .rising{--tint:#43290a}.nolb{--tint:#122c4a}.nocheck{--tint:#1a2026}.bup{--tint:#1c2347}
        .bfalling{--tint:#2f1a45}.brising{--tint:#431a36}
        .maint{--tint:#33271a}}
        """u8;
}
