/** The part of Prism that is used; the package is installed by those who want it, so that its types may be missing. */
interface PrismHttp {
  getHttpOperationsFromSpec(document: object): Promise<readonly PrismOperation[]>;
}
interface PrismOperation {
  readonly method: string;
  readonly path: string;
}

/** The operation that was asked: its method in lower case and its path template. */
export interface Asked {
  readonly method: string;
  readonly template: string;
}

/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An answer as it came. */
export interface GivenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Prism's judgement of requests and answers: one sentence for each thing that is wrong, undefined for an operation that it does
 * not know.
 */
export interface Opinion {
  ofRequest(asked: Asked, request: SentRequest): readonly string[] | undefined;
  ofAnswer(asked: Asked, answer: GivenAnswer): readonly string[] | undefined;
}

type Either<E> = { readonly _tag: 'Left'; readonly left: E } | { readonly _tag: 'Right' };
type Diagnostic = {
  readonly message: string;
  readonly severity: number;
  readonly path?: readonly (string | number)[];
  readonly code?: string | number;
};
type Validate = (input: { resource: PrismOperation; element: unknown }) => Either<readonly Diagnostic[]>;

/**
 * Creates a second opinion that shares no code with ours: Prism reads the document and validates by itself.
 *
 * @param document - in one piece; it is copied, since Prism resolves references in place
 * @throws what Prism throws for a document that it cannot read
 */
export async function createOpinion(document: object): Promise<Opinion> {
  // Not the whole of Prism, which takes three times as long to load.
  const { getHttpOperationsFromSpec } = require('@stoplight/prism-http/dist/utils/operations') as PrismHttp;
  const { validateInput, validateOutput } = require('@stoplight/prism-http/dist/validator') as {
    validateInput: Validate;
    validateOutput: Validate;
  };
  const copy = JSON.parse(JSON.stringify(document), withoutFiles);
  // Prism reads schemas of OpenAPI 3.1 as draft 7 unless it is told otherwise.
  if (String(copy.openapi).startsWith('3.1')) copy.jsonSchemaDialect ??= 'https://json-schema.org/draft/2020-12/schema';
  const operations = await getHttpOperationsFromSpec(copy);
  const known = new Map(operations.map((each) => [`${each.method} ${each.path}`, each]));
  const find = ({ method, template }: Asked): PrismOperation | undefined => known.get(`${method} ${template}`);
  return {
    ofRequest(asked, request) {
      const resource = find(asked);
      if (resource === undefined) return undefined;
      const { pathname, searchParams } = new URL(request.path, 'http://localhost');
      const query: Record<string, string | string[]> = {};
      for (const name of searchParams.keys()) {
        const all = searchParams.getAll(name);
        query[name] = all.length === 1 ? (all[0] as string) : all;
      }
      const { body } = request;
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const headers = { ...request.headers, ...length };
      const content = body === undefined ? undefined : readBody(String(body), request.headers['content-type']);
      return sentences(
        validateInput({
          resource,
          element: { method: asked.method, url: { path: pathname, query }, headers, body: content },
        }),
      );
    },
    ofAnswer(asked, { status, headers, text }) {
      const resource = find(asked);
      if (resource === undefined) return undefined;
      const body = text === '' ? undefined : readBody(text, headers.get('content-type') ?? undefined);
      return sentences(
        validateOutput({ resource, element: { statusCode: status, headers: Object.fromEntries(headers), body } }),
      );
    },
  };
}

/** Prism's severity of what is wrong. */
const ERROR = 0;

function sentences(result: Either<readonly Diagnostic[]>): string[] {
  if (result._tag === 'Right') return [];
  // A warning is no judgement: an error status that is not documented, say.
  return result.left
    .filter(({ severity }) => severity === ERROR)
    .map(({ message, code }) => `${code ?? 'media type'}: ${message}`);
}

function readBody(text: string, type: string | undefined): unknown {
  if (!/\bjson\b/i.test(type ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Leaves out references to files, such as a description that is kept elsewhere. */
function withoutFiles(_name: string, value: unknown): unknown {
  const { $ref } = (typeof value === 'object' && value !== null ? value : {}) as { $ref?: unknown };
  return typeof $ref === 'string' && !$ref.startsWith('#') ? {} : value;
}
