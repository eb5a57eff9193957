import type { Fault, Row, Tally } from './row';

const columns: readonly (readonly [string, (row: Row) => string | number])[] = [
  ['document', ({ document }) => document],
  ['starts', ({ ours, givenUp }) => (ours.starts ? (givenUp === undefined ? 'yes' : 'given up') : '**no**')],
  ['ms (CPU)', ({ ours }) => (ours.milliseconds === undefined ? '' : `${ours.milliseconds} (${ours.cpu ?? '-'})`)],
  ['MB', ({ ours }) => ours.megabytes ?? ''],
  ['asked of operations', ({ asked, operations }) => `${asked}/${operations}`],
  ['resources (roles)', ({ resources, roles }) => `${resources} (${roles})`],
  ['GET 2xx', ({ ours }) => `${ours.getsAnswered}/${ours.gets}`],
  ['POST 2xx', ({ ours }) => `${ours.postsAnswered}/${ours.posts}`],
  ['4xx', ({ ours }) => ours.refused.length],
  ['5xx', ({ ours }) => ours.failed.length],
  ['invalid', ({ ours }) => ours.invalid.length],
  [
    'second opinion: invalid of judged',
    ({ disputed, judged, opinion }) => (opinion === undefined ? `${disputed.length}/${judged}` : '-'),
  ],
  ['created: read', ({ created, createdRead }) => `${createdRead}/${created}`],
  ['created: listed', ({ createdListed, createdListable }) => `${createdListed}/${createdListable}`],
  ['ids read', ({ ids, idsRead }) => `${idsRead}/${ids}`],
  [
    'findings',
    ({ findings, verified }) =>
      findings === undefined ? '-' : /of/.test(verified ?? '') ? `${findings} (not done)` : findings,
  ],
  ['warnings', ({ warnings }) => warnings],
  ['s', ({ seconds }) => Math.round(seconds)],
];

const peerColumns: readonly (readonly [string, (peer: Tally | undefined) => string | number])[] = [
  ['Prism: starts', (peer) => (peer === undefined ? '-' : peer.starts ? 'yes' : 'no')],
  ['ms', (peer) => peer?.milliseconds ?? ''],
  ['MB', (peer) => peer?.megabytes ?? ''],
  ['GET 2xx', (peer) => (peer === undefined ? '' : `${peer.getsAnswered}/${peer.gets}`)],
  ['POST 2xx', (peer) => (peer === undefined ? '' : `${peer.postsAnswered}/${peer.posts}`)],
  ['4xx', (peer) => peer?.refused.length ?? ''],
  ['5xx', (peer) => peer?.failed.length ?? ''],
  ['invalid', (peer) => peer?.invalid.length ?? ''],
];

/** One line for each document, as Markdown. */
export function tableOf(rows: readonly Row[], withPeer: boolean): string {
  const heads = [...columns, ...(withPeer ? peerColumns : [])].map(([head]) => head);
  const lines = rows.map((row) => [
    ...columns.map(([, cell]) => cell(row)),
    ...(withPeer ? peerColumns.map(([, cell]) => cell(row.peer)) : []),
  ]);
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The faults of all documents, each kind once with how often it was seen, where, and an example. */
export function faultsOf(rows: readonly Row[]): string {
  const refusals = rows
    .filter(({ ours }) => !ours.starts)
    .map(({ document, ours }) => fault(document, firstLines(ours.refusal)));
  const givenUp = rows.flatMap(({ document, givenUp: why }) =>
    why === undefined ? [] : [fault(document, firstLines(why))],
  );
  const kinds: readonly (readonly [string, readonly (Fault & { document: string })[]])[] = [
    ['Does not start', refusals],
    ['Given up', givenUp],
    ['Answers 5xx, or nothing', collect(rows, ({ ours }) => ours.failed)],
    ['Invalid answers', collect(rows, ({ ours }) => ours.invalid)],
    ['Ids of a list that cannot be read', collect(rows, ({ unreadable }) => unreadable)],
    ['Created, but not to be read', collect(rows, ({ unreadCreated }) => unreadCreated)],
    ['Created and read, but not listed', collect(rows, ({ unlisted }) => unlisted)],
    ['Findings of verify on the mock of the same document', collect(rows, ({ found }) => found)],
    ['Invalid by the second opinion only', collect(rows, onlyDisputed)],
    ['Refused (4xx)', collect(rows, ({ ours }) => ours.refused)],
    ['Not asked: no request that fits', collect(rows, ({ unasked }) => unasked)],
  ];
  return kinds
    .filter(([, faults]) => faults.length > 0)
    .map(([title, faults]) => `## ${title}: ${faults.length}\n\n${grouped(faults)}`)
    .join('\n\n');
}

/** What the second opinion takes for invalid and ours does not. */
function onlyDisputed({ disputed, ours }: Row): Fault[] {
  const known = new Set(ours.invalid.map(({ example }) => example));
  return disputed.filter(({ example }) => !known.has(example));
}

const fault = (document: string, reason: string): Fault & { document: string } => ({
  document,
  reason,
  operation: '',
  example: '',
});
const firstLines = (text = ''): string => text.split('\n').slice(0, 4).join(' / ').slice(0, 500);
const collect = (rows: readonly Row[], of: (row: Row) => readonly Fault[]): (Fault & { document: string })[] =>
  rows.flatMap((row) => of(row).map((each) => ({ ...each, document: row.document })));

/** How many kinds of a group are shown. */
const SHOWN = 40;

function grouped(faults: readonly (Fault & { document: string })[]): string {
  const groups = groupBy(faults);
  const sorted = [...groups].toSorted(([, one], [, other]) => other.length - one.length);
  const lines = sorted.slice(0, SHOWN).map(([kind, list]) => {
    const documents = [...new Set(list.map(({ document }) => document))];
    const first = list[0] as Fault;
    const where =
      documents.length > 4
        ? `${documents.slice(0, 4).join(', ')} and ${documents.length - 4} more`
        : documents.join(', ');
    return `- ${list.length} x ${kind} (${where})${first.example === '' ? '' : `\n  - ${first.operation}: \`${oneLine(first.example)}\``}`;
  });
  return [...lines, ...(sorted.length > SHOWN ? [`- and ${sorted.length - SHOWN} kinds more`] : [])].join('\n');
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('`', "'").slice(0, 420);

/** The reason without what differs from case to case. */
const kindOf = ({ reason }: Fault): string =>
  oneLine(reason)
    .replaceAll(/"[^"]{1,80}"|\b[0-9a-f-]{16,}\b/g, '"…"')
    .replaceAll(/\/\d+\b/g, '/0')
    .slice(0, 200);

function groupBy(faults: readonly (Fault & { document: string })[]): Map<string, (Fault & { document: string })[]> {
  const groups = new Map<string, (Fault & { document: string })[]>();
  for (const each of faults) groups.set(kindOf(each), [...(groups.get(kindOf(each)) ?? []), each]);
  return groups;
}
