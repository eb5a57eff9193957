import { takesOperations } from '../../openapi/resources/resource-roles';
import { describeResponse, describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { isSuccess, successStatuses } from '../exchange/statuses';
import { type Blamed, blamedProperties, refusedKey, refusedSymptom } from '../findings/blamed-properties';
import type { Check } from '../findings/check';

/** A request that keeps every promise is answered with a documented success. */
export const acceptsValid: Check<Exchange> = {
  name: 'accepts-valid',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.16',
  judge(exchange) {
    const { expectation, operation, response, spec } = exchange;
    if (expectation.kind !== 'success' || operation === undefined || response.status >= 500) return [];
    if (isSuccess(response.status) || expectation.or?.includes(response.status) === true) return [];
    // What a patch names may not be there, and no schema says what is.
    if (UNFIT.includes(response.status) && takesOperations(spec.schemas, operation)) return [];
    const promised = `${successStatuses(operation).join(' or ')}, as the request is valid: ${expectation.because}`;
    const received = describeResponse(exchange);
    const blamed = blamedProperties(exchange);
    const [bystander] = blamed;
    // The target refuses something else than what the request was sent for: then that is the fault.
    if (bystander !== undefined && !blamed.some((each) => isAbout(expectation.pointer, each))) {
      const { in: place, name, schema, value } = bystander;
      const title = `rejects a valid ${name}: ${describeValue(value)}`;
      return [{ title, promised, received, pointer: schema.pointer, symptom: refusedSymptom(place, name) }];
    }
    return [
      {
        severity: expectation.severity,
        title: `rejects a valid request: ${expectation.because}`,
        promised,
        received,
        pointer: expectation.pointer,
        symptom: `status ${response.status}`,
        causedBy: blamed.map(refusedKey),
      },
    ];
  },
};

/** Statuses of a patch that does not fit its item (RFC 5789, section 2.2). */
const UNFIT: readonly number[] = [400, 404, 409, 422];

function isAbout(pointer: string, { schema }: Blamed): boolean {
  return pointer === schema.pointer || pointer.startsWith(`${schema.pointer}/`);
}
