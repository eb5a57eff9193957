import type { Schemas } from '../../json-schema/model/schemas';
import type { Operation, Parameter, ParameterLocation } from '../model/model';
import { decodePercent, parseQuery, type RawQuery } from '../model/url-encoding';
import {
  createParameterReader,
  missingParameter,
  type ParameterReading,
  type ParameterValue,
  type ParameterViolation,
} from './parameter-codec';
import {
  BAD_ENCODING,
  cookieTexts,
  delimitedTexts,
  type ParameterTexts,
  plainTexts,
  queryTexts,
} from './parameter-texts';
import { type ParameterType, parameterType } from './parameter-type';

/** The parts of a request that hold parameters. */
export interface RawParameters {
  /** The path parameters, percent-decoded, as the router gives them. */
  readonly path: ReadonlyMap<string, string>;
  /** The query string as sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The parameters of a request, typed; the documented defaults in place of those that are not given. */
export interface DecodedParameters {
  /** By the name in the document. A parameter with a violation, or absent without a default, is left out. */
  readonly values: Readonly<Record<ParameterLocation, ReadonlyMap<string, ParameterValue>>>;
  /** Every violation: of the path, the query, the headers, the cookies, each in the document's order. */
  readonly violations: readonly ParameterViolation[];
}

/** Reads the parameters of a request for one operation. */
export type ParameterDecoder = (raw: RawParameters) => DecodedParameters;

interface Plan {
  readonly parameter: Parameter;
  readonly type: ParameterType;
  readonly read: (texts: ParameterTexts) => ParameterReading;
}

/**
 * Creates the function that reads the parameters of an operation's requests: cut by style, typed strictly, checked against
 * their schemas, defaults filled in, header names without regard to case. Parameters that the document does not name are
 * ignored.
 *
 * Make it once for each operation; a request that gives no parameter then costs next to nothing.
 *
 * @example
 * const decode = createParameterDecoder(operation, spec.schemas);
 * decode({ path: match.parameters, query: 'limit=5', headers: {} }).values.query.get('limit') // 5
 */
export function createParameterDecoder(operation: Pick<Operation, 'parameters'>, schemas: Schemas): ParameterDecoder {
  const plans = operation.parameters.map((parameter): Plan => {
    const type = parameterType(schemas, parameter.schema);
    return { parameter, type, read: createParameterReader(schemas, parameter, type) };
  });
  const inPlace = (place: ParameterLocation) => plans.filter(({ parameter }) => parameter.in === place);
  const [path, query, header, cookie] = [inPlace('path'), inPlace('query'), inPlace('header'), inPlace('cookie')];
  const nothing: RawParameters = { path: new Map(), query: '', headers: {} };
  const bareQuery = decode(query, nothing);
  const bare = path.length + header.length + cookie.length === 0 ? join(NONE, bareQuery, NONE, NONE) : undefined;
  return (raw) => {
    if (raw.query === '' && bare !== undefined) return bare;
    const queries = raw.query === '' ? bareQuery : decode(query, raw);
    return join(decode(path, raw), queries, decode(header, raw), decode(cookie, raw));
  };
}

/** The parameters of one part of a request, read. */
interface Decoded {
  readonly values: ReadonlyMap<string, ParameterValue>;
  readonly violations: readonly ParameterViolation[];
}

const noQuery: RawQuery = new Map();
const NONE: Decoded = { values: new Map(), violations: [] };

function decode(plans: readonly Plan[], raw: RawParameters): Decoded {
  if (plans.length === 0) return NONE;
  const values = new Map<string, ParameterValue>();
  let violations = NONE.violations;
  // Only the plans of the query look at it.
  const query = plans[0]!.parameter.in === 'query' ? parseQuery(raw.query) : noQuery;
  for (const plan of plans) {
    const { parameter } = plan;
    const texts = textsOf(plan, raw, query);
    if (texts === undefined) {
      if (parameter.required) violations = [...violations, missingParameter(parameter)];
      else if (parameter.default !== undefined) values.set(parameter.name, parameter.default);
      continue;
    }
    const reading = plan.read(texts);
    if (reading.value !== undefined) values.set(parameter.name, reading.value);
    else if (!parameter.allowEmptyValue || !isEmpty(texts)) violations = [...violations, ...reading.violations];
    else if (parameter.default !== undefined) values.set(parameter.name, parameter.default);
  }
  return { values, violations };
}

function isEmpty(texts: ParameterTexts): boolean {
  if (texts.kind === 'scalar') return texts.text === '';
  return texts.kind === 'array' && texts.texts.every((text) => text === '');
}

function join(path: Decoded, query: Decoded, header: Decoded, cookie: Decoded): DecodedParameters {
  const parts = [path, query, header, cookie];
  const faulty = parts.filter(({ violations }) => violations.length > 0);
  return {
    values: { path: path.values, query: query.values, header: header.values, cookie: cookie.values },
    violations: faulty.length === 0 ? NONE.violations : faulty.flatMap(({ violations }) => violations),
  };
}

function textsOf({ parameter, type }: Plan, raw: RawParameters, query: RawQuery): ParameterTexts | undefined {
  switch (parameter.in) {
    case 'query':
      if (parameter.style === 'querystring') return wholeQuery(raw.query);
      return queryTexts(parameter, type, query);
    case 'path': {
      const text = raw.path.get(parameter.name);
      return text === undefined ? undefined : plainTexts(parameter, type, text);
    }
    case 'header': {
      const text = raw.headers[parameter.name.toLowerCase()];
      return text === undefined ? undefined : plainTexts(parameter, type, text.trim());
    }
    case 'cookie': {
      if (parameter.style === 'cookie') return cookieTexts(parameter, type, cookiePairs(raw.headers.cookie));
      const text = cookieNamed(parameter.name, raw.headers.cookie);
      return text === undefined ? undefined : delimitedTexts(parameter, type, text, ',');
    }
  }
}

/** The whole query as one text; a client that writes it as a name without a value ends it in an equals sign. */
function wholeQuery(raw: string): ParameterTexts | undefined {
  if (raw === '') return undefined;
  const text = decodePercent(raw.replace(/=$/, ''));
  return text === undefined ? BAD_ENCODING : { kind: 'scalar', text };
}

function cookieNamed(name: string, header: string | undefined): string | undefined {
  return cookiePairs(header).find(([cookie]) => cookie === name)?.[1];
}

function cookiePairs(header: string | undefined): [name: string, value: string][] {
  return (header?.split(';') ?? []).map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  });
}
