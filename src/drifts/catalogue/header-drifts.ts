import type { Spec } from '../../openapi/model/model';
import { changeAnswers, changeAnswersThat, isSuccess, withHeader, withoutHeader } from '../changes/change-answers';
import type { FaultInjection } from '../changes/fault-injection';
import { scopesOf } from '../changes/scopes';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Header fields: missing, or saying something that is not so. */
export function headerDrifts(spec: Spec): Drift[] {
  return defineDrifts('header', [
    ...typeFaults(),
    ...documentedFaults(spec),
    ...locationFaults(spec),
    ...allowFaults(),
  ]);
}

function* typeFaults(): Iterable<DriftDefinition> {
  const type = (applies: (status: number) => boolean, value: string): FaultInjection =>
    changeAnswersThat(
      ({ status, body }) => applies(status) && body !== undefined,
      (answer) => withHeader(answer, 'content-type', value),
    );
  const check = 'media-type-documented';
  const good = (status: number) => status < 400;
  const bad = (status: number) => status >= 400;
  yield ['content-type:text-plain', 'calls its JSON text/plain', check, type(good, 'text/plain; charset=utf-8')];
  yield ['content-type:text-html', 'calls its JSON text/html', check, type(good, 'text/html')];
  yield ['content-type:vendor', 'calls its JSON by a name of its own', check, type(good, 'application/vnd.api+json')];
  yield ['errors.content-type:text-plain', 'calls its errors text/plain', check, type(bad, 'text/plain')];
  const none = changeAnswersThat(isSuccess, (answer) => withoutHeader(answer, 'content-type'));
  yield ['content-type:missing', 'does not say what its bodies are', check, none];
  const length = changeAnswersThat(
    ({ body }) => body !== undefined,
    (answer) => withHeader(answer, 'content-length', String(Buffer.byteLength(answer.body!) + 7)),
  );
  yield ['content-length:too-long', 'announces more bytes than it sends', 'complete-response', length];
  const own = changeAnswersThat(isSuccess, (answer) => withHeader(answer, 'internal-node', '7'));
  yield ['header:undocumented', 'sends a header field of its own', 'headers-documented', own];
}

function* documentedFaults(spec: Spec): Iterable<DriftDefinition> {
  for (const { prefix, operations } of scopesOf(spec)) {
    for (const operation of operations) {
      for (const { status, headers } of operation.responses) {
        if (!status.startsWith('2')) continue;
        for (const { name, required } of headers) {
          const lower = name.toLowerCase();
          if (!required || lower === 'location') continue;
          const drop = changeAnswersThat(
            (answer, asked) => isSuccess(answer) && asked.operation?.pointer === operation.pointer,
            (answer) => withoutHeader(answer, lower),
          );
          yield [`${prefix}header.${lower}:missing`, `sends no ${name}`, 'required-headers', drop];
        }
      }
    }
  }
}

function* locationFaults(spec: Spec): Iterable<DriftDefinition> {
  const creates = spec.operations.filter(({ responses }) => responses.some(({ status }) => status === '201'));
  if (creates.length === 0) return;
  const created = (change: (location: string) => string | undefined): FaultInjection =>
    changeAnswersThat(
      ({ status, headers }) => status === 201 && headers.location !== undefined,
      (answer) => {
        const location = change(answer.headers.location!);
        return location === undefined ? withoutHeader(answer, 'location') : withHeader(answer, 'location', location);
      },
    );
  yield ['location:missing', 'does not say where a new record is', 'location-given', created(() => undefined)];
  const leads = 'location-leads';
  yield ['location:collection', 'sends Location to the collection', leads, created((at) => at.replace(/\/[^/]+$/, ''))];
  yield ['location:other-path', 'sends Location to a path that is not there', leads, created((at) => `/internal${at}`)];
  const previous = changeAnswers(() => {
    let last: string | undefined;
    return (answer) => {
      const { location } = answer.headers;
      if (answer.status !== 201 || location === undefined) return answer;
      const before = last ?? location;
      last = location;
      return withHeader(answer, 'location', before);
    };
  });
  yield ['location:previous', 'sends Location to the record created before', leads, previous];
}

function* allowFaults(): Iterable<DriftDefinition> {
  const allow = (change: (methods: string[], refused: string) => string[] | undefined): FaultInjection =>
    changeAnswersThat(
      ({ status }) => status === 405,
      (answer, { request }) => {
        const methods = change((answer.headers.allow ?? '').split(', '), request.method);
        return methods === undefined ? withoutHeader(answer, 'allow') : withHeader(answer, 'allow', methods.join(', '));
      },
    );
  yield [
    'allow:missing',
    'refuses a method without saying which there are',
    'required-headers',
    allow(() => undefined),
  ];
  const get = allow(() => ['OPTIONS']);
  yield ['allow:incomplete', 'leaves methods out of Allow', 'allow-lists-methods', get];
  const all = allow((methods, refused) => [...methods, refused]);
  yield ['allow:refused-method', 'lists the refused method in Allow', 'allow-lists-methods', all];
}
