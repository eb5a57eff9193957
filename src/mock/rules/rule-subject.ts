import type { JsonValue } from '../../schema/json-schema';
import { decodePercent } from '../../spec/decode-percent';
import { parseQuery, type RawQuery } from '../../spec/query-string';
import type { Target } from '../interventions';
import { parseJson } from '../parse-json';

/** A request as rules look at it; its query and its body are read only when a rule asks for them. */
export interface RuleSubject {
  readonly operation: string | undefined;
  readonly method: string;
  /** The path as it was sent, and without the base path. */
  readonly paths: readonly string[];
  /** The path template that it matches. */
  readonly template: string | undefined;
  query(name: string): readonly string[];
  header(name: string): string | undefined;
  /** Undefined when there is no body, or it is no JSON. */
  body(): JsonValue | undefined;
}

/** Creates the subject of a request. */
export function createRuleSubject({ request, found, plan }: Target): RuleSubject {
  const { method, path, headers } = request;
  let parameters: RawQuery | undefined;
  let body: { readonly value: JsonValue | undefined } | undefined;
  return {
    operation: plan?.operation.id,
    method,
    paths: found === undefined || found.basePath === '' ? [path] : [path, path.slice(found.basePath.length)],
    template: found?.match.entry.template.source,
    query: (name) => {
      parameters ??= parseQuery(request.query);
      return (parameters.get(name) ?? []).map((text) => decodePercent(text) ?? text);
    },
    header: (name) => headers[name.toLowerCase()],
    body: () => {
      body ??= { value: readJson(request.body) };
      return body.value;
    },
  };
}

function readJson(bytes: Uint8Array | undefined): JsonValue | undefined {
  if (bytes === undefined || bytes.byteLength === 0) return undefined;
  try {
    return parseJson(bytes);
  } catch {
    // Whatever it is, no rule about a value in it holds.
    return undefined;
  }
}
