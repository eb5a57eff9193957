import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Spec } from '../../openapi/model/model';
import type { ErrorBody } from '../../openapi/resources/error-body';
import { changeJson, isError } from '../changes/change-answers';
import { otherSpelling, withoutMember } from '../changes/change-items';
import { bodyOf } from '../changes/change-requests';
import type { FaultInjection } from '../changes/fault-injection';
import type { DriftDefinition } from './drift';
import { changeViolations, shapeFaults } from './error-places';

/** Faults in the violations that errors list. */
export function* violationFaults(spec: Spec, body: ErrorBody): Iterable<DriftDefinition> {
  const [name, path, part, sentence] = [body.list.name, body.place.name, body.part?.name, body.sentence?.name];
  const change = (edit: (violations: JsonObject[], sent: JsonObject) => JsonObject[]): FaultInjection =>
    changeJson(isError, (error, { request }) =>
      changeViolations(error, body, (violations) => edit(violations, bodyOf(request) ?? {})),
    );
  const each = (edit: (violation: JsonObject) => JsonObject): FaultInjection =>
    change((violations) => violations.map(edit));
  const complete = ['violations-complete', 'problem-matches-schema'];
  yield [
    `${name}:only-first`,
    'tells the first of several violations only',
    'violations-complete',
    change((all) => all.slice(0, 1)),
  ];
  yield [
    `${name}:last-missing`,
    'leaves one of several violations out',
    'violations-complete',
    change((all) => all.slice(0, Math.max(1, all.length - 1))),
  ];
  yield [
    `${name}:at-most-three`,
    'tells no more than three violations',
    'violations-complete',
    change((all) => all.slice(0, 3)),
  ];
  yield [`${name}:empty`, 'tells no violation', complete, change(() => [])];
  const none = changeJson(isError, (error) =>
    isJsonObject(error) && Array.isArray(error[name]) ? withoutMember(error, name) : undefined,
  );
  yield [`${name}:missing`, 'does not list violations', complete, none];
  yield [`${name}:twice`, 'tells each violation twice', 'violations-exact', change((all) => [...all, ...all])];
  yield* shapeFaults(spec, body.entry, `${name}.`, each);
  if (sentence !== undefined) {
    yield [
      `${name}.${sentence}:empty`,
      'gives no sentence for a violation',
      'violation-detail',
      each((one) => ({ ...one, [sentence]: '' })),
    ];
    yield [
      `${name}.${sentence}:code`,
      'gives a number for a sentence',
      'violation-detail',
      each((one) => ({ ...one, [sentence]: '1042' })),
    ];
  }
  if (part !== undefined) {
    for (const only of ['body', 'query']) {
      if (!spec.operations.some((operation) => hasFaultsBeside(operation, only))) continue;
      const some = change((all) =>
        all.some((one) => one[part] === only) ? all.filter((one) => one[part] === only) : all,
      );
      yield [
        `${name}:only-${only}`,
        `tells the violations of the ${only} only where there are others`,
        'violations-complete',
        some,
      ];
    }
    const swapped = each((one) => ({ ...one, [part]: one[part] === 'body' ? 'query' : 'body' }));
    yield [`${name}.${part}:other-part`, 'blames the wrong part of the request', 'violations-exact', swapped];
    yield [
      `${name}.${part}:always-body`,
      'blames the body for everything',
      'violations-exact',
      each((one) => ({ ...one, [part]: 'body' })),
    ];
  }
  const named = (edit: (text: string) => string): FaultInjection =>
    each((one) => (typeof one[path] === 'string' ? { ...one, [path]: edit(one[path]) } : one));
  yield [
    `${name}.${path}:prefixed`,
    'puts the part before the name of a property',
    'violations-exact',
    named((text) => `body.${text}`),
  ];
  yield [
    `${name}.${path}:upper-case`,
    'spells properties in upper case',
    'violations-exact',
    named((text) => text.toUpperCase()),
  ];
  yield [`${name}.${path}:other-spelling`, 'spells properties otherwise', 'violations-exact', named(otherSpelling)];
  yield [`${name}.${path}:empty`, 'does not name the property', 'violations-exact', named(() => '')];
  const innocent = change((all, sent) => {
    const blamed = JSON.stringify(all);
    const right = Object.keys(sent).find((key) => !blamed.includes(key));
    const [first] = all;
    if (right === undefined || first === undefined) return all;
    return [
      ...all,
      {
        ...first,
        [path]: String(first[path]).startsWith('#') ? `#/${right}` : right,
        ...(part === undefined ? {} : { [part]: 'body' }),
      },
    ];
  });
  yield [`${name}:innocent`, 'blames a property that is right', 'violations-exact', innocent];
}

/** Tells whether a request can break something in a part and something elsewhere at once. */
function hasFaultsBeside({ body, parameters }: Operation, part: string): boolean {
  const parts = new Set<string>(parameters.map((parameter) => parameter.in));
  if (body !== undefined) parts.add('body');
  return parts.has(part) && parts.size > 1;
}
