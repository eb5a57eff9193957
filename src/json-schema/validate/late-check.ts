import type { ValidateFunction } from 'ajv';

/** A check that is compiled when it is first called; afterwards it carries what the real one found, as ajv expects. */
export function lateCheck(compile: () => ValidateFunction): ValidateFunction {
  let check: ValidateFunction | undefined;
  const late = ((value, context) => {
    check ??= compile();
    const valid = check(value, context);
    late.errors = check.errors ?? null;
    Object.assign(late, { evaluated: check.evaluated });
    return valid;
  }) as ValidateFunction;
  late.evaluated = { dynamicProps: true, dynamicItems: true };
  return late;
}
