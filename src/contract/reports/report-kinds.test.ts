import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { formatReport } from './console-report';
import type { Report } from './content/report';
import { findingGroups } from './content/summary';
import { githubAnnotations } from './github-annotations';
import { escapeXml } from './html/markup';
import { type ReportKind, reportKinds } from './report-kinds';
import { hostile, sampleReport, secret } from './sample-report.test-support';

let report: Report;
beforeAll(async () => {
  report = await sampleReport();
});
const written = (kind: ReportKind, of: Report = report): string => reportKinds[kind](of);
const kinds = Object.keys(reportKinds) as ReportKind[];

test('the sample has what reports are about', () => {
  expect(report.findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['rejects-invalid', 'status-documented', 'problem-readable']),
  );
  expect(report.findings.map(({ severity }) => severity)).toEqual(expect.arrayContaining(['error', 'warning']));
  expect(report.coverage.covered).toBeGreaterThan(10);
  expect(report.coverage.undocumented.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['status', 'header', 'property']),
  );
});

describe.each(kinds)('%s', (kind) => {
  test('is the same for the same report', () => {
    expect(written(kind)).toBe(written(kind));
  });

  test('names every finding', () => {
    if (kind === 'har') return expect(written(kind)).not.toContain('rejects-invalid');
    for (const { check } of report.findings) expect(written(kind)).toContain(check);
  });

  test('shows no secret', () => {
    expect(written(kind)).not.toContain(secret);
  });

  test('can be written without findings', () => {
    expect(written(kind, { ...report, findings: [], results: [], recorded: [], complete: false })).not.toContain(
      'undefined',
    );
  });
});

