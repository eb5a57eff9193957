import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { valueAt } from '../../json-schema/model/pointer';
import type { MediaTypeSpec } from '../../openapi/model/model';
import { dereference } from './dereference';
import { prismSchema } from './prism-schema';

/** Makes the body of an answer that no store can give. */
export interface Prism {
  /**
   * Answers a documented example of a media type, or a value that is made up from its schema.
   *
   * @param mediaType - of a documented response
   * @param seed - the same seed gives the same made-up value
   * @returns undefined when Prism can do neither
   */
  answer(mediaType: MediaTypeSpec, seed: string): Promise<JsonValue | undefined>;
}

type IHttpMockConfig = import('@stoplight/prism-http').IHttpMockConfig;
type PrismHttp = typeof import('@stoplight/prism-http');
type Operations = Awaited<ReturnType<PrismHttp['getHttpOperationsFromSpec']>>;

/** The most values that a media type may unfold into; Prism takes seconds for some ten thousand. */
const MAX_VALUES = 5000;

/**
 * Creates the door to Prism. It is loaded on the first answer only, because that takes a second and 130 MB, and it is never
 * shown the whole document, on which it may choke: only the one media type, its references resolved.
 *
 * @param document - the whole OpenAPI document
 */
export function createPrism(document: JsonObject): Prism {
  const known = new Map<string, Promise<Operations> | undefined>();

  const operationsFor = (mediaType: MediaTypeSpec): Promise<Operations> | undefined => {
    if (!known.has(mediaType.pointer)) {
      const content = dereference(document, valueAt(document, mediaType.pointer), MAX_VALUES);
      const { getHttpOperationsFromSpec } = loadHttp();
      known.set(
        mediaType.pointer,
        content === undefined
          ? undefined
          : getHttpOperationsFromSpec(documentOf(document, concreteName(mediaType), content)),
      );
    }
    return known.get(mediaType.pointer);
  };

  return {
    async answer(mediaType, seed) {
      try {
        const operations = await operationsFor(mediaType);
        if (operations === undefined) return undefined;
        const { createInstance } = loadHttp();
        const { createLogger } = loadCore();
        const dynamic = mediaType.examples.length === 0;
        const name = concreteName(mediaType);
        const config: IHttpMockConfig = {
          ...{ isProxy: false, checkSecurity: false, validateRequest: false, validateResponse: false, errors: false },
          mock: { dynamic, seed, mediaTypes: [name] },
          upstreamProxy: undefined,
        };
        const instance = createInstance(config, { logger: createLogger('mock', { level: 'silent' }) });
        const result = await instance.request({ method: 'get', url: { path: '/' } }, operations, config)();
        return result._tag === 'Right' ? (result.right.output.body as JsonValue | undefined) : undefined;
      } catch {
        // Whatever it stumbles over, there is another way to make a value.
        return undefined;
      }
    },
  };
}

/** A document in which the media type is the only answer to the only operation: no callbacks, no security, no servers. */
function documentOf(document: JsonObject, mediaType: string, content: JsonValue): object {
  const { schema, ...rest } = content as JsonObject;
  const body = schema === undefined ? rest : { ...rest, schema: prismSchema(schema) };
  const response = { description: '', content: { [mediaType]: body } };
  return {
    openapi: document.openapi,
    // Prism reads 3.1 schemas as draft 7 unless it is told otherwise.
    jsonSchemaDialect: document.jsonSchemaDialect ?? 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'mock', version: '1' },
    paths: { '/': { get: { responses: { '200': response } } } },
  };
}

/** Prism takes a range for plain text. */
function concreteName({ name }: MediaTypeSpec): string {
  return name.endsWith('/*') ? 'application/json' : name;
}

function loadHttp(): PrismHttp {
  return require('@stoplight/prism-http');
}

function loadCore(): typeof import('@stoplight/prism-core') {
  return require('@stoplight/prism-core');
}
