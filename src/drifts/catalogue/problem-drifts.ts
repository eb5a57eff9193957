import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { changeAnswersThat, changeJson, isError, withHeader } from '../changes/change-answers';
import type { FaultInjection } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';
import { changeSentence, type ErrorPlaces, errorPlaces, shapeFaults } from './error-places';
import { violationFaults } from './violation-drifts';

/** Texts by which programs show their inside. */
const LEAKS: readonly (readonly [name: string, title: string, text: string])[] = [
  ['stack-trace', 'shows a stack trace', 'TypeError: x is undefined\n    at handle (/srv/app/src/routes.js:42:13)'],
  ['java-trace', 'shows a stack trace', 'java.lang.NullPointerException\n\tat com.example.Api.get(Api.java:42)'],
  [
    'python-trace',
    'shows a stack trace',
    'Traceback (most recent call last):\n  File "/srv/app/views.py", line 42, in get',
  ],
  ['sql', 'shows a statement of its database', 'near "x": SELECT id, name FROM records WHERE id = 42'],
  [
    'database-error',
    'shows a message of its database',
    'duplicate key value violates unique constraint "records_pkey"',
  ],
  ['file-path', 'shows where its files are', 'cannot read /var/www/api/config/settings.json'],
];

/** The shape of errors, and what they say. */
export function problemDrifts(spec: Spec): Drift[] {
  const places = errorPlaces(spec);
  if (places === undefined) return [];
  const ofViolations = places.body === undefined ? [] : violationFaults(spec, places.body);
  const rows = [...memberFaults(spec, places), ...sayingFaults(spec), ...ofViolations];
  return defineDrifts('problem', rows);
}

function* memberFaults(spec: Spec, { schema }: ErrorPlaces): Iterable<DriftDefinition> {
  const change = (edit: (error: JsonObject) => JsonObject): FaultInjection =>
    changeJson(isError, (body) => (isJsonObject(body) ? edit(body) : undefined));
  yield* shapeFaults(spec, schema, 'error.', change);
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    const inside = (edit: (error: JsonObject) => JsonObject): FaultInjection =>
      change((error) => (isJsonObject(error[name]) ? { ...error, [name]: edit(error[name]) } : error));
    yield* shapeFaults(spec, property, `error.${name}.`, inside);
  }
}

function* sayingFaults(spec: Spec): Iterable<DriftDefinition> {
  const types = new Set(
    spec.operations
      .flatMap(({ responses }) => responses)
      .flatMap(({ mediaTypes }) => mediaTypes.map(({ name }) => name)),
  );
  if (types.has('application/problem+json')) {
    const plain = changeAnswersThat(isError, (answer) => withHeader(answer, 'content-type', 'application/json'));
    yield ['error:plain-json', 'calls its errors application/json', 'media-type-documented', plain];
    const always = changeJson(isError, (body) =>
      isJsonObject(body) ? { ...body, status: body.status === 400 ? 422 : 400 } : undefined,
    );
    for (const name of ['title', 'detail']) {
      const mute = changeJson(isError, (body) => (isJsonObject(body) ? { ...body, [name]: '' } : undefined));
      yield [`error.${name}:empty`, `leaves the ${name} of errors empty`, 'problem-readable', mute];
    }
    yield ['error.status:not-the-status', 'tells another status in errors', 'problem-status', always];
  }
  const page = changeAnswersThat(
    (answer) => isError(answer) && answer.body !== undefined,
    (answer) => ({
      ...withHeader(answer, 'content-type', 'text/html'),
      body: '<!DOCTYPE html><html><body><h1>Error</h1></body></html>',
    }),
  );
  yield ['error:html', 'answers errors with a page', ['media-type-documented', 'no-leak'], page];
  const empty = changeAnswersThat(isError, (answer) => ({ ...answer, body: '' }));
  yield ['error:no-body', 'answers errors without a body', 'body-presence', empty];
  for (const [name, title, text] of LEAKS) {
    const leak = changeJson(isError, (body) => changeSentence(body, () => text));
    yield [`error:leaks-${name}`, `${title} in errors`, 'no-leak', leak];
  }
}
