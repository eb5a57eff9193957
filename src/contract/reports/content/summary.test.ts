import type { Coverage, Undocumented } from '../../coverage/coverage';
import { undocumentedGroups } from './summary';

const seen = (kind: Undocumented['kind'], name: string, operation: string, status: number): Undocumented => {
  return { kind, name, operation, status, count: 2, caseId: `${operation} ${status}` };
};

test('tells each thing once, with every place where it was seen', () => {
  const undocumented = [
    seen('header', 'x-shard', 'createNote', 400),
    seen('header', 'x-shard', 'createNote', 201),
    seen('property', 'x-shard', 'getNote', 200),
    seen('header', 'x-shard', 'getNote', 200),
  ];
  expect(undocumentedGroups({ undocumented } as unknown as Coverage)).toEqual([
    { kind: 'header', name: 'x-shard', where: 'createNote 201, 400; getNote 200', count: 6, caseId: 'createNote 400' },
    { kind: 'property', name: 'x-shard', where: 'getNote 200', count: 2, caseId: 'getNote 200' },
  ]);
});
