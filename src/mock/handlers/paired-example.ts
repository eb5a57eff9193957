import { isSameJson } from '../../json-schema/model/json-value';
import type { MediaTypeSpec, NamedExample, Operation } from '../../openapi/model/model';
import type { ValidRequest } from './handler';

/**
 * Finds the example of an answer that belongs to a request: the one with the name of the request example that the body and the
 * parameters are equal to.
 *
 * @returns undefined when the request is like no example that has a partner
 */
export function pairedExample(
  { body, parameters }: Operation,
  answer: MediaTypeSpec,
  request: ValidRequest,
): NamedExample | undefined {
  const bodies = body?.mediaTypes.flatMap(({ examples }) => examples) ?? [];
  return answer.examples.find(({ name }) => {
    const sent = bodies.filter((example) => example.name === name);
    const asked = parameters.filter(({ examples }) => examples.some((example) => example.name === name));
    // Every example without a name of its own has the same one, which pairs nothing.
    if (name === 'default' || sent.length + asked.length === 0) return false;
    const isSent = sent.length === 0 || sent.some(({ value }) => isSameJson(value, request.body));
    return (
      isSent &&
      asked.every((parameter) => {
        const value = request.parameters[parameter.in].get(parameter.name);
        return parameter.examples.some((example) => example.name === name && isSameJson(example.value, value));
      })
    );
  });
}
