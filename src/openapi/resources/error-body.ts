import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { firstNamed, type NameTable, normalizeName } from '../model/names';
import { itemsOf, propertiesOf, schemaParts, typesOf } from '../model/schema-facts';

/**
 * The meanings that a member of a violation can have: its `place` (`items[0].name`), the name of a `parameter`, the place as
 * a JSON `pointer` or as a list of `steps` (`["body", "name"]`), the `part` of the request (`query`), a place or a part as
 * the schema allows (`placeOrPart`), a `sentence` for a person, the `rule` that is broken.
 */
export type ViolationMeaning =
  | 'place'
  | 'parameter'
  | 'pointer'
  | 'steps'
  | 'part'
  | 'placeOrPart'
  | 'sentence'
  | 'rule';

const PATH_NAMES: NameTable = ['path', 'field', 'fieldname', 'property', 'propertyname', 'attribute'];
const BARE_NAMES: NameTable = ['param', 'paramname', 'name', 'argument', 'subject', 'target', 'key'];

/** The names by which error bodies call the members of a violation; the earlier, the surer. */
export const VIOLATION_NAMES: Readonly<Record<ViolationMeaning, NameTable>> = {
  place: ['propertypath', ...PATH_NAMES, ...BARE_NAMES],
  parameter: ['parameter', 'parametername', 'queryparameter'],
  pointer: ['pointer', 'jsonpointer', 'instancepath', 'datapath'],
  steps: ['loc'],
  part: ['in', 'where', 'part', 'origin'],
  placeOrPart: ['location', 'source'],
  sentence: [
    ...['detail', 'message', 'msg', 'reason', 'description', 'text', 'details', 'errormessage', 'error', 'title'],
  ],
  rule: ['code', 'errorcode', 'rule', 'keyword', 'constraint', 'type', 'kind'],
};

/** The names by which error bodies call the list of violations; the earlier, the surer (RFC 9457 gives `errors`). */
const VIOLATION_LIST_NAMES: NameTable = [
  ...['violations', 'errors', 'invalidparams', 'issues', 'fielderrors', 'validationerrors', 'details', 'detail'],
];

// A property's path says more than a pointer, and a pointer more than a bare name.
const PLACE_NAMES: NameTable = [
  'propertypath',
  ...VIOLATION_NAMES.pointer,
  ...VIOLATION_NAMES.steps,
  ...PATH_NAMES,
  ...VIOLATION_NAMES.parameter,
  ...BARE_NAMES,
];

const meanings: ReadonlyMap<string, ViolationMeaning> = new Map(
  (Object.entries(VIOLATION_NAMES) as [ViolationMeaning, NameTable][]).flatMap(([meaning, names]) =>
    names.map((name) => [name, meaning] as const),
  ),
);

/**
 * Tells the meaning of a violation's member by its name, in any spelling.
 *
 * @example violationMeaning('fieldName') // 'place'
 */
export function violationMeaning(name: string): ViolationMeaning | undefined {
  return meanings.get(normalizeName(name));
}

/** A member of an error body and its schema. */
export interface ErrorMember {
  readonly name: string;
  readonly schema: LocatedSchema;
}

/** The members by which an error body lists the violations of a request. */
export interface ErrorBody {
  /** The array with one entry for each violation. */
  readonly list: ErrorMember;
  /** The schema of an entry. */
  readonly entry: LocatedSchema;
  /** The entry's member that names the offending property or parameter. */
  readonly place: ErrorMember;
  /** The form of the place: `items[0].name`, a JSON Pointer, or a list that begins with the part of the request. */
  readonly placeStyle: 'dotted' | 'pointer' | 'steps';
  /** The entry's member that says which part of the request is meant. */
  readonly part?: ErrorMember;
  /** The entry's member with a sentence for a person. */
  readonly sentence?: ErrorMember;
}

/**
 * Learns from the schema of an error body how it lists violations.
 *
 * @returns undefined when the schema declares no list whose entries name a place
 */
export function errorBodyOf(schemas: Schemas, schema: LocatedSchema): ErrorBody | undefined {
  const lists = membersOf(schemas, schema).filter((member) => itemsOf(schemas, member.schema) !== undefined);
  const list = firstNamed(VIOLATION_LIST_NAMES, lists, nameOf);
  const entry = list && itemsOf(schemas, list.schema);
  if (list === undefined || entry === undefined) return undefined;
  // JSON:API's `source: { pointer }` is no text; what it holds stands one level deeper.
  const members = membersOf(schemas, entry).filter((member) => !typesOf(schemas, member.schema).has('object'));
  const either = members.filter(({ name }) => violationMeaning(name) === 'placeOrPart');
  const part =
    firstNamed(VIOLATION_NAMES.part, members, nameOf) ??
    firstNamed(
      VIOLATION_NAMES.placeOrPart,
      either.filter((member) => namesParts(schemas, member.schema)),
      nameOf,
    );
  const place =
    firstNamed(PLACE_NAMES, members, nameOf) ??
    firstNamed(
      VIOLATION_NAMES.placeOrPart,
      either.filter((member) => member !== part),
      nameOf,
    );
  if (place === undefined) return undefined;
  const further = either.filter((member) => member !== place);
  return {
    list,
    entry,
    place,
    placeStyle: styleOf(place.name),
    part: part ?? firstNamed(VIOLATION_NAMES.placeOrPart, further, nameOf),
    sentence: firstNamed(
      VIOLATION_NAMES.sentence,
      members.filter((member) => member !== place),
      nameOf,
    ),
  };
}

function membersOf(schemas: Schemas, schema: LocatedSchema): ErrorMember[] {
  return [...propertiesOf(schemas, schema)].map(([name, property]) => ({ name, schema: property }));
}

function nameOf({ name }: ErrorMember): string {
  return name;
}

function namesParts(schemas: Schemas, schema: LocatedSchema): boolean {
  const values = schemaParts(schemas, schema).flatMap((part) => part.schema.enum ?? []);
  return values.includes('body') || values.includes('query');
}

function styleOf(name: string): ErrorBody['placeStyle'] {
  const meaning = violationMeaning(name);
  return meaning === 'pointer' || meaning === 'steps' ? meaning : 'dotted';
}
