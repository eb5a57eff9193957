import type { Operation } from '../../openapi/model/model';
import { asDocumented } from './as-documented';
import { createProblem, type Problem } from './problems';

const operation = (statuses: readonly string[]): Operation =>
  ({ responses: statuses.map((status) => ({ status })) }) as unknown as Operation;
const rejection = (...places: ('path' | 'body')[]): Problem => {
  const violations = places.map((place) => ({ in: place, path: ['a'], keyword: 'type', reason: 'must be a number' }));
  return createProblem('violations', { violations });
};

describe('asDocumented', () => {
  it.each([
    { documented: ['200', '400'], problem: rejection('body'), status: 400 },
    { documented: ['200', '400', '422'], problem: rejection('body'), status: 400 },
    { documented: ['200', '422'], problem: rejection('body'), status: 422 },
    { documented: ['200', '422'], problem: createProblem('malformed-body'), status: 422 },
    { documented: ['200', '422'], problem: createProblem('not-found'), status: 404 },
    { documented: ['200', '404'], problem: rejection('path'), status: 404 },
    { documented: ['200', '404'], problem: rejection('path', 'body'), status: 400 },
    { documented: ['200', '404', '4XX'], problem: rejection('path'), status: 400 },
    { documented: ['200', '404', 'default'], problem: rejection('path'), status: 400 },
    { documented: ['200'], problem: rejection('path'), status: 400 },
    { documented: ['default'], problem: rejection('body'), status: 400 },
  ])('$problem.kind of $problem.violations.length violations is $status where $documented is documented', (row) => {
    const { status, title, violations } = asDocumented(row.problem, operation(row.documented));
    expect(status).toBe(row.status);
    if (row.status === 422) expect([title, violations]).toEqual(['Unprocessable Entity', row.problem.violations]);
  });

  it('leaves alone what belongs to no operation', () => {
    const problem = rejection('path');
    expect(asDocumented(problem, undefined)).toBe(problem);
  });
});
