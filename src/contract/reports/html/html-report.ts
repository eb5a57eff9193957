import { createHash } from 'node:crypto';
import { headline } from '../content/finding-text';
import { openEndsOf } from '../content/open-ends';
import type { Report } from '../content/report';
import { countOf, plural, verdictOf } from '../content/summary';
import { coverageSection } from './coverage-section';
import { findingSection } from './finding-section';
import { html, Markup } from './markup';
import { PAGE_SCRIPT } from './page-script';
import { PAGE_STYLE } from './page-style';

/**
 * Writes a report as one HTML page that needs nothing else: no request leaves it, and no other script or style can run in it
 * (Content Security Policy Level 3), whatever a target has answered. Secrets are masked.
 */
export function htmlReport(report: Report): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(PAGE_SCRIPT)}'`,
    `style-src '${hashOf(PAGE_STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${verdictWord(report)}: ${report.title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${pageHeader(report)}
<main>
${findingSection(report)}
${loose(report)}
${coverageSection(report)}
</main>
<footer>Written by contact-points-kit.</footer>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;
}

function pageHeader(report: Report): Markup {
  const { coverage, cases, planned, exchanges, target, document, seed, startedAt, milliseconds, title } = report;
  const [errors, warnings] = [countOf(report, 'error'), countOf(report, 'warning')];
  const tile = (value: string | number, name: string, mood = ''): Markup =>
    html`<li class="tile ${mood}"><b>${value}</b>${name}</li>`;
  return html`<header>
<h1>${title}</h1>
<p>${verdictOf(report)}</p>
<ul class="tiles">${tile(errors, errors === 1 ? 'error' : 'errors', errors > 0 ? 'bad' : 'good')}${tile(warnings, warnings === 1 ? 'warning' : 'warnings', warnings > 0 ? 'warn' : 'good')}${tile(`${coverage.percent} %`, `covered, ${coverage.covered} of ${coverage.total}`)}${tile(cases, planned === cases ? 'cases' : `cases of ${planned}`)}${tile(exchanges, 'exchanges')}</ul>
<dl class="facts"><dt>Target</dt><dd><code>${target}</code></dd><dt>Document</dt><dd><code>${document}</code></dd><dt>Started</dt><dd>${startedAt}, took ${(milliseconds / 1_000).toFixed(1)} s</dd><dt>Seed</dt><dd>${seed}</dd></dl>
</header>`;
}

/** Renders what a run leaves open, and the notes. */
function loose(report: Report): Markup {
  const { complete, notes } = report;
  const ends = openEndsOf(report);
  if (ends.length === 0 && notes.length === 0 && complete) return html``;
  return html`<section aria-labelledby="loose"><h2 id="loose">Left open</h2><ul>
${complete ? '' : html`<li>The run was stopped before its end.</li>`}
${notes.map((note) => html`<li>Allowed, and an error under --strict: ${headline(note)}.</li>`)}
${ends.map(({ title, lines }) => html`<li>${title}${lines.length === 0 ? '' : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}</li>`)}
</ul></section>`;
}

function verdictWord(report: Report): string {
  const [errors, warnings] = [countOf(report, 'error'), countOf(report, 'warning')];
  if (errors > 0) return plural(errors, 'error');
  return warnings > 0 ? plural(warnings, 'warning') : 'No findings';
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
