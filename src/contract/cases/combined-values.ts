import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { boundaryValues } from '../../json-schema/mutate/boundaries';
import type { Spec } from '../../openapi/model/model';
import { jsonBody } from '../exchange/build-request';
import { isContested } from '../exchange/tolerances';
import type { CaseKind } from '../steps/context/case';
import { planKept } from '../steps/records/kept-as-sent';
import { type Change, changesByName, withChanges } from '../steps/requests/changes';
import { canBeShown } from '../steps/requests/other-values';
import { validValue } from '../steps/requests/valid-request';

/** Most combinations of one operation. */
const MOST = 24;

/** A property with a value that programs tend to take for nothing. */
interface Lack extends Change {
  readonly what: string;
}

/** Properties that lack a value together, two by two and all at once, where each of them may: no rule joins them. */
export const combinedValues: CaseKind = {
  name: 'combined-values',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      const schema = jsonBody(operation)?.schema;
      const base = schema === undefined ? undefined : validValue(spec, schema, seed, 'mutations');
      if (schema === undefined || !isJsonObject(base)) continue;
      const lacks = lacksOf(spec, schema);
      const pairs = lacks.flatMap((one, index) =>
        lacks.slice(index + 1).flatMap((other) => (one.name === other.name ? [] : [[one, other]])),
      );
      const first = changesByName(lacks).flatMap(([lack]) => lack ?? []);
      const all = first.length > 2 ? [first] : [];
      for (const lacking of [...all, ...pairs].slice(0, MOST)) {
        const json = withChanges(base, lacking);
        const isValid = spec.schemas.validator(schema, 'request')(json).length === 0;
        if (!isValid || isContested(spec.schemas, schema, json) || !canBeShown(spec, operation, json)) continue;
        const because = lacking.map(({ what }) => what).join(' and ');
        yield planKept(operation, { because, pointer: operation.pointer, json });
      }
    }
  },
};

function lacksOf({ schemas }: Spec, schema: LocatedSchema): readonly Lack[] {
  const lacks = boundaryValues(schemas, schema, 'request').flatMap(({ path: [name, ...rest], value }): Lack[] => {
    if (typeof name !== 'string' || rest.length > 0 || !isJsonObject(value)) return [];
    if (!Object.hasOwn(value, name)) return [{ name, value: undefined, what: `no ${name}` }];
    const special = value[name] ?? null;
    if (special !== null && special !== '') return [];
    return [{ name, value: special, what: `${name} ${special === null ? 'null' : 'empty'}` }];
  });
  return [...new Map(lacks.map((lack) => [lack.what, lack])).values()];
}
