import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../src/contract/checks/all-checks';
import { shorten } from '../src/contract/exchange/describe-value';
import { caseKinds } from '../src/contract/plan/plan-cases';
import { headline, oneLine } from '../src/contract/reports/content/finding-text';
import { verify } from '../src/contract/verify';
import type { Drift } from '../src/drifts/catalogue/drift';
import { createDriftingMock } from '../src/drifts/create-drifting-mock';
import { listDrifts } from '../src/drifts/list-drifts';
import { loadSpec } from '../src/openapi/load-spec';
import type { Spec } from '../src/openapi/model/model';
import { CREDENTIALS, loginDrifts } from './judge/guard';
import { DOCUMENTS } from './judge/task';
import { createWireTarget } from './judge/wire-target';

const ROOT = join(__dirname, '..');
const RECORDS = 60;

/** Doc comments of the files of a folder, by the first of the names that stands below each. */
function commentsOf(folder: string, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(join(ROOT, folder)).filter((name) => /(?<!\.test)\.ts$/.test(name))) {
    const [, ...parts] = readFileSync(join(ROOT, folder, file), 'utf8').split('/**');
    for (const part of parts) {
      const [comment = '', code = ''] = part.split('*/');
      const name = [...code.matchAll(/'([a-z-]+)'/g)].map(([, each]) => each!).find((each) => names.has(each));
      if (name !== undefined && !found.has(name)) found.set(name, sentences(comment));
    }
  }
  return found;
}

function sentences(comment: string): string {
  const [text = ''] = comment.replace(/\n\s*\* ?/g, '\n').split(/\n\s*(?:\n|@)/);
  return text
    .replace(/\{@link (?:\S*\.)?(\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Proof {
  readonly spec: Spec;
  readonly drift: Drift;
}

/** The drifts that prove each check, those of the shipped document before others. */
function proofs(): ReadonlyMap<string, readonly Proof[]> {
  const specs = DOCUMENTS.map((document) => loadSpec(join(ROOT, document)));
  const all = specs.flatMap((spec) => listDrifts(spec).map((drift): Proof => ({ spec, drift })));
  const found = new Map<string, Proof[]>();
  for (const proof of [...all, ...loginDrifts.map((drift): Proof => ({ spec: specs[0]!, drift }))]) {
    for (const check of proof.drift.check) found.set(check, [...(found.get(check) ?? []), proof]);
  }
  return found;
}

/** Example findings by check, as the page shows them. */
export type Examples = ReadonlyMap<string, string>;

/** Reads the examples of a page that was written before. */
export function readExamples(page: string): Examples {
  return new Map(
    [...page.matchAll(/^### `([a-z-]+)`\n(?:(?!^### )[\s\S])*?```text\n([\s\S]*?)\n```/gm)].map(([, name, text]) => [
      name!,
      text!,
    ]),
  );
}

/** Drifts of each document that are tried for an example; not every one shows a check in the document that it is of. */
const TRIED = 4;

/** Makes an example finding for each check that has none: of a mock with a drift that proves it. */
export async function makeExamples(known: Examples): Promise<Examples> {
  const examples = new Map(known);
  for (const [check, all] of proofs()) {
    const specs = [...new Set(all.map(({ spec }) => spec))];
    const few = specs.flatMap((spec) => all.filter((each) => each.spec === spec).slice(0, TRIED));
    for (const proof of few) {
      if (!examples.has(check)) await makeExample(check, proof).then((text) => text && examples.set(check, text));
    }
  }
  return examples;
}

async function makeExample(check: string, { spec, drift }: Proof): Promise<string | undefined> {
  const mock = createDriftingMock({ spec, count: RECORDS }, [drift]);
  const target = createWireTarget(async (request) => mock.handle(request));
  const { findings, notes } = await verify(target, spec, {
    ignored: allChecks.map(({ name }) => name).filter((name) => name !== check),
    ...{ bail: 1, retries: 0 },
    headers: loginDrifts.includes(drift) ? CREDENTIALS : {},
  });
  const finding = [...findings, ...notes].find((each) => each.check === check);
  if (finding === undefined) return undefined;
  const [promised, received] = [finding.promised, finding.received].map((text) => oneLine(shorten(text, 160)));
  return `${headline(finding)}\n- promised  ${promised}\n+ received  ${received}`;
}

/** Writes the page of all checks and kinds of cases. */
export function checksPage(examples: Examples): string {
  const asks = commentsOf('src/contract/checks', new Set(allChecks.map(({ name }) => name)));
  const kinds = commentsOf('src/contract/cases', new Set(caseKinds.map(({ name }) => name)));
  const proven = proofs();
  const sections = allChecks.map(({ name, severity, basis }) => {
    const [proof] = proven.get(name) ?? [];
    const example = examples.get(name);
    return [
      `### \`${name}\``,
      asks.get(name) ?? '',
      `A${severity === 'error' ? 'n' : ''} ${severity}. Stands on ${basis}.` +
        (proof === undefined ? '' : ` Proved by the drift \`${proof.drift.name}\`: ${proof.drift.title}.`),
      ...(example === undefined ? [] : [`\`\`\`text\n${example}\n\`\`\``]),
    ].join('\n\n');
  });
  const rows = caseKinds.map(({ name }) => `| \`${name}\` | ${(kinds.get(name) ?? '').replaceAll('|', '\\|')} |`);
  return `${[
    '# Checks',
    '<!-- Written by `npm run generate`, from the doc comments of the checks and kinds of cases. -->',
    'Each finding of `verify` names the check that saw it. `--only` and `--skip` take these names, and `checks` of the ' +
      'configuration file gives a check another severity: [verify.md](verify.md#working-with-the-verdict). The severity is the usual ' +
      'one: where only prose, a SHOULD or a habit speaks against an answer, a finding is a warning. Each check is proved by a ' +
      '*drift*, a mock that breaks the contract in one way.',
    '## What is asked: the kinds of cases',
    ['| Kind | |', '|---|---|', ...rows].join('\n'),
    '## What has to hold: the checks',
    ...sections,
  ].join('\n\n')}\n`;
}
