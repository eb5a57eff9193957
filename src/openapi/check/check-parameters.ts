import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import { follow, type Located } from '../model/locate';
import { parameterIdentity } from '../parameters/parameters';
import type { DocumentFinding } from '../read/document-error';
import { leaveOut } from '../read/leave-out';

type Parameter = OpenAPIV3_1.ParameterObject;
type WithParameters = Located<{ readonly parameters?: readonly (Parameter | OpenAPIV3_1.ReferenceObject)[] }>;

/** The styles that a parameter may have in each place (OpenAPI 3.2, section 4.12.2). */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  path: ['simple', 'label', 'matrix'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
  querystring: [],
};

/** A parameter as an operation or path item lists it: the place in the list, and the object, any `$ref` followed. */
interface Listed extends Located<Parameter> {
  readonly entry: string;
}

/**
 * Checks the parameters of a path: each is complete, none is given twice, and the path parameters are those of the
 * template, for every operation. One that cannot be read is left out; one that the template names is a text if no more is
 * known of it.
 *
 * @param names - the template's parameters
 */
export function checkParameters(
  document: object,
  pathItem: WithParameters,
  operations: readonly WithParameters[],
  names: readonly string[],
): DocumentFinding[] {
  const inherited = listed(document, pathItem);
  const findings = [pathItem, ...operations].flatMap((owner) => {
    const own = owner === pathItem ? inherited : listed(document, owner);
    const faults = own.flatMap((parameter) => checkParameter(document, parameter));
    return [...faults, ...checkRepeats(document, own), ...checkSurplus(document, own, names)];
  });
  const missing = operations.flatMap((operation) => {
    const declared = [...inherited, ...listed(document, operation)].filter(({ node }) => node.in === 'path');
    const open = names.filter((name) => !declared.some(({ node }) => node.name === name));
    return open.map((name) => ({
      pointer: operation.pointer,
      message: `the path parameter {${name}} is not declared; add it to "parameters" with "in: path"`,
      mend: () => declare(operation, name),
    }));
  });
  return uniqueByPointer([...findings, ...missing]);
}

function listed(document: object, { pointer, node }: WithParameters): Listed[] {
  return (node.parameters ?? []).flatMap((parameter, index) => {
    const entry = childPointer(pointer, 'parameters', index);
    // What was left out is null.
    return parameter ? [{ entry, ...follow<Parameter>(document, { pointer: entry, node: parameter }) }] : [];
  });
}

function declare(operation: WithParameters, name: string): void {
  const node = operation.node as { parameters?: Parameter[] };
  node.parameters = [...(node.parameters ?? []), { name, in: 'path', required: true, schema: { type: 'string' } }];
}

function checkParameter(document: object, { entry, pointer, node }: Listed): DocumentFinding[] {
  const find = (
    message: string,
    mend = () => leaveOut(document as JsonObject, 'parameter', entry),
  ): DocumentFinding[] => [{ pointer, message, mend }];
  if (typeof node.name !== 'string' || node.name === '') return find('the parameter has no "name"');
  const allowed = Object.hasOwn(STYLES, node.in ?? '') ? STYLES[node.in] : undefined;
  if (allowed === undefined) {
    return find(
      `the parameter "${node.name}" must say where it travels: "in" is one of ${Object.keys(STYLES).join(', ')}`,
    );
  }
  const found: DocumentFinding[] = [];
  if (node.style !== undefined && !allowed.includes(node.style)) {
    const known = allowed.length === 0 ? 'it has none' : `possible: ${allowed.join(', ')}`;
    const message = `the ${node.in} parameter "${node.name}" cannot have the style "${node.style}"; ${known}`;
    found.push(...find(message, () => delete node.style));
  }
  const mediaTypes = Object.values(node.content ?? {});
  if (node.schema === undefined && (mediaTypes.length !== 1 || mediaTypes[0]?.schema === undefined)) {
    const message = `the parameter "${node.name}" needs a "schema", or a "content" of one media type with a schema`;
    found.push(...find(message, () => takeAnyValue(node)));
  }
  return found;
}

// Of several media types the first one is read; one without a schema allows any value.
function takeAnyValue(node: Parameter): void {
  const [first] = Object.entries(node.content ?? {});
  if (first === undefined) node.schema = {};
  else node.content = { [first[0]]: { schema: {}, ...first[1] } };
}

function checkRepeats(document: object, own: readonly Listed[]): DocumentFinding[] {
  const seen = new Set<string>();
  return own.flatMap(({ entry, pointer, node }) => {
    if (typeof node.name !== 'string') return [];
    const identity = parameterIdentity(node);
    const message = `the ${node.in} parameter "${node.name}" is given twice`;
    if (seen.has(identity))
      return [{ pointer, message, mend: () => leaveOut(document as JsonObject, 'parameter', entry) }];
    seen.add(identity);
    return [];
  });
}

function checkSurplus(document: object, own: readonly Listed[], names: readonly string[]): DocumentFinding[] {
  return own.flatMap(({ entry, pointer, node }) => {
    if (node.in !== 'path' || names.includes(node.name) || typeof node.name !== 'string') return [];
    const known = names.length === 0 ? 'which has none' : `which has {${names.join('}, {')}}`;
    const message = `the path parameter "${node.name}" is not in the path template, ${known}`;
    return [{ pointer, message, mend: () => leaveOut(document as JsonObject, 'parameter', entry) }];
  });
}

// A shared parameter is looked at once for each operation that refers to it: it is told once, and mended wherever it is.
function uniqueByPointer(findings: readonly DocumentFinding[]): DocumentFinding[] {
  const unique = new Map<string, DocumentFinding>();
  for (const finding of findings) {
    const key = `${finding.pointer} ${finding.message}`;
    const known = unique.get(key);
    unique.set(
      key,
      known === undefined ? finding : { ...known, mend: () => [known, finding].map(({ mend }) => mend()) },
    );
  }
  return [...unique.values()];
}
