import type { OpenAPIV3_1 } from 'openapi-types';
import type { Located } from '../model/locate';
import { parameterIdentity, parametersOf } from '../parameters/parameters';
import type { DocumentFinding } from '../read/document-error';

type Parameter = OpenAPIV3_1.ParameterObject;
type WithParameters = Located<{ readonly parameters?: readonly (Parameter | OpenAPIV3_1.ReferenceObject)[] }>;

/** The styles that a parameter may have in each place (OpenAPI 3.1, section 4.8.12.2). */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  path: ['simple', 'label', 'matrix'],
  header: ['simple'],
  cookie: ['form'],
};

/**
 * Checks the parameters of a path: each is complete, none is given twice, and the path parameters are those of the
 * template, for every operation.
 *
 * @param names - the template's parameters
 */
export function checkParameters(
  document: object,
  pathItem: WithParameters,
  operations: readonly WithParameters[],
  names: readonly string[],
): DocumentFinding[] {
  const inherited = parametersOf(document, pathItem);
  const findings = [pathItem, ...operations].flatMap((owner) => {
    const own = owner === pathItem ? inherited : parametersOf(document, owner);
    return [...own.flatMap(checkParameter), ...checkRepeats(own), ...checkSurplus(own, names)];
  });
  const missing = operations.flatMap((operation) => {
    const declared = [...inherited, ...parametersOf(document, operation)].filter(({ node }) => node.in === 'path');
    const open = names.filter((name) => !declared.some(({ node }) => node.name === name));
    return open.map((name) => ({
      pointer: operation.pointer,
      message: `the path parameter {${name}} is not declared; add it to "parameters" with "in: path"`,
    }));
  });
  return uniqueByPointer([...findings, ...missing]);
}

function checkParameter({ pointer, node }: Located<Parameter>): DocumentFinding[] {
  const find = (message: string): DocumentFinding[] => [{ pointer, message }];
  if (typeof node.name !== 'string' || node.name === '') return find('the parameter has no "name"');
  const allowed = Object.hasOwn(STYLES, node.in ?? '') ? STYLES[node.in] : undefined;
  if (allowed === undefined) {
    return find(
      `the parameter "${node.name}" must say where it travels: "in" is one of ${Object.keys(STYLES).join(', ')}`,
    );
  }
  if (node.style !== undefined && !allowed.includes(node.style)) {
    return find(
      `the ${node.in} parameter "${node.name}" cannot have the style "${node.style}"; possible: ${allowed.join(', ')}`,
    );
  }
  if (node.schema !== undefined) return [];
  const mediaTypes = Object.values(node.content ?? {});
  if (mediaTypes.length === 1 && mediaTypes[0]?.schema !== undefined) return [];
  return find(`the parameter "${node.name}" needs a "schema", or a "content" of one media type with a schema`);
}

function checkRepeats(own: readonly Located<Parameter>[]): DocumentFinding[] {
  const seen = new Set<string>();
  return own.flatMap(({ pointer, node }) => {
    const identity = parameterIdentity(node);
    if (seen.has(identity)) return [{ pointer, message: `the ${node.in} parameter "${node.name}" is given twice` }];
    seen.add(identity);
    return [];
  });
}

function checkSurplus(own: readonly Located<Parameter>[], names: readonly string[]): DocumentFinding[] {
  return own.flatMap(({ pointer, node }) => {
    if (node.in !== 'path' || names.includes(node.name)) return [];
    const known = names.length === 0 ? 'which has none' : `which has {${names.join('}, {')}}`;
    return [{ pointer, message: `the path parameter "${node.name}" is not in the path template, ${known}` }];
  });
}

// A shared parameter is looked at once for each operation that refers to it.
function uniqueByPointer(findings: readonly DocumentFinding[]): DocumentFinding[] {
  return [...new Map(findings.map((finding) => [`${finding.pointer} ${finding.message}`, finding])).values()];
}
