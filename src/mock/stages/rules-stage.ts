import type { JsonValue } from '../../json-schema/model/json-schema';
import { decodePercent, parseQuery, type RawQuery } from '../../openapi/model/url-encoding';
import { parseJson } from '../bodies/parse-json';
import type { LocatedRequest } from '../engine/engine';
import type { RuleSubject } from '../overrides/rule-book';
import { decidesAnswer } from './override-stage';
import type { StageAnswer } from './stage';

/** Finds the first rule for a request. A preference for an answer leaves rules alone; one for a delay only joins them. */
export const answerRules: StageAnswer = (trip, next) => {
  const preferred = trip.preferences?.override;
  if (preferred === undefined || (!decidesAnswer(preferred) && preferred.drift === undefined)) {
    trip.ruled = trip.overrides!.rules.match(createRuleSubject(trip.located!), trip.session.seed);
  }
  return next(trip);
};

/** Prepares a request for rules to look at. */
function createRuleSubject({ request, found, plan }: LocatedRequest): RuleSubject {
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
