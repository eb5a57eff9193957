import type { MockResponse } from '../../mock/messages/message';
import type { Operation, Role, Spec } from '../../openapi/model/model';
import { successResponse } from '../../openapi/operations/responses';
import { changeAnswersThat, isSuccess, withHeader, withoutHeader, withStatus } from '../changes/change-answers';
import { isMalformed } from '../changes/change-requests';
import type { FaultInjection, MatchedRequest } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Statuses that teams answer in the place of the documented one. */
const INSTEAD: Readonly<Record<string, readonly number[]>> = { 200: [201, 202], 201: [200, 202], 204: [200, 202] };

type Applies = (answer: MockResponse, matched: MatchedRequest) => boolean;

/** Each success with another status, and each refusal with one that means something else. */
export function statusDrifts(spec: Spec): Drift[] {
  return defineDrifts('status', [
    ...spec.operations.flatMap((operation) => successFaults(operation)),
    ...refusalFaults(spec),
  ]);
}

function successFaults(operation: Operation): DriftDefinition[] {
  const documented = successResponse(operation)?.status ?? '';
  const others = (INSTEAD[documented] ?? []).filter((status) => !has(operation, String(status)));
  const applies: Applies = (answer, asked) => isSuccess(answer) && asked.operation?.pointer === operation.pointer;
  return [
    ...others.map(
      (status): DriftDefinition => [
        `${operation.id}:${status}-for-${documented}`,
        `answers ${status} when ${operation.id} succeeds`,
        'success-status',
        changeAnswersThat(applies, (answer) => emptyIf(status === 204, withStatus(answer, status))),
      ],
    ),
    [
      `${operation.id}:303-for-${documented}`,
      `redirects when ${operation.id} succeeds`,
      ['status-documented', 'accepts-valid'],
      changeAnswersThat(applies, (answer) => withStatus(answer, 303)),
    ],
  ];
}

function* refusalFaults(spec: Spec): Iterable<DriftDefinition> {
  const says = (status: number) => spec.operations.some((operation) => has(operation, String(status)));
  const turn = (applies: Applies, status: number): FaultInjection =>
    changeAnswersThat(applies, (answer) => emptyIf(status === 204, withStatus(answer, status)));
  const invalid: Applies = ({ status, note }, asked) =>
    status === 400 && asked.operation !== undefined && !isMalformed(asked.request, asked) && note !== '';
  const malformed: Applies = ({ status }, asked) => status === 400 && isMalformed(asked.request, asked);
  const unknown: Applies = ({ status }, { operation }) => status === 404 && operation !== undefined;
  const method: Applies = ({ status }) => status === 405;
  const accept: Applies = ({ status }) => status === 406;
  const type: Applies = ({ status }) => status === 415;
  const path: Applies = ({ status }, { known }) => status === 404 && !known;
  const bodies = spec.operations.some(({ body }) => body !== undefined);
  const items = (...roles: Role[]) => spec.resources.some((each) => roles.some((role) => each.roles[role]));

  for (const status of [422, 409, 404].filter((each) => !says(422) || each !== 422)) {
    const notThePath: Applies = (answer, asked) => invalid(answer, asked) && asked.operation?.body !== undefined;
    const title = `answers ${status} to an invalid body`;
    yield [`status:${status}-for-400`, title, 'rejection-status', turn(notThePath, status)];
  }
  yield ['status:500-for-400', 'fails with 500 on an invalid request', 'no-server-error', turn(invalid, 500)];
  yield ['status:200-for-400', 'answers 200 to an invalid request', 'rejects-invalid', turn(invalid, 200)];
  if (bodies) {
    yield ['malformed:500', 'fails with 500 on a body that is no JSON', 'no-server-error', turn(malformed, 500)];
    yield ['malformed:422', 'answers 422 to a body that is no JSON', 'malformed-body-rejected', turn(malformed, 422)];
    yield ['malformed:200', 'answers 200 to a body that is no JSON', 'malformed-body-rejected', turn(malformed, 200)];
  }
  if (items('read', 'replace', 'update', 'remove')) {
    yield ['unknown-id:500', 'fails with 500 on an unknown id', 'no-server-error', turn(unknown, 500)];
    yield ['unknown-id:400', 'answers 400 to an unknown id', 'unknown-not-found', turn(unknown, 400)];
    yield ['unknown-id:403', 'answers 403 to an unknown id', 'unknown-not-found', turn(unknown, 403)];
    yield ['unknown-id:200', 'answers 200 to an unknown id', 'unknown-not-found', turn(unknown, 200)];
    yield ['unknown-id:204', 'answers 204 to an unknown id', 'unknown-not-found', turn(unknown, 204)];
  }
  for (const status of [404, 400, 501, 200]) {
    const check = status === 501 ? ['method-not-allowed', 'no-server-error'] : 'method-not-allowed';
    yield [`wrong-method:${status}`, `answers ${status} to a method it does not have`, check, turn(method, status)];
  }
  yield ['unknown-path:200', 'answers 200 to a path it does not have', 'unknown-not-found', turn(path, 200)];
  yield ['unknown-path:400', 'answers 400 to a path it does not have', 'unknown-not-found', turn(path, 400)];
  if (says(406)) {
    yield ['not-acceptable:400', 'answers 400 where Accept excludes JSON', 'refuses-accept', turn(accept, 400)];
    yield ['not-acceptable:500', 'fails with 500 where Accept excludes JSON', 'no-server-error', turn(accept, 500)];
  }
  if (says(415)) {
    yield ['wrong-type:422', 'answers 422 to a body that is not JSON', 'media-type-rejected', turn(type, 422)];
    yield ['wrong-type:500', 'fails with 500 on a body that is not JSON', 'no-server-error', turn(type, 500)];
    yield ['wrong-type:200', 'answers 200 to a body that is not JSON', 'media-type-rejected', turn(type, 200)];
  }
  const limited = changeAnswersThat(isSuccess, (answer) => withHeader(withStatus(answer, 429), 'retry-after', '0'));
  yield ['status:429-always', 'refuses everything as too many requests', 'rate-limited', limited];
}

function has(operation: Operation, status: string): boolean {
  return operation.responses.some((response) => response.status === status);
}

function emptyIf(isEmpty: boolean, answer: MockResponse): MockResponse {
  if (!isEmpty) return answer;
  const { body: _, ...rest } = withoutHeader(answer, 'content-type');
  return rest;
}
