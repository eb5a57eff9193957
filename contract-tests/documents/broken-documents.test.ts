import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createMockWithDrifts } from '../../src/drifts/create-mock-with-drifts';
import type { JsonObject, JsonValue } from '../../src/json-schema/model/json-schema';
import { isJsonObject } from '../../src/json-schema/model/json-value';
import { childPointer } from '../../src/json-schema/model/pointer';
import { exampleProblems } from '../../src/openapi/check/check-examples';
import { parseSpec } from '../../src/openapi/load-spec';
import { parseYaml } from '../../src/openapi/read/parse-yaml';
import { describeParts, describeResources } from '../../src/openapi/resources/describe-resources';

/** Runs of each document; many more find what is rare: `FUZZ_RUNS=2000 FUZZ_SEED=7 npx jest broken-documents`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

/** A place in a document: what holds it, and its name or index there. */
interface Place {
  readonly parent: JsonObject | JsonValue[];
  readonly key: string;
  readonly pointer: string;
}

function placesOf(root: JsonObject): Place[] {
  const found: Place[] = [];
  const pending: [JsonValue, string][] = [[root, '#']];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, pointer] = next;
    if (value === null || typeof value !== 'object') continue;
    for (const [key, child] of Object.entries(value)) {
      const place = childPointer(pointer, key);
      found.push({ parent: value, key, pointer: place });
      pending.push([child, place]);
    }
  }
  return found;
}

/** Keywords of schemas and fields of OpenAPI that the documents themselves lack. */
const KEYWORDS = [
  ...[
    '$id',
    'id',
    '$anchor',
    '$dynamicAnchor',
    '$schema',
    '$defs',
    'definitions',
    'nullable',
    'const',
    'not',
    'if',
    'then',
  ],
  ...[
    'contains',
    'prefixItems',
    'dependencies',
    'dependentSchemas',
    'dependentRequired',
    'propertyNames',
    'patternProperties',
  ],
  ...[
    'unevaluatedProperties',
    'additionalProperties',
    'discriminator',
    'xml',
    'oneOf',
    'anyOf',
    'items',
    'properties',
    'type',
  ],
  ...[
    'multipleOf',
    'minimum',
    'exclusiveMaximum',
    'maxItems',
    'uniqueItems',
    'readOnly',
    'writeOnly',
    'format',
    'pattern',
  ],
  ...[
    'content',
    'schema',
    'itemSchema',
    'style',
    'explode',
    'examples',
    'example',
    'default',
    'headers',
    'links',
    'callbacks',
  ],
  ...[
    'security',
    'servers',
    'tags',
    'webhooks',
    'additionalOperations',
    'encoding',
    'allowReserved',
    'deprecated',
    'x-resource',
  ],
  ...['x-role', 'x-filter', 'x-paging', 'x-seed'],
];

type Breakage = (place: Place, other: Place, root: JsonObject) => void;

const put = ({ parent, key }: Place, value: JsonValue): void => {
  (parent as JsonObject)[key] = value;
};
const valueAt = ({ parent, key }: Place): JsonValue => (parent as JsonObject)[key]!;
const instead =
  (value: JsonValue): Breakage =>
  (place) =>
    put(place, structuredClone(value));

const breakages: Readonly<Record<string, Breakage>> = {
  removed: ({ parent, key }) => (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key]),
  null: instead(null),
  number: instead(-7.5),
  text: instead('text'),
  'empty text': instead(''),
  true: instead(true),
  false: instead(false),
  list: instead([]),
  'list of texts': instead(['a', 'a']),
  object: instead({}),
  'nested object': instead({ a: { b: null } }),
  'in a list': (place) => put(place, [structuredClone(valueAt(place))]),
  'in an object': (place) => put(place, { [place.key]: structuredClone(valueAt(place)) }),
  'what stands elsewhere': (place, other) => put(place, structuredClone(valueAt(other))),
  renamed: ({ parent, key }) => {
    if (Array.isArray(parent)) return;
    parent[`${key}/{x}`] = parent[key]!;
    delete parent[key];
  },
  'twice in its list': ({ parent, key }) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]!));
  },
  'a $ref to itself': (place) => put(place, { $ref: place.pointer }),
  'a $ref to what is around it': (place) => put(place, { $ref: place.pointer.replace(/\/[^/]*$/, '') }),
  'a $ref elsewhere': (place, other) => put(place, { $ref: other.pointer }),
  'a $ref to nothing': instead({ $ref: '#/components/schemas/None' }),
  'a $ref to a file': instead({ $ref: './none.yaml#/a' }),
  'a $ref that is none': instead({ $ref: 7 }),
  'a keyword with what stands elsewhere': (place, other) => {
    const value = valueAt(place);
    const keyword = KEYWORDS[other.pointer.length % KEYWORDS.length]!;
    if (isJsonObject(value)) value[keyword] = structuredClone(valueAt(other));
  },
  'allOf of itself': (place) => put(place, { allOf: [{ $ref: place.pointer }, structuredClone(valueAt(place))] }),
};

const strike = fc.record({
  how: fc.constantFrom(...Object.keys(breakages)),
  where: fc.nat(),
  other: fc.nat(),
});

async function useAll(document: JsonObject): Promise<void> {
  const failures: unknown[] = [];
  const spec = parseSpec(document);
  for (const { message } of spec.warnings) expect(message).not.toBe('');
  exampleProblems(spec);
  spec.written();
  describeResources(spec.resources);
  describeParts(spec);
  const mock = createMockWithDrifts({ spec, count: 3, onError: (error) => failures.push(error) });
  for (const { method, template } of spec.operations) {
    if (method !== 'get' && method !== 'post') continue;
    const path = (spec.servers[0]?.basePath ?? '') + template.source.replaceAll(/\{[^}]*\}/g, '1');
    const body = method === 'post' ? Buffer.from('{}') : undefined;
    await mock.handle({
      ...{ method: method.toUpperCase(), path, query: '' },
      ...(body === undefined ? { headers: {} } : { headers: { 'content-type': 'application/json' }, body }),
    });
  }
  await mock.close();
  if (failures.length > 0) throw failures[0];
}

describe.each(['bookshop', 'customer-notes', 'warehouse', 'several-processes'])('%s, broken', (name) => {
  const whole = parseYaml(readFileSync(join(__dirname, '../../fixtures/specs', `${name}.yaml`), 'utf8')) as JsonObject;

  test('is read, served and listed; what is wrong with it is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(strike, { minLength: 1, maxLength: 4 }), async (strikes) => {
        const document = structuredClone(whole);
        for (const { how, where, other } of strikes) {
          const places = placesOf(document);
          if (places.length > 0)
            breakages[how]!(places[where % places.length]!, places[other % places.length]!, document);
        }
        try {
          await useAll(document);
        } catch (error) {
          if ((error as Error).name !== 'DocumentError') throw error;
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
