import type { Resource } from '../../openapi/model/model';
import { type InitialRecords, keyIn, type RecordFinder } from '../../store/interface/store';
import type { SeededResource } from '../seeding/seeded-resource';
import { parentKey, type RecordCodec } from './record-codec';

/** The records of a resource at the start, as a store takes them; what only their paths say becomes keys. */
export function createInitialRecords(resource: Resource, seeded: SeededResource, codec: RecordCodec): InitialRecords {
  const { count } = seeded;
  const links = new Map(
    resource.parents.flatMap((link) => (link.property === undefined ? [[parentKey(link), link.parameter]] : [])),
  );
  const heldAt = (key: string, parameter: string, index: number): string | undefined =>
    codec.keyOf(key, seeded.parentsAt(index)[parameter]);

  const recordAt: InitialRecords['recordAt'] = (index) => {
    const held: Record<string, string> = {};
    for (const [key, parameter] of links) {
      const value = heldAt(key, parameter, index);
      if (value !== undefined) held[key] = value;
    }
    return codec.encode(seeded.recordAt(index), held);
  };
  const keyAt: RecordFinder['keyAt'] = (key, index, read) => {
    const parameter = links.get(key);
    if (parameter !== undefined) return heldAt(key, parameter, index);
    return seeded.isIndependent ? codec.keyOf(key, seeded.valueAt(key, index)) : keyIn(read(index), key);
  };
  return { count, recordAt, finder: seeded.isFindable ? { indexOf: createIndexOf(seeded, codec), keyAt } : undefined };
}

/** Ids tell their index, or all of them are written down when one is first looked for. */
function createIndexOf(seeded: SeededResource, codec: RecordCodec): RecordFinder['indexOf'] {
  const { count, pinnedCount, idAt, indexOf } = seeded;
  const written = indexOf === undefined ? count : pinnedCount;
  let indexes: ReadonlyMap<string, number> | undefined;
  return (id) => {
    indexes ??= new Map(Array.from({ length: written }, (_, index) => [codec.idOf(idAt(index)!), index]));
    const known = indexes.get(id);
    if (known !== undefined || indexOf === undefined) return known;
    const index = indexOf(id);
    return index !== undefined && index >= written && index < count ? index : undefined;
  };
}
