import type { MockRequest, Onward } from '../../mock/messages/message';

/** The header fields of a request as the real API gets them: without what was for the mock only. */
export function onwardHeaders(
  headers: Readonly<Record<string, string[]>>,
  { headers: sent }: Pick<MockRequest, 'headers'>,
  { prefer, withheld, isMalformed }: Onward,
): Record<string, string[]> {
  const going = { ...headers };
  for (const name of withheld) delete going[name];
  if (prefer === undefined) delete going.prefer;
  else if (prefer !== sent.prefer) going.prefer = [prefer];
  // A coding would hide how its JSON is broken.
  if (isMalformed === true) going['accept-encoding'] = ['identity'];
  return going;
}

/** Fields that are lists, to which is added. */
const LISTS = new Set(['vary', 'preference-applied']);

/** The header fields of an answer with more of them, which take the place of others of the same name, or add to a list. */
export function withMore(
  headers: Readonly<Record<string, string[]>>,
  more: Readonly<Record<string, string>>,
): Record<string, string[]> {
  const all = { ...headers };
  for (const [name, value] of Object.entries(more)) {
    all[name] = LISTS.has(name) ? [...(headers[name] ?? []), value] : [value];
  }
  return all;
}
