import { isObject, type Json, type JsonObject, objectOf } from './open-document';
import { ask } from './served';

/** Gives values for the path parameters of an operation that lead to a record; none where no resource is known for its path. */
export type OwnIds = (path: string) => Readonly<Record<string, string>>;

/** A resource as the mock prints it at its start. */
interface Printed {
  readonly name: string;
  readonly id: string;
  readonly parameter: string;
  /** The path parameters before the id. */
  readonly outer: readonly string[];
}

/**
 * Looks up records where a user would who finds no list of them: in what the mock says that it has, as its inspector shows it.
 *
 * @param printed - what the mock printed as it started
 */
export async function readOwnIds(base: string, printed: string): Promise<OwnIds> {
  const resources = printed.split('\n').flatMap((line) => readLine(line) ?? []);
  const answer = await ask(base, { method: 'GET', path: '/__admin/state', headers: {} }, 60_000).catch(() => undefined);
  const state = answer?.status === 200 ? objectOf(JSON.parse(answer.text)) : {};
  const ways = resources.flatMap((resource) => wayTo(resource, state) ?? []);
  return (path) => {
    const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name as string);
    // The innermost parameter that is known tells those around it.
    for (let count = names.length; count > 0; count--) {
      const wanted = names.slice(0, count).join();
      const way = ways.find(({ parameters, noun }) => parameters.join() === wanted && path.includes(`/${noun}/`));
      if (way !== undefined) return way.values;
    }
    return {};
  };
}

function readLine(line: string): Printed | undefined {
  const found = /^ {2}(\S+) .*· id by `([^`]*)`(?: \(\{([^}]*)\}\))?(?: · in ([^·]*?))?(?: ·|$)/.exec(line);
  if (found === null) return undefined;
  const [, name = '', id = '', parameter = id, around = ''] = found;
  return { name, id, parameter, outer: [...around.matchAll(/\{([^}]*)\}/g)].map(([, each]) => each as string) };
}

interface Way {
  readonly noun: string;
  readonly parameters: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** The way to the first record of a resource. */
function wayTo({ name, id, parameter, outer }: Printed, state: JsonObject): Way | undefined {
  const records = objectOf(state.resources)[name];
  const record = Array.isArray(records) ? records[0] : undefined;
  if (!isObject(record) || !isPlain(record[id])) return undefined;
  const own = String(record[id]);
  const told = objectOf(objectOf(objectOf(state.parents)[name])[own]);
  const plain = (text: string): string => text.replaceAll(/[^a-z\d]/gi, '').toLowerCase();
  const values: Record<string, string> = { [parameter]: own };
  for (const each of outer) {
    const held = Object.entries(record).find(([property]) => plain(property) === plain(each))?.[1];
    const value = told[each] ?? held;
    if (!isPlain(value)) return undefined;
    values[each] = String(value);
  }
  return { noun: name.split('.').at(-1) as string, parameters: [...outer, parameter], values };
}

const isPlain = (value: Json | undefined): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
