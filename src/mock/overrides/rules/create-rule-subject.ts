import type { JsonValue } from '../../../json-schema/json-schema';
import { decodePercent } from '../../../openapi/decode-percent';
import { parseQuery, type RawQuery } from '../../../openapi/query-string';
import { parseJson } from '../../bodies/parse-json';
import type { Target } from '../../stages/stage';
import type { RuleSubject } from './rule-subject';

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
