import { Slices } from '../../store/interface/slices';
import type { Store, StoredRecord } from '../../store/interface/store';
import type { DataModel } from '../records/data-model';
import { keptPath, keptSingletons, UPLOADS } from '../records/kept-objects';
import { parentKey } from '../records/record-codec';

/** The records that are read at once: few where they are made while they are read, many where each page is a way to another process. */
const FEW = 8;
const MANY = 500;

/** Characters of a piece of text. */
const PIECE = 65_536;

/**
 * Writes all data of a session as the JSON text of a state, piece by piece. Records are remembered as JSON, so that this copies texts
 * and nothing else. It is the state of the moment when the first piece is asked for, as far as the store can hold one.
 *
 * @param lastNumbers - the highest number that was given to a record, by resource
 */
export async function* writeState(
  { spec, recorded }: Pick<DataModel, 'spec' | 'recorded'>,
  store: Store,
  lastNumbers: ReadonlyMap<string, number>,
): AsyncGenerator<string, void, undefined> {
  const frozen = store.frozen?.() ?? store;
  const numbers = [...lastNumbers];
  const parents: string[] = [];
  let text = '{"resources":{';
  for (const [index, resource] of recorded.entries()) {
    const links = resource.parents.filter(({ property }) => property === undefined);
    const held: string[] = [];
    let separator = '';
    text += `${index === 0 ? '' : ',\n'}${JSON.stringify(resource.name)}:[`;
    for await (const records of pagesOf(frozen, resource.name)) {
      for (const { id, json, keys } of records) {
        text += separator + json;
        separator = ',\n';
        if (links.length === 0) continue;
        const values = links.flatMap((link) => {
          const value = keys[parentKey(link)];
          // What is seen through another path may not hang on anything there.
          return value === undefined && link.view !== undefined ? [] : [[link.parameter, value ?? '']];
        });
        held.push(`${JSON.stringify(id)}:${JSON.stringify(Object.fromEntries(values))}`);
      }
      if (text.length < PIECE) continue;
      yield text;
      text = '';
    }
    text += ']';
    if (links.length > 0) parents.push(`${JSON.stringify(resource.name)}:{`, held.join(','), '},');
  }
  yield `${text}}`;
  const singletons: string[] = [];
  for (const [name, { entry }] of keptSingletons(spec)) {
    for await (const records of pagesOf(frozen, name)) {
      for (const { id, json } of records) singletons.push(`${JSON.stringify(keptPath(entry, id))}:${json}`);
    }
  }
  if (singletons.length > 0) yield `,\n"singletons":{${singletons.join(',\n')}}`;
  let separator = ',\n"uploads":{';
  for await (const records of pagesOf(frozen, UPLOADS)) {
    for (const { id, json } of records) {
      yield `${separator}${JSON.stringify(id)}:${json}`;
      separator = ',\n';
    }
  }
  if (separator === ',\n') yield '}';
  if (parents.length > 0) {
    yield ',\n"parents":{';
    parents.push(parents.pop()!.slice(0, -1));
    yield* parents;
    yield '}';
  }
  if (numbers.length > 0) yield `,\n"last_numbers":${JSON.stringify(Object.fromEntries(numbers))}`;
  yield '}';
}

/** Joins the pieces of a text. */
export async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Reads all records of a resource, in the order of creation, without keeping others waiting. */
async function* pagesOf(
  store: Pick<Store, 'page' | 'frozen'>,
  resource: string,
): AsyncGenerator<readonly StoredRecord[]> {
  const slices = new Slices();
  const limit = store.frozen === undefined ? MANY : FEW;
  for (let offset = 0; ; ) {
    const { items, total } = await store.page(resource, {}, offset, limit);
    if (items.length > 0) yield items;
    offset += items.length;
    if (items.length === 0 || offset >= total) return;
    if (slices.isOver) await slices.next();
  }
}
