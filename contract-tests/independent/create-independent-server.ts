import { createServer, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, problem, write } from './answer';
import type { ContactPoint } from './contact-point';
import { ContactPointList } from './contact-point-list';
import { documentedChoices, type Freedoms } from './freedoms';
import { createGate, grantToken } from './gate';
import { keepBusy } from './keep-busy';
import { bodyViolations, isUuid, readListQuery, toContent } from './violations';

const COLLECTION = '/v2/customers/contact_points';

interface Call {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
}

/**
 * A correct contact points server that shares nothing with the mock: written from the written facts of the API alone, so
 * that a judge agreeing with it agrees with the facts and not with a second copy of its own mistakes.
 *
 * @param given where it differs from the documented choices.
 * @returns a server that does not listen yet.
 */
export function createIndependentServer(given: Partial<Freedoms> = {}): Server {
  const choices: Freedoms = { ...documentedChoices, ...given };
  const list = new ContactPointList(choices.records, choices.order);
  const gate = createGate(choices);
  const notFound = () => problem(choices, 404, 'not-found');

  const shown = (record: ContactPoint) =>
    choices.extraProperties ? { ...record, created_at: '2026-01-01T00:00:00Z', tags: [], revision: 1 } : record;

  function readBody({ request, body }: Call): { value: unknown } | { refusal: Answer } {
    const type = request.headers['content-type']?.replace(/;.*$/, '').trim().toLowerCase();
    const assumed = type === undefined && choices.missingContentType === 'assumed';
    if (type !== 'application/json' && !assumed) {
      return { refusal: problem(choices, choices.wrongContentType, 'unsupported-media-type') };
    }
    if (body.length > choices.largestBody) return { refusal: problem(choices, 413, 'payload-too-large') };
    if (body.length === 0 && choices.emptyBody === 'violations') return { value: {} };
    try {
      return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
    } catch {
      return { refusal: problem(choices, 400, 'malformed-body') };
    }
  }

  function listContactPoints({ url }: Call): Answer {
    const read = readListQuery(url.searchParams, choices, list);
    if ('violations' in read) return problem(choices, 400, 'violations', read);
    const { result, total } = list.page(read.query);
    const query = choices.extraQueryKeys ? { ...read.query, sort: 'default', filters: {} } : read.query;
    const more = choices.extraListMembers && { next: null, took_ms: 3 };
    return { status: 200, body: { query, result: result.map(shown), total, ...more } };
  }

  function createContactPoint(call: Call): Answer {
    const body = readBody(call);
    if ('refusal' in body) return body.refusal;
    const violations = bodyViolations(body.value, choices, list);
    if (violations.length > 0) return problem(choices, 400, 'violations', { violations });
    const record = list.add(toContent(body.value, choices));
    const base = choices.location === 'absolute' ? `http://${call.request.headers.host}` : '';
    const headers: Record<string, string> =
      choices.location === 'none' ? {} : { location: `${base}${COLLECTION}/${record.id}` };
    return { status: 201, headers, body: shown(record) };
  }

  function getContactPoint(id: string): Answer {
    if (!isUuid(id)) return idIsNoUuid([]);
    const record = list.find(id);
    return record ? { status: 200, body: shown(record) } : notFound();
  }

  function updateContactPoint(call: Call, id: string): Answer {
    if (!isUuid(id) && choices.idThatIsNoUuid === 404) return notFound();
    const record = list.find(id);
    if (!record && isUuid(id) && choices.badBodyForUnknownId === 404) return notFound();
    const body = readBody(call);
    if ('refusal' in body) return body.refusal;
    const violations = bodyViolations(body.value, choices, list);
    if (!isUuid(id)) return idIsNoUuid(violations);
    if (violations.length > 0) return problem(choices, 400, 'violations', { violations });
    return record ? { status: 200, body: shown(list.replace(record, toContent(body.value, choices))) } : notFound();
  }

  function deleteContactPoint(id: string): Answer {
    if (!isUuid(id)) return idIsNoUuid([]);
    const record = list.find(id);
    if (!record) return notFound();
    list.remove(record);
    return { status: 204 };
  }

  function idIsNoUuid(others: ReturnType<typeof bodyViolations>): Answer {
    if (choices.idThatIsNoUuid === 404) return notFound();
    const violation = { property_path: 'id', in: 'path', detail: 'Must be a uuid.' } as const;
    return problem(choices, 400, 'violations', { violations: [violation, ...others] });
  }

  function refuseMethod(allowed: string[]): Answer {
    return problem(choices, 405, 'method-not-allowed', { headers: { allow: allowed.join(', ') } });
  }

  function preflight(request: IncomingMessage, allowed: string[]): Answer {
    const allow = allowed.join(', ');
    const headers = {
      allow,
      'access-control-allow-methods': allow,
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'content-type',
    };
    return { status: choices.preflight === 'echo' ? 200 : 204, headers };
  }

  function route(call: Call): Answer {
    const { request, url, body } = call;
    if (choices.auth === 'enforced' && url.pathname === '/oauth2/token' && request.method === 'POST') {
      return grantToken(request, body);
    }
    const refusal = gate(request);
    if (refusal) return refusal;
    const item = url.pathname.startsWith(`${COLLECTION}/`) ? url.pathname.slice(COLLECTION.length + 1) : undefined;
    if (url.pathname !== COLLECTION && (!item || item.includes('/'))) return notFound();
    const reading = choices.head === 'answered' ? ['GET', 'HEAD'] : ['GET'];
    const allowed = [...reading, ...(item ? ['PUT', 'DELETE'] : ['POST']), 'OPTIONS'];
    if (request.method === 'OPTIONS') return preflight(request, allowed);
    if (!allowed.includes(request.method!)) return refuseMethod(allowed);
    const method = request.method === 'HEAD' ? 'GET' : request.method!;
    if (choices.accept === 'negotiated' && !acceptsJson(request.headers.accept)) {
      return problem(choices, 406, 'not-acceptable');
    }
    if (!item) return method === 'GET' ? listContactPoints(call) : createContactPoint(call);
    const id = decode(item);
    if (method === 'GET') return getContactPoint(id);
    return method === 'PUT' ? updateContactPoint(call, id) : deleteContactPoint(id);
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      if (choices.delay > 0) await wait(choices.delay);
      const url = new URL(request.url?.startsWith('/') ? `http://independent${request.url}` : 'http://independent/*');
      write(request, response, route({ request, url, body: Buffer.concat(chunks) }), choices);
    });
  });
  if (choices.busy) {
    server.once('listening', () => server.once('close', keepBusy(list)));
  }
  return server;
}

/**
 * Tests if an Accept header lets `application/json` through: the most specific range that fits decides (RFC 9110 12.5.1).
 * Naming problem+json is enough too, since that is JSON. An empty header says nothing.
 */
function acceptsJson(header?: string): boolean {
  const ranges = (header?.trim() || '*/*').split(',').map((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { type, quality: Number(quality) };
  });
  const find = (type: string) => ranges.find((range) => range.type === type);
  const decisive = find('application/json') ?? find('application/problem+json') ?? find('application/*') ?? find('*/*');
  return (decisive?.quality ?? 0) > 0;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
