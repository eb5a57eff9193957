import type { RuleJson, RuleMatchJson, RuleThenJson } from '../client/admin-json';

/** @example whichRequests({ method: 'POST', query: { a: '1' } }) // 'POST where query a = 1' */
export function whichRequests({ operation, method, path, query, header, body }: RuleMatchJson): string {
  const subject = [operation, method?.toUpperCase(), path].filter((part) => part !== undefined).join(' ');
  const conditions = Object.entries({ query, header, body }).flatMap(([part, values]) =>
    Object.entries(values ?? {}).map(([name, value]) => {
      if (value === null && part !== 'body') return `no ${part} ${name}`;
      return `${part} ${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    }),
  );
  const all = subject === '' ? 'Every request' : subject;
  return conditions.length === 0 ? all : `${all} where ${conditions.join(' and ')}`;
}

const FAULTS: Readonly<Record<string, string>> = {
  hang: 'never answers',
  reset: 'breaks the connection',
  truncate: 'breaks off in the middle of the body',
  malformed: 'answers malformed JSON',
};

/** @example whatHappens({ status: 503, delay: '50..300' }) // 'answers 503, after 50..300 ms' */
export function whatHappens({ status, example, dynamic, body, fail, drift, delay, headers }: RuleThenJson): string {
  const parts = [
    ...(status === undefined ? [] : [`answers ${status}`]),
    ...(example === undefined ? [] : [`with the example ${example}`]),
    ...(dynamic ? ['with a body made up from the schema'] : []),
    ...(body === undefined ? [] : ['with a body of its own']),
    ...(headers === undefined ? [] : [`with ${Object.keys(headers).join(', ')}`]),
    ...(fail === undefined ? [] : [FAULTS[fail] ?? fail]),
    ...(drift === undefined ? [] : [`drifts: ${drift}`]),
    ...(delay === undefined ? [] : [`after ${delay} ms`]),
  ];
  return parts.join(', ');
}

export function howOften({ after, times }: RuleJson): string {
  const first = after === undefined || after === 0 ? '' : `after the first ${after}, `;
  return `${first}${times === undefined ? 'always' : times === 1 ? 'once' : `${times} times`}`;
}
