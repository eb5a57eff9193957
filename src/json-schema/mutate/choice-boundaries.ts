import type { Boundary } from './boundary-rule';
import type { Place } from './places';

/** Null, true and false, and every value of an enum, whichever branch allows it. */
export function choiceBoundaries({ variants, conjunction }: Place): readonly Boundary[] {
  const fallback = conjunction[0]?.pointer ?? '#';
  return variants.flatMap(({ types, values, typePointer = fallback }): Boundary[] => {
    if (values) {
      return values.value.map((value) => ({
        label: `the value ${JSON.stringify(value)}`,
        value,
        pointer: values.pointer,
      }));
    }
    const choices: Boundary[] = [];
    if (types.includes('null')) choices.push({ label: 'null', value: null, pointer: typePointer });
    if (types.includes('boolean')) {
      choices.push({ label: 'true', value: true, pointer: typePointer });
      choices.push({ label: 'false', value: false, pointer: typePointer });
    }
    return choices;
  });
}
