import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { isJsonObject } from '../json-object';
import type { Problem } from './problems';

/** What a document's example may decide: what is the same for every problem of a kind. */
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
