import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Spec } from '../../openapi/model/model';
import type { InitialRecords, StoredRecord } from '../../store/interface/store';
import { createKeptPlaces, isUploadJson, singletonFaults, UPLOADS } from '../records/kept-objects';

/** Tells of a violation. */
export type Tell = (path: readonly (string | number)[], keyword: string, reason: string) => void;

/**
 * Reads what stands at paths of its own into the records.
 *
 * @returns how many objects are left out
 */
export function readSingletons(
  spec: Spec,
  singletons: JsonObject,
  records: Map<string, InitialRecords>,
  tell: Tell,
): number {
  const placeOf = createKeptPlaces(spec);
  const kept = new Map<string, StoredRecord[]>();
  let left = 0;
  for (const [path, value] of Object.entries(singletons)) {
    const place = placeOf(path);
    if (place === undefined) tell(['singletons', path], 'path', 'must be the path of an object of the document');
    const faults = place === undefined ? [] : singletonFaults(spec, place.singleton, value);
    for (const fault of faults) tell(['singletons', path, ...fault.path], fault.keyword, fault.detail);
    if (place === undefined || faults.length > 0) left++;
    else
      kept.set(place.name, [...(kept.get(place.name) ?? []), { id: place.id, json: JSON.stringify(value), keys: {} }]);
  }
  for (const [name, list] of kept) records.set(name, { count: list.length, recordAt: (index) => list[index]! });
  return left;
}

/**
 * Reads the files that were uploaded into the records.
 *
 * @returns how many files are left out
 */
export function readUploads(uploads: JsonObject, records: Map<string, InitialRecords>, tell: Tell): number {
  const list: StoredRecord[] = [];
  for (const [path, value] of Object.entries(uploads)) {
    if (isUploadJson(value)) list.push({ id: path, json: JSON.stringify(value), keys: {} });
    else tell(['uploads', path], 'upload', 'must have a media type as type, and Base64 as content');
  }
  if (list.length > 0) records.set(UPLOADS, { count: list.length, recordAt: (index) => list[index]! });
  return Object.keys(uploads).length - list.length;
}
