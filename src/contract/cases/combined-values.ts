import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { boundaryValues } from '../../json-schema/mutate/boundaries';
import type { Operation, Spec } from '../../openapi/model/model';
import { jsonBody } from '../exchange/build-request';
import { isContested } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { keptAsSent } from '../steps/records/kept-as-sent';
import { sendForOperation } from '../steps/records/send-for-operation';
import { canBeShown } from '../steps/requests/other-values';
import { validValue } from '../steps/requests/valid-request';

/** Most combinations of one operation. */
const MOST = 24;

/** A property and a value that programs tend to take for nothing. */
interface Lack {
  readonly name: string;
  /** Undefined where the property is left out. */
  readonly value: JsonValue | undefined;
  readonly what: string;
}

/** Properties that lack a value together, two by two and all at once, where each of them may: no rule joins them. */
export const combinedValues: CaseKind = {
  name: 'combined-values',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      const lacks = lacksOf(spec, operation, seed);
      const pairs = lacks.flatMap((one, index) =>
        lacks.slice(index + 1).flatMap((other) => (one.name === other.name ? [] : [[one, other]])),
      );
      const first = [...new Map([...lacks].reverse().map((lack) => [lack.name, lack])).values()].reverse();
      const all = first.length > 2 ? [first] : [];
      for (const lacking of [...all, ...pairs].slice(0, MOST)) yield* combinedCase(spec, operation, seed, lacking);
    }
  },
};

function lacksOf(spec: Spec, operation: Operation, seed: number): Lack[] {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined || !isJsonObject(validValue(spec, schema, seed, 'combined values'))) return [];
  const lacks = boundaryValues(spec.schemas, schema, 'request').flatMap(({ path: [name, ...rest], value }): Lack[] => {
    if (typeof name !== 'string' || rest.length > 0 || !isJsonObject(value)) return [];
    if (!Object.hasOwn(value, name)) return [{ name, value: undefined, what: `no ${name}` }];
    const special = value[name] ?? null;
    if (special !== null && special !== '') return [];
    return [{ name, value: special, what: `${name} ${special === null ? 'null' : 'empty'}` }];
  });
  return [...new Map(lacks.map((lack) => [lack.what, lack])).values()];
}

function* combinedCase(spec: Spec, operation: Operation, seed: number, lacks: readonly Lack[]): Iterable<PlannedCase> {
  const schema = jsonBody(operation)?.schema;
  const base = schema === undefined ? undefined : validValue(spec, schema, seed, 'combined values');
  if (schema === undefined || !isJsonObject(base)) return;
  const json: JsonObject = { ...base };
  for (const { name, value } of lacks) {
    if (value === undefined) delete json[name];
    else json[name] = value;
  }
  if (!canBeShown(spec, operation, json)) return;
  if (spec.schemas.validator(schema, 'request')(json).length > 0 || isContested(spec.schemas, schema, json)) return;
  const because = lacks.map(({ what }) => what).join(' and ');
  yield {
    title: `${because} is accepted`,
    operation,
    pointer: operation.pointer,
    writes: true,
    exclusive: false,
    run: async (context) => {
      const expectation = { kind: 'success', because, pointer: operation.pointer } as const;
      const result = await sendForOperation(context, operation, { parts: { json }, expectation });
      await keptAsSent(context, operation, result, because);
    },
  };
}
