import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Schemas } from '../../json-schema/model/schemas';
import type { MediaTypeSpec } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { itemsOf, propertiesOf, typesOf } from '../../openapi/model/schema-facts';
import { isJson } from '../../openapi/operations/media-types';
import type { Problem } from './problems';

/** Members that a document's example may decide: what is the same for every problem of a kind. */
const DECIDED: Readonly<Record<string, 'type' | 'title' | 'code'>> = {
  type: 'type',
  title: 'title',
  code: 'code',
  errorcode: 'code',
};

/**
 * Takes over from the documented example of a problem what is the same for every problem of its kind: type, title, code.
 *
 * An example speaks of a problem when it is named like its kind or has its type; the only example of a response does,
 * unless it says another status.
 *
 * @param mediaType - the documented error body
 * @param isShared - whether the same examples stand at responses of other statuses, so that they prove nothing
 */
export function wordedLikeExample(problem: Problem, mediaType: MediaTypeSpec, isShared: boolean): Problem {
  const values = examplesOf(mediaType);
  const named = values.find(({ name, words }) => name === problem.kind || words.type === problem.type);
  const [only] = values;
  const chosen =
    named ?? (values.length === 1 && only !== undefined && speaksOf(only.words, problem, isShared) ? only : undefined);
  if (chosen === undefined) return problem;
  const { type = problem.type, title = problem.title, code = problem.code } = chosen.words;
  return { ...problem, type, title, code };
}

interface NamedWords {
  readonly name: string;
  readonly words: ExampleWords;
}

const known = new WeakMap<MediaTypeSpec, readonly NamedWords[]>();

function examplesOf(mediaType: MediaTypeSpec): readonly NamedWords[] {
  let values = known.get(mediaType);
  if (values === undefined) {
    values = mediaType.examples.map(({ name, value }) => ({ name, words: wordsIn(value, 0) }));
    known.set(mediaType, values);
  }
  return values;
}

interface ExampleWords {
  type?: string;
  title?: string;
  code?: string;
  status?: number;
}

function speaksOf(words: ExampleWords, problem: Problem, isShared: boolean): boolean {
  if (words.type?.startsWith('/problems/')) return false;
  return words.status === undefined ? !isShared : words.status === problem.status;
}

function wordsIn(value: JsonValue, depth: number): ExampleWords {
  const words: ExampleWords = {};
  if (!isJsonObject(value) || depth > 1) return words;
  for (const [name, member] of Object.entries(value)) {
    const decided = DECIDED[normalizeName(name)];
    if (decided !== undefined && typeof member === 'string') words[decided] = member;
    else if (normalizeName(name) === 'status' && typeof member === 'number') words.status = member;
    else Object.assign(words, wordsIn(member, depth + 1));
  }
  return words;
}

/** Members of problem details (RFC 9457); an example with two of them is one. */
const PROBLEM_MEMBERS = ['type', 'title', 'status', 'detail'];

/** The names of members that repeat the status of the answer. */
const STATUS_NAMES: ReadonlySet<string> = new Set([
  'status',
  'statuscode',
  'httpstatus',
  'httpcode',
  'httpstatuscode',
  'code',
]);

/**
 * The body of an error that the document describes by examples only: the one that is named like the problem or has its status,
 * else the first, with the true status.
 *
 * @returns undefined where there is no example, where the schema of a JSON error says more, or where it is problem details, which are written anew
 */
export function exampleBody(schemas: Schemas, problem: Problem, mediaType: MediaTypeSpec): JsonValue | undefined {
  const { schema, examples } = mediaType;
  const isOpen =
    schema === undefined ||
    (propertiesOf(schemas, schema).size === 0 &&
      itemsOf(schemas, schema) === undefined &&
      schemas.below(schema, 'additionalProperties') === undefined &&
      [...typesOf(schemas, schema)].every((type) => type === 'object'));
  if (examples.length === 0) {
    const own = schema?.schema.examples?.[0] ?? schema?.schema.example;
    return isJson(mediaType.name) || typeof own !== 'string' ? undefined : own;
  }
  if (!isOpen && isJson(mediaType.name)) return undefined;
  const values = examplesOf(mediaType);
  const at = values.findIndex(({ name, words }) => name === problem.kind || words.type === problem.type);
  const same = values.findIndex(({ words }) => words.status === problem.status);
  const { value } = examples[at !== -1 ? at : Math.max(0, same)]!;
  if (!isJsonObject(value)) return value;
  if (PROBLEM_MEMBERS.filter((name) => value[name] !== undefined).length > 1) return undefined;
  return withStatus(value, problem.status);
}

function withStatus(value: JsonObject, status: number): JsonObject {
  const isStatus = (member: JsonValue): boolean => typeof member === 'number' && member >= 100 && member <= 599;
  const entries = Object.entries(value).map(([name, member]): [string, JsonValue] => [
    name,
    STATUS_NAMES.has(normalizeName(name)) && isStatus(member) ? status : member,
  ]);
  return Object.fromEntries(entries);
}
