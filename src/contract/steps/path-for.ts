import { encodeParameter } from '../../openapi/encode-parameter';
import { expandPath } from '../../openapi/expand-path';
import type { PathEntry } from '../../openapi/model';
import { Blocked } from './blocked';
import type { CaseContext } from './context/case';
import { validValue } from './requests/valid-request';

/**
 * A path of an entry that leads to something that exists, for requests that no operation describes.
 *
 * @throws {@link Blocked} when a record is needed and none is to be had
 */
export async function pathFor(context: CaseContext, entry: PathEntry): Promise<string> {
  return expandPath(entry.template, await valuesFor(context, entry));
}

async function valuesFor(context: CaseContext, entry: PathEntry): Promise<Readonly<Record<string, string>>> {
  if (entry.template.parameterNames.length === 0) return {};
  for (const resource of context.spec.resources) {
    if (resource.item === entry) return (await context.record(resource, { mayBorrow: true })).path;
    if (resource.collection === entry) return context.parents(resource);
  }
  const parameters = [...entry.operations.values()].flatMap((operation) => operation.parameters);
  const values = entry.template.parameterNames.map((name) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    if (parameter === undefined) throw new Blocked(`the path parameter {${name}} is not described`);
    const value = parameter.examples[0]?.value ?? validValue(context.spec, parameter.schema, context.seed, name);
    return [name, encodeParameter(parameter, value)[0]?.[1] ?? ''];
  });
  return Object.fromEntries(values);
}
