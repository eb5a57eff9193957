import { decodeCursor, encodeCursor } from './cursor';

describe('cursors', () => {
  test.each([0, 1, 25, 3255, 1_000_000_000])('lead back to %d', (offset) => {
    const cursor = encodeCursor(offset);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor)).toBe(offset);
  });

  test.each([
    '',
    'foo',
    '25',
    encodeCursor(25).slice(1),
    `${encodeCursor(25)}=`,
    ` ${encodeCursor(25)}`,
    25,
    true,
    ['a'],
    null,
  ])('are not %j', (cursor) => {
    expect(decodeCursor(cursor)).toBeUndefined();
  });

  test.each(['from:', 'from:x', 'from:1.5', 'from:1e3', 'from: 1', 'to:1'])('are not made of %j', (text) => {
    expect(decodeCursor(Buffer.from(text).toString('base64url'))).toBeUndefined();
  });
});
