import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Report } from '../src/contract/reports/content/report';
import { verify } from '../src/contract/verify';
import { createMock } from '../src/mock/create-mock';
import { loadSpec } from '../src/openapi/load-spec';
import { createWireTarget } from './judge/wire-target';
import { type Dispute, disagreements } from './second-opinion/disagreements';
import { createOpinion, type GivenAnswer, type Opinion, type SentRequest } from './second-opinion/opinion';

const root = join(__dirname, '..');
const documents = [
  'spec/contact-points.yaml',
  ...readdirSync(join(root, 'fixtures/specs')).map((name) => `fixtures/specs/${name}`),
];

/** Statuses by which the mock says that a request breaks the document. */
const REFUSED = [400, 415, 422];

/** Statuses that say nothing of the request's values: there is no such record, method, or type to answer in, or it is too large. */
const OF_OTHER_THINGS = [404, 405, 406, 409, 413];

interface Recorded {
  readonly request: SentRequest;
  readonly answer: GivenAnswer;
}

/** Sends everything that the suite sends, valid and faulty, to a mock. */
async function record(document: string): Promise<{ report: Report; recorded: Recorded[] }> {
  const spec = loadSpec(join(root, document));
  const mock = createMock({ spec, count: 60 });
  const target = createWireTarget(async (request) => mock.handle(request));
  const recorded: Recorded[] = [];
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const send: typeof target.send = async (request) => {
    const answer = await target.send(request);
    const { body, ...rest } = request;
    recorded.push({
      request: body === undefined ? rest : { ...rest, body: text(body) },
      answer: { status: answer.status, headers: new Headers(answer.headers), text: text(answer.body) },
    });
    return answer;
  };
  return { report: await verify({ ...target, send }, spec), recorded };
}

/** Asks once of each message, as the same ones come again and again and the judge is slow. */
function askedOnce(opinion: Opinion): Opinion {
  const known = new Map<string, readonly string[] | undefined>();
  const once = (key: string, ask: () => readonly string[] | undefined): readonly string[] | undefined => {
    if (!known.has(key)) known.set(key, ask());
    return known.get(key);
  };
  return {
    ofRequest: (asked, request) => once(JSON.stringify([asked, request]), () => opinion.ofRequest(asked, request)),
    ofAnswer: (asked, answer) =>
      once(JSON.stringify([asked, answer.status, [...answer.headers], answer.text]), () =>
        opinion.ofAnswer(asked, answer),
      ),
  };
}

/** Finds the operation of a request by the document's own words. */
function finderOf(document: { paths: Record<string, object> }) {
  const templates = Object.entries(document.paths).flatMap(([template, item]) => {
    const literal = template.replaceAll('.', '\\.').replaceAll(/\{[^}]*\}/g, '[^/]+');
    return Object.keys(item).map((method) => ({ method, template, pattern: new RegExp(`^${literal}$`) }));
  });
  return ({ method, path }: SentRequest) =>
    templates.find((each) => each.method === method.toLowerCase() && each.pattern.test(path.split('?')[0] ?? ''));
}

describe.each(documents)('on the mock of %s', (document) => {
  const asked: Recorded[] = [];
  const disputes: Dispute[] = [];
  let report: Report;

  beforeAll(async () => {
    const source = parse(readFileSync(join(root, document), 'utf8'));
    const opinion = askedOnce(await createOpinion(source));
    const find = finderOf(source);
    const run = await record(document);
    report = run.report;
    for (const { request, answer } of run.recorded) {
      const operation = find(request);
      if (operation === undefined) continue;
      asked.push({ request, answer });
      const ofAnswer = opinion.ofAnswer(operation, answer) ?? ['unknown operation'];
      if (ofAnswer.length > 0) disputes.push({ request, answer, theirs: ofAnswer, isStricter: false });
      if (OF_OTHER_THINGS.includes(answer.status)) continue;
      const ofRequest = opinion.ofRequest(operation, request) ?? ['unknown operation'];
      const isRefused = REFUSED.includes(answer.status);
      if (isRefused !== ofRequest.length > 0)
        disputes.push({ request, answer, theirs: ofRequest, isStricter: isRefused });
    }
    // A whole run; a busy machine takes its time.
  }, 300_000);

  test('the kit finds nothing', () => expect(report.findings).toEqual([]));

  // The others have what cannot be removed, or not be tried without harm.
  if (['spec/contact-points.yaml', 'fixtures/specs/repair-shop.yaml'].includes(document)) {
    test('the kit tries everything, and leaves nothing behind', () => {
      expect(report.blocked).toEqual([]);
      expect(report.leftovers).toEqual([]);
      expect(report.cases).toBeGreaterThan(400);
      const parameters = report.coverage.operations.flatMap(({ items }) =>
        items.filter(({ kind }) => kind === 'parameter'),
      );
      expect(parameters.filter(({ covered }) => !covered).map(({ name }) => name)).toEqual([]);
      expect(report.coverage.percent).toBeGreaterThan(75);
    });
  }

  test('Prism agrees on every request and every answer, but for what is known', () => {
    const unknown = disputes.filter((dispute) => {
      return !disagreements.some(({ covers }) => covers(dispute));
    });
    const told = unknown.map(({ request, answer, theirs }) => [request.method, request.path, answer.status, theirs[0]]);
    expect(told.slice(0, 20)).toEqual([]);
  });

  test('Prism was asked about many, valid and faulty', () => {
    const refused = asked.filter(({ answer }) => REFUSED.includes(answer.status));
    expect(asked.length).toBeGreaterThan(500);
    expect(refused.length).toBeGreaterThan(100);
    expect(disputes.length).toBeLessThan(asked.length / 2);
  });
});

describe('the second opinion', () => {
  const answerOf = (body: object, status = 200): GivenAnswer => ({
    ...{ status, headers: new Headers({ 'content-type': 'application/json' }), text: JSON.stringify(body) },
  });
  const good = { id: 1, title: 'a', author: 'b', language: 'en', price: 1 };
  const books = { method: 'get', template: '/books/{bookId}' };

  test.each([
    ['a book', answerOf(good), 0],
    ['a book without a title', answerOf({ ...good, title: undefined }), 1],
    ['a book with a price that is a text', answerOf({ ...good, price: 'much' }), 1],
    ['a status that is not documented', answerOf(good, 299), 1],
  ])('says of %s what is wrong', async (_, answer, count) => {
    const opinion = await createOpinion(parse(readFileSync(join(root, 'fixtures/specs/bookshop.yaml'), 'utf8')));
    expect(opinion.ofAnswer(books, answer)).toHaveLength(count);
  });
});
