import type { Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import type { FaultInjection } from './fault-injection';

/** Chooses the violations of a body that are reported, given those that there are. */
export type JudgeBody = (violations: readonly SchemaViolation[], body: unknown) => readonly SchemaViolation[];

/**
 * Injects faults into the validation of bodies.
 *
 * @param pointers - the schemas that it concerns: those of request bodies, and of what a partial update results in
 */
export function changeValidation(pointers: ReadonlySet<string>, judge: JudgeBody): FaultInjection {
  return {
    schemas: (schemas): Schemas => ({
      document: schemas.document,
      at: (pointer) => schemas.at(pointer),
      below: (parent, ...tokens) => schemas.below(parent, ...tokens),
      validator(schema, direction) {
        const validate = schemas.validator(schema, direction);
        if (!pointers.has(schema.pointer)) return validate;
        return (value) => judge(validate(value), value);
      },
    }),
  };
}
