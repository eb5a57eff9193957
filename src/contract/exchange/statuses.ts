import type { Operation } from '../../openapi/model/model';

/** Tests for a status of success (RFC 9110, section 15.3). */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The documented statuses of success: `['201']`, `['2XX']`. */
export function successStatuses(operation: Operation): readonly string[] {
  const documented = operation.responses.map(({ status }) => status).filter((status) => status.startsWith('2'));
  return documented.length === 0 ? ['2XX'] : documented;
}

/** The statuses that an operation documents for a request that breaks a constraint: 400, or 422 where only that is. */
export function rejectionStatuses(operation: Operation): readonly number[] {
  const documented = [400, 422].filter((status) =>
    operation.responses.some((response) => response.status === String(status)),
  );
  return documented.length === 0 ? [400] : documented;
}

/** Tests if a response to this method with this status can have a body. */
export function carriesBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status >= 200 && status !== 204 && status !== 205 && status !== 304;
}