describe('json', () => {
  const schema = JSON.parse(readFileSync(join(__dirname, '../../../spec/report.schema.json'), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  test('matches its schema', () => {
    validate(JSON.parse(written('json')));
    expect(validate.errors).toBeNull();
  });

  test('its schema is strict enough to notice a change', () => {
    const told = JSON.parse(written('json'));
    expect(validate({ ...told, version: 2 })).toBe(false);
    expect(validate({ ...told, findings: [{ ...told.findings[0], severity: 'fatal' }] })).toBe(false);
    expect(validate({ ...told, surprise: true })).toBe(false);
  });

  test('sums up what it holds', () => {
    const { summary, findings, cases, coverage } = JSON.parse(written('json'));
    expect(summary.errors + summary.warnings).toBe(findings.length);
    expect(summary.cases).toBe(cases.length);
    expect(summary.coverage).toBe(coverage.percent);
  });
});

describe('junit', () => {
  const attribute = (tag: string, name: string): number[] =>
    [...written('junit').matchAll(new RegExp(`<${tag} [^>]*\\b${name}="(\\d+)"`, 'g'))].map((match) =>
      Number(match[1]),
    );
  const occurrences = (tag: string): number => written('junit').split(`<${tag} `).length - 1;

  test('has one suite for each operation and one test case for each case', () => {
    expect(occurrences('testsuite')).toBe(new Set(report.results.map(({ operation }) => operation)).size);
    expect(occurrences('testcase')).toBe(report.results.length);
  });

  test.each(['tests', 'failures', 'skipped'])('its numbers of %s agree', (name) => {
    const total = attribute('testsuites', name)[0];
    expect(attribute('testsuite', name).reduce((sum, each) => sum + each, 0)).toBe(total);
    expect(occurrences({ tests: 'testcase', failures: 'failure', skipped: 'skipped' }[name]!)).toBe(total);
  });

  test('a failure tells the finding and the command that repeats it', () => {
    const [finding] = report.findings.filter(({ severity }) => severity === 'error');
    const text = written('junit');
    expect(text).toContain(`type="${finding!.check}"`);
    expect(text).toMatch(/repeat: curl -i/);
  });

  test('warnings fail nothing, unless they count as errors', () => {
    const withSeverity = (severity: 'error' | 'warning') => ({
      ...report,
      findings: report.findings.filter((each) => each.severity === 'warning').map((each) => ({ ...each, severity })),
      results: report.results.map((result) => ({
        ...result,
        rawFindings: result.rawFindings
          .filter((each) => each.severity === 'warning')
          .map((each) => ({ ...each, severity })),
      })),
    });
    expect(written('junit', withSeverity('warning'))).not.toContain('<failure');
    expect(written('junit', withSeverity('warning'))).toContain('<system-out>');
    expect(written('junit', withSeverity('error'))).toContain('<failure');
  });

  test('is XML, whatever the target answers', () => {
    const text = written('junit');
    // Every tag that is opened is closed, in order; nothing else looks like a tag; every ampersand begins an entity.
    const open: string[] = [];
    const rest = text.replace(
      /<(\/?)([a-z-]+)(?: [a-z]+="[^"<>]*")*(\/?)>/g,
      (_, closes: string, name: string, empty: string) => {
        if (closes !== '') expect(open.pop()).toBe(name);
        else if (empty === '') open.push(name);
        return '';
      },
    );
    expect(open).toEqual([]);
    expect(rest.replace('<?xml version="1.0" encoding="UTF-8"?>', '')).not.toMatch(/[<>]/);
    expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#9|#10|#13);)/);
    expect(text).not.toMatch(/(?![\n])[\p{Cc}\p{Cs}]/u);
  });
});

describe('sarif', () => {
  test('has one rule for each check, and results at the lines of the document', () => {
    const [run] = JSON.parse(written('sarif')).runs;
    const { rules } = run.tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual([...new Set(report.findings.map(({ check }) => check))]);
    for (const [index, result] of run.results.entries()) {
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(artifactLocation.uri).toBe('notes.json');
      expect(region.startLine).toBe(report.findings[index]!.location?.line ?? 1);
    }
    expect(
      run.results.some(
        ({ locations: [at] }: { locations: [{ physicalLocation: { region: { startLine: number } } }] }) =>
          at.physicalLocation.region.startLine > 10,
      ),
    ).toBe(true);
  });

  test('fingerprints stay the same from run to run and tell findings apart', async () => {
    const prints = (of: Report): string[] =>
      JSON.parse(written('sarif', of)).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['findingKey/v1'],
      );
    expect(new Set(prints(report)).size).toBe(report.findings.length);
    expect(prints(await sampleReport()).sort()).toEqual(prints(report).sort());
  });
});

describe('markdown', () => {
  test('lets nothing of the target become markup', () => {
    const outside = written('markdown')
      .replace(/^```[\s\S]*?^```$/gm, '')
      .replace(/<\/?(code|details( open)?|summary)>/g, '');
    expect(outside).not.toMatch(/[<>]/);
    expect(outside).not.toMatch(/(?<!\\)\[l\]|(?<!\\)`x|@all/);
  });

  test('is short enough for a job summary, however many findings there are', () => {
    const many = Array.from({ length: 3_000 }, () => report.findings[0]!);
    expect(written('markdown', { ...report, findings: many }).length).toBeLessThan(1_000_000);
    expect(written('markdown', { ...report, findings: many })).toContain('and 2900 more findings');
  });
});

describe('html', () => {
  test('carries no other script, style, handler or address than its own', () => {
    const text = written('html');
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text.match(/<style/g)).toHaveLength(1);
    expect(text).not.toMatch(/<(img|iframe|object|embed|form|base)\b/);
    const attributes = [...text.matchAll(/<[a-z][^<>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
    expect(attributes.filter((tag) => /\s(on[a-z]+|style|src|srcdoc|action)=/.test(tag))).toEqual([]);
    const addresses = [...text.matchAll(/href="([^"]*)"/g)].map((match) => match[1]!);
    const help = /^https:\/\/unpkg\.com\/contact-points-kit@[\d.]+\/docs\/checks\.md#[a-z-]+$/;
    expect(addresses.filter((address) => !help.test(address))).toEqual(['data:,', '#findings']);
    expect(addresses.length).toBe(2 + report.findings.length);
  });

  test('groups the findings by operation, and gives a line for the baseline', () => {
    const text = written('html');
    expect(text.match(/<section class="group"><h3>/g)).toHaveLength(findingGroups(report).length);
    expect(text).toContain('<h3>createNote  POST /notes</h3>');
    for (const { key } of report.findings) expect(text).toContain(escapeXml(JSON.stringify(key)));
  });
});

test('har: every exchange, in order, with its bodies and its case', () => {
  const { log } = JSON.parse(written('har'));
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'contact-points-kit' } });
  expect(log.entries.length).toBeGreaterThan(report.cases);
  const creates = log.entries.filter(({ request }: { request: { method: string } }) => request.method === 'POST');
  expect(creates[0]).toMatchObject({
    startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    request: {
      url: 'http://notes.example/notes',
      postData: { mimeType: 'application/json', text: expect.stringContaining('text') },
    },
    response: { content: { mimeType: expect.stringContaining('json') } },
    timings: { wait: expect.any(Number) },
    _case: expect.stringContaining('/createNote/'),
  });
});

describe.each(['html', 'markdown'] as const)('%s', (kind) => {
  test('tells what was left out, what the time did not suffice for, and what a baseline says', () => {
    const text = written(kind, {
      ...report,
      ...{ complete: false, stopped: 'time' },
      leftOut: [{ operation: 'dropNotes', reason: 'DELETE /notes names no record' }],
      cut: [{ kind: 'values', cases: 3 }],
      leftovers: Array.from({ length: 25 }, (_, index) => ({ resource: 'notes', id: `n${index}`, reason: 'busy' })),
      baseline: {
        ...{ accepted: [{ key: 'a' }], next: [] },
        fixed: [{ key: 'b', title: 'no more leaks' }],
        expired: [{ key: 'c', reason: 'soon', until: '2020-01-01' }],
      },
    }).replaceAll('\\', '');
    for (const told of [
      '1 operation left out; --include NAME calls one all the same',
      'dropNotes: DELETE /notes names no record',
      'Missed: values (3 cases)',
      'notes n19: busy',
      '… and 5 more',
      '1 finding of the baseline came again',
      'no more leaks',
      'c (soon, until 2020-01-01)',
    ])
      expect(text).toContain(told);
  });
});

test.each(['html', 'json', 'markdown', 'sarif', 'junit'] as const)(
  '%s links a finding to what its check asks',
  (kind) => {
    expect(written(kind)).toMatch(/unpkg\.com\/contact-points-kit@[\d.]+\/docs\/checks\.md#rejects-invalid/);
  },
);

describe('GitHub annotations', () => {
  test('one line for each finding, at the lines of the document', () => {
    const lines = githubAnnotations(report).trimEnd().split('\n');
    expect(lines.length).toBe(
      Math.min(10, report.findings.filter(({ severity }) => severity === 'error').length) +
        Math.min(10, report.findings.filter(({ severity }) => severity === 'warning').length),
    );
    for (const line of lines) expect(line).toMatch(/^::(error|warning) (file=notes\.json,line=\d+,)?title=[^:,]+::/);
  });

  test('nothing without findings', () => {
    expect(githubAnnotations({ ...report, findings: [] })).toBe('');
  });
});

describe('console', () => {
  test('groups by operation and ends with coverage and verdict', () => {
    const lines = formatReport(report).trimEnd().split('\n');
    expect(lines).toContain('createNote  POST /notes');
    expect(lines.at(-2)).toMatch(
      /^Covered: [\d.]+ % \(\d+ of \d+\): \d+ of \d+ statuses, \d+ of 3 parameters, \d+ of \d+ constraints\.$/,
    );
    expect(lines.at(-1)).toMatch(/^\d+ errors?, \d+ warnings? on http:\/\/notes\.example: \d+ cases/);
  });

  test('no line of the target can command a terminal or a CI system', () => {
    const text = formatReport(report);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(hostile).toMatch(/^\s*::/m);
  });

  test('colours only when asked', () => {
    expect(formatReport(report, { color: true })).toContain('\u001b[31m');
    expect(formatReport(report)).not.toContain('\u001b');
  });
});

test('GitLab gets an issue for each finding, with a fingerprint of its own and a place in the document', () => {
  const issues = JSON.parse(written('gitlab')) as Record<string, unknown>[];
  expect(issues).toHaveLength(report.findings.length);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  for (const issue of issues) {
    expect(issue).toEqual({
      description: expect.stringMatching(/./),
      check_name: expect.stringMatching(/^[a-z-]+$/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: expect.stringMatching(/^(info|minor|major)$/),
      location: { path: expect.any(String), lines: { begin: expect.any(Number) } },
    });
  }
});
