import type { JsonSchema } from '../../json-schema/model/json-schema';
import type { Operation, Parameter, Spec } from '../../openapi/model/model';
import { schemaParts } from '../../openapi/model/schema-facts';
import { createParameterDecoder } from '../../openapi/parameters/decode-parameters';
import { changeQuery, changeRequests } from '../changes/change-requests';
import { type FaultInjection, idInPath } from '../changes/fault-injection';
import { scopesOf } from '../changes/scopes';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** Each constraint of each parameter of a query: not enforced, or enforced more strictly than the document says. */
export function parameterDrifts(spec: Spec): Drift[] {
  return scopesOf(spec).flatMap(({ prefix, operations, resource }) =>
    operations.flatMap((operation) => [
      ...operation.parameters
        .filter((parameter) => parameter.in === 'query')
        .flatMap((parameter) => defineDrifts('parameter', queryFaults(spec, operation, parameter, prefix))),
      ...(operation === resource?.roles.read ? defineDrifts('parameter', pathFaults(spec, operation, prefix)) : []),
    ]),
  );
}

function* queryFaults(
  spec: Spec,
  operation: Operation,
  parameter: Parameter,
  prefix: string,
): Iterable<DriftDefinition> {
  const keywords = keywordsOf(spec, parameter);
  const name = `${prefix}query.${parameter.name}`;
  for (const keyword of [
    'type',
    'enum',
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
  ] as const) {
    const value = keywords[keyword];
    if (value === undefined || (keyword === 'type' && [value].flat().includes('string'))) continue;
    if (keyword === 'format' && /^(u?int\d+|float|double)$/.test(String(value))) continue;
    const title = `takes no notice of a ${parameter.name} that breaks ${keyword}`;
    yield [`${name}.${keyword}:not-enforced`, title, 'rejects-invalid', forget(spec, operation, parameter, keyword)];
  }
  const stricter = (what: string, title: string, from: (text: string) => boolean, to: string): DriftDefinition => [
    `${name}.${what}`,
    `rejects a ${parameter.name} ${title}, although it is valid`,
    'accepts-valid',
    changeQuery((query, matched) => {
      const text = query.get(parameter.name);
      if (matched.operation?.pointer !== operation.pointer || text === null || !from(text)) return false;
      query.set(parameter.name, to);
      return true;
    }),
  ];
  const { maximum, minimum } = keywords;
  if (maximum !== undefined) {
    yield stricter('maximum:exclusive', `of ${maximum}`, (text) => Number(text) === maximum, String(maximum + 1));
  }
  if (minimum !== undefined) {
    yield stricter('minimum:exclusive', `of ${minimum}`, (text) => text === String(minimum), String(minimum - 1));
  }
  if (keywords.enum !== undefined) {
    const last = String(keywords.enum.at(-1));
    yield stricter('enum:value-unknown', `of ${last}`, (text) => text === last, 'no such value');
  }
  if ([keywords.type].flat().includes('boolean')) {
    yield stricter('false:rejected', 'of false', (text) => text === 'false', 'no');
  }
  if (keywords.format === 'uuid') {
    yield stricter('format:lower-case-only', 'in upper case', (text) => /[A-F]/.test(text), 'no uuid');
  }
}

function* pathFaults(spec: Spec, operation: Operation, prefix: string): Iterable<DriftDefinition> {
  const parameter = operation.parameters.filter((each) => each.in === 'path').at(-1);
  if (parameter === undefined || keywordsOf(spec, parameter).format !== 'uuid') return;
  const compare = changeRequests((request, matched) => {
    const { path } = request;
    const isOurs = matched.operation?.pointer === operation.pointer;
    return isOurs && /[A-F]/.test(idInPath(path)) ? { ...request, path: path.replace(/[^/]+$/, UNKNOWN_ID) } : request;
  });
  const title = `finds nothing under a ${parameter.name} in upper case`;
  yield [`${prefix}path.${parameter.name}:case-sensitive`, title, 'equivalent-answered', compare];
}

// What is not enforced is as good as not given.
function forget(spec: Spec, operation: Operation, parameter: Parameter, keyword: string): FaultInjection {
  const decode = createParameterDecoder({ parameters: [parameter] }, spec.schemas);
  return changeQuery((query, { request, operation: asked }) => {
    if (asked?.pointer !== operation.pointer) return false;
    const { violations } = decode({ path: new Map(), query: request.query, headers: {} });
    if (violations.length === 0 || !violations.every((violation) => violation.keyword === keyword)) return false;
    query.delete(parameter.name);
    return true;
  });
}

function keywordsOf({ schemas }: Spec, { schema }: Parameter): JsonSchema {
  return Object.assign({}, ...schemaParts(schemas, schema, ['allOf']).map((part) => part.schema));
}
