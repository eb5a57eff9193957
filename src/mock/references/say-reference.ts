import { formatPropertyPath } from '../../json-schema/model/pointer';
import { singulars } from '../../openapi/model/names';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { MockResponse } from '../messages/message';
import type { RequestViolation } from '../problems/request-violation';

/** The header field in which a mock tells what it would not let pass if it were stricter. */
const WARNING_HEADER = 'mock-warning';

type Place = Pick<RequestViolation, 'in' | 'path'>;

/** The violation of referring to nothing: `Customer with ID 3445 does not exist.` */
export function doesNotExist(place: Place, pool: string, id: ParameterValue): RequestViolation {
  return {
    ...place,
    keyword: 'reference',
    subject: `${capital(nounOf(pool))} with ID ${shown(id)}`,
    reason: 'does not exist',
  };
}

/** The violation of referring to what is somebody else's: `Location with ID 7 does not belong to customer with ID 3445.` */
export function doesNotBelong(
  place: Place,
  pool: string,
  id: ParameterValue,
  ownerPool: string,
  ownerId: ParameterValue,
): RequestViolation {
  const reason = `does not belong to ${nounOf(ownerPool)} with ID ${shown(ownerId)}`;
  return { ...place, keyword: 'reference', subject: `${capital(nounOf(pool))} with ID ${shown(id)}`, reason };
}

/** The answer with what is wrong told in a header field and in the log. */
export function withWarning(answer: MockResponse, violations: readonly RequestViolation[]): MockResponse {
  const told = violations.map(
    ({ in: part, path, subject, reason }) => `${part} ${formatPropertyPath(path)}: ${subject} ${reason}.`,
  );
  const text = told.join(' ');
  const note = answer.note === '' ? `warning: ${text}` : `${answer.note}, warning: ${text}`;
  return { ...answer, headers: { ...answer.headers, [WARNING_HEADER]: text.replace(/[^\x20-\x7e]/g, '?') }, note };
}

/** `support_tickets` is about a support ticket. */
function nounOf(pool: string): string {
  const last = pool.split('.').at(-1)!;
  const words = last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return singulars(words)[0]!;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shown(id: ParameterValue): string {
  const text = String(id);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
