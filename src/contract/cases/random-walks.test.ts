import type { JsonObject } from '../../json-schema/model/json-schema';
import type { WireRequest, WireResponse } from '../exchange/exchange';
import { notesSpec } from '../exchange/given-exchange.test-support';
import type { Finding } from '../findings/finding';
import { verify } from '../verify';
import { randomWalks } from './random-walks';

/** Faults that a test injects into a server of notes. */
interface Spoiled {
  afterCreate?(notes: Map<string, JsonObject>, id: string): void;
  afterRemove?(notes: Map<string, JsonObject>, removals: number): void;
  answer?(response: WireResponse, request: WireRequest): WireResponse;
}

function serve({ afterCreate, afterRemove, answer = (response) => response }: Spoiled = {}) {
  const notes = new Map<string, JsonObject>();
  let [made, removals] = [0, 0];
  const json = (status: number, body: unknown): WireResponse => ({
    status,
    headers: {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      location: '/x',
      etag: '1',
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
    milliseconds: 0,
  });
  const problem = (status: number, violations?: unknown) =>
    json(status, {
      title: 'No',
      status,
      detail: 'This cannot be done.',
      ...(violations === undefined ? {} : { violations }),
    });
  const handle = ({ method, path, body }: WireRequest): WireResponse => {
    const [id = ''] = path.split('/').slice(2);
    if (method === 'POST') {
      const sent = JSON.parse(new TextDecoder().decode(body));
      const validator = notesSpec.schemas.validator(notesSpec.schemas.at('#/components/schemas/NoteInput'), 'request');
      const violations = validator(sent).filter(({ keyword }) => keyword !== 'format' || sent.mail !== '');
      const told = violations.map((each) => ({ property_path: each.path.join('.'), in: 'body', detail: each.detail }));
      if (told.length > 0) return problem(400, told);
      made += 1;
      const note = { id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, mail: null, ...sent };
      notes.set(note.id, note);
      afterCreate?.(notes, note.id);
      return json(201, note);
    }
    if (method === 'GET' && id === '') return json(200, { items: [...notes.values()].slice(0, 50), total: notes.size });
    if (method === 'GET') return notes.has(id) ? json(200, notes.get(id)) : problem(404);
    if (!notes.delete(id)) return problem(404);
    removals += 1;
    afterRemove?.(notes, removals);
    return { status: 204, headers: {}, body: new Uint8Array(), milliseconds: 0 };
  };
  return {
    notes,
    url: 'http://x',
    send: async (request: WireRequest) => answer(handle(request), request),
    close: async () => {},
  };
}

const walk = (spoiled?: Spoiled, options = {}) => {
  const server = serve(spoiled);
  return verify(server, notesSpec, { kinds: [randomWalks], ...options }).then((report) => ({
    report,
    server,
  }));
};
const errors = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');

test.each([1, 2, 3, 4, 5])('a healthy server is left in peace, and clean (seed %i)', async (seed) => {
  const { report, server } = await walk({}, { seed });
  expect(report.findings).toEqual([]);
  expect(report.blocked).toEqual([]);
  expect(report.exchanges).toBeGreaterThan(60);
  expect(server.notes.size).toBe(0);
});

test('does nothing with --fuzz 0', async () => {
  const { report } = await walk({}, { fuzz: 0 });
  expect(report).toMatchObject({ cases: 0, exchanges: 0 });
});

describe('a fault that only a sequence shows', () => {
  // The third record pushes the first one out.
  const spoiled = (): Spoiled => {
    const mine: string[] = [];
    return {
      afterCreate(notes, id) {
        mine.push(id);
        const living = mine.filter((each) => notes.has(each));
        if (living.length > 2) notes.delete(living[0]!);
      },
    };
  };

  const find = async (): Promise<Finding | undefined> => errors((await walk(spoiled())).report.findings)[0];
  let finding: Finding | undefined;
  beforeAll(async () => {
    finding = await find();
  });

  test('is found and cut down to the shortest sequence', () => {
    const { sequence } = finding!;
    const creates = sequence!.commands.filter((line) => line.includes('-X POST'));
    expect(finding).toMatchObject({ check: 'accepts-valid', unstable: false });
    expect(creates).toHaveLength(3);
    // Any further step is one too many; what follows is the look at the records in their order.
    expect(sequence!.commands.length).toBeLessThanOrEqual(5);
    expect(finding!.exchanges).toHaveLength(sequence!.commands.length);
    expect(sequence).toMatchObject({ seed: expect.any(Number), path: expect.stringMatching(/^\d+(:\d+)*$/) });
  });

  test('comes back with the same seed, as the same sequence', async () => {
    const methods = (each: Finding | undefined) => each?.sequence?.commands.map((line) => line.split('notes')[0]);
    expect(methods(await find())).toEqual(methods(finding));
  });
});

test('stops when the target asks to slow down, instead of shrinking', async () => {
  const limited: WireResponse = {
    status: 429,
    headers: { 'retry-after': '0' },
    body: new Uint8Array(),
    milliseconds: 0,
  };
  let sent = 0;
  const { report } = await walk({
    answer: (response) => {
      sent += 1;
      return sent > 20 ? limited : response;
    },
  });
  expect(report.blocked).toHaveLength(1);
  expect(sent).toBeLessThan(150);
}, 30_000);
