import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../json-schema/json-schema';
import { parsePointer } from '../../../json-schema/pointer';
import { compilePathGlob } from '../../messages/path-glob';
import type { Expected, RuleMatch } from '../rule';
import type { RuleSubject } from './rule-subject';

/** Tells whether a rule is for a request. */
export type Matcher = (subject: RuleSubject) => boolean;

/**
 * Prepares the conditions of a rule, the cheap ones first. No condition at all is every request.
 *
 * @throws {@link ../../schema/pointer.PointerError} for a malformed JSON Pointer
 * @example compileMatch({ path: '/notes/*', method: 'get' })
 */
export function compileMatch({ operation, method, path, query, header, body }: RuleMatch): Matcher {
  const conditions: Matcher[] = [];
  if (method !== undefined) {
    const wanted = method.toUpperCase();
    conditions.push((subject) => subject.method === wanted);
  }
  if (operation !== undefined) conditions.push((subject) => subject.operation === operation);
  if (path !== undefined) {
    const isMeant = compilePathGlob(path);
    conditions.push(({ template, paths }) => template === path || paths.some((each) => isMeant(each)));
  }
  for (const [name, wanted] of Object.entries(header ?? {})) {
    conditions.push((subject) => isExpected(wanted, [subject.header(name) ?? []].flat()));
  }
  for (const [name, wanted] of Object.entries(query ?? {})) {
    conditions.push((subject) => isExpected(wanted, subject.query(name)));
  }
  for (const [place, wanted] of Object.entries(body ?? {})) {
    const steps = stepsOf(place);
    conditions.push((subject) => isDeepStrictEqual(valueIn(subject.body(), steps), wanted));
  }
  return (subject) => conditions.every((holds) => holds(subject));
}

function isExpected(wanted: Expected, given: readonly string[]): boolean {
  return wanted === null ? given.length === 0 : given.includes(String(wanted));
}

function stepsOf(place: string): string[] {
  if (place === '' || place.startsWith('/')) return parsePointer(place);
  return place
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');
}

function valueIn(body: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
  let value = body;
  for (const step of steps) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, JsonValue>)[step];
  }
  return value;
}
