import type { MediaTypeSpec, NamedExample, Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { isContested } from '../exchange/tolerances';
import type { CaseKind } from '../steps/context/case';
import { planKept } from '../steps/records/kept-as-sent';

/** Every example that the document gives for a request body is accepted and kept. */
export const examples: CaseKind = {
  name: 'examples',
  *plan({ spec }) {
    for (const operation of spec.operations) {
      for (const { mediaType, example } of bodyExamples(operation)) {
        // An example that breaks its own schema is a fault of the document, not of a target.
        const { schema } = mediaType;
        if (schema !== undefined && spec.schemas.validator(schema, 'request')(example.value).length > 0) continue;
        if (schema !== undefined && isContested(spec.schemas, schema, example.value)) continue;
        const because = `the documented example "${example.name}"`;
        const title = `${because} is accepted`;
        yield planKept(operation, {
          title,
          because: `it is ${because}`,
          pointer: example.pointer,
          json: example.value,
          asGiven: true,
        });
      }
    }
  },
};

function* bodyExamples(operation: Operation): Iterable<{ mediaType: MediaTypeSpec; example: NamedExample }> {
  for (const mediaType of operation.body?.mediaTypes ?? []) {
    if (!isJson(mediaType.name)) continue;
    for (const example of mediaType.examples) yield { mediaType, example };
  }
}
