import type { Parameter } from '../model/model';
import { objectOfList, objectOfPairs, type ParameterTexts } from './parameter-texts';
import type { ParameterType } from './parameter-type';

/**
 * Takes the decoded text of a path or header parameter apart by its style: `simple`, `label`, `matrix` (OpenAPI 3.1,
 * section 4.8.12.2, after RFC 6570).
 *
 * @param text - for a path parameter the percent-decoded segment, for a header the field value
 */
export function plainTexts(parameter: Parameter, type: ParameterType, text: string): ParameterTexts {
  if (parameter.json || (parameter.style === 'simple' && type.shape === 'scalar')) return { kind: 'scalar', text };
  if (parameter.style === 'label') return labelTexts(parameter, type, text);
  if (parameter.style === 'matrix') return matrixTexts(parameter, type, text);
  const pieces = text.split(',').map((piece) => (parameter.in === 'header' ? piece.trim() : piece));
  return assemble(parameter, type, text, pieces);
}

function labelTexts(parameter: Parameter, type: ParameterType, text: string): ParameterTexts {
  if (!text.startsWith('.')) return { kind: 'broken', keyword: 'style', detail: 'must start with a dot' };
  const rest = text.slice(1);
  return assemble(parameter, type, rest, rest.split(parameter.explode ? '.' : ','));
}

function matrixTexts(parameter: Parameter, type: ParameterType, text: string): ParameterTexts {
  const wrong = { kind: 'broken', keyword: 'style', detail: `must start with ";${parameter.name}="` } as const;
  if (!text.startsWith(';')) return wrong;
  const pieces = text.slice(1).split(';');
  if (parameter.explode && type.shape === 'object') return objectOfPairs(pieces);
  const prefix = `${parameter.name}=`;
  if (!pieces.every((piece) => piece.startsWith(prefix))) return wrong;
  const values = pieces.map((piece) => piece.slice(prefix.length));
  if (parameter.explode && type.shape === 'array') return { kind: 'array', texts: values };
  if (values.length > 1) return { kind: 'broken', keyword: 'repetition', detail: 'must be given only once' };
  return assemble({ ...parameter, explode: false }, type, values[0]!, values[0]!.split(','));
}

function assemble(parameter: Parameter, type: ParameterType, whole: string, pieces: readonly string[]): ParameterTexts {
  if (type.shape === 'scalar') return { kind: 'scalar', text: whole };
  if (type.shape === 'object') return parameter.explode ? objectOfPairs(pieces) : objectOfList(pieces);
  if (pieces.length === 1 && type.scalars.length > 0) return { kind: 'scalar', text: whole };
  return { kind: 'array', texts: whole === '' ? [] : pieces };
}
