import type { MediaTypeSpec, NamedExample, Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { isContested } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { keptAsSent } from '../steps/records/kept-as-sent';
import { sendForOperation } from '../steps/records/send-for-operation';

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
        yield exampleCase(operation, example);
      }
    }
  },
};

function exampleCase(operation: Operation, example: NamedExample): PlannedCase {
  const because = `it is the documented example "${example.name}"`;
  return {
    title: `the documented example "${example.name}" is accepted`,
    operation,
    pointer: example.pointer,
    writes: true,
    exclusive: false,
    run: async (context) => {
      const expectation = { kind: 'success', because, pointer: example.pointer } as const;
      const result = await sendForOperation(context, operation, {
        parts: { json: example.value },
        expectation,
        asGiven: true,
      });
      await keptAsSent(context, operation, result, `the example "${example.name}"`);
    },
  };
}

function* bodyExamples(operation: Operation): Iterable<{ mediaType: MediaTypeSpec; example: NamedExample }> {
  for (const mediaType of operation.body?.mediaTypes ?? []) {
    if (!isJson(mediaType.name)) continue;
    for (const example of mediaType.examples) yield { mediaType, example };
  }
}
