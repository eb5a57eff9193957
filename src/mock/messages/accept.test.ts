import { createNegotiator } from './accept';

describe('createNegotiator', () => {
  test.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['APPLICATION/JSON', 'application/json'],
    ['application/json; charset=utf-8', 'application/json'],
    ['application/*', 'application/json'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    ['text/csv', 'text/csv'],
    ['text/csv;q=0.5, application/json;q=0.4', 'text/csv'],
    ['text/*, application/json;q=0.9', 'text/csv'],
    ['*/*;q=0.1, text/csv;q=0', 'application/json'],
    ['*/*, application/json;q=0', 'text/csv'],
    ['application/json;q=0', undefined],
    ['*/*;q=0', undefined],
    ['text/html', undefined],
    ['application/problem+json', undefined],
    ['image/*, video/mp4', undefined],
    ['nonsense', 'application/json'],
    ['*/json, ;;, a/b/c', 'application/json'],
    ['application/json;q=nonsense', 'application/json'],
    ['application/json;q=2', 'application/json'],
  ])('%j of JSON and CSV gives %s', (accept, expected) => {
    const negotiate = createNegotiator(['application/json', 'text/csv']);
    expect(negotiate(accept)).toBe(expected);
    expect(negotiate(accept)).toBe(expected);
  });

  test.each<[readonly string[], string, string | undefined]>([
    [['application/vnd.api+json'], 'application/json', 'application/vnd.api+json'],
    [['application/vnd.api+json'], 'application/json, text/plain, */*', 'application/vnd.api+json'],
    [['application/json'], 'application/vnd.github+json', 'application/json'],
    [['application/json', 'text/csv'], 'application/vnd.github+json, text/csv;q=0.1', 'text/csv'],
    [['application/json'], 'application/vnd.github+json, application/json;q=0', undefined],
    [['application/json'], 'application/problem+json', undefined],
    [['application/json'], 'application/hal+json;q=0', undefined],
    [['application/xml'], 'application/json', undefined],
    [['text/csv'], 'application/vnd.a+json', undefined],
  ])('of %j, %s gives %s', (offered, accept, expected) => {
    expect(createNegotiator(offered)(accept)).toBe(expected);
  });

  test('does not remember without bound what clients send', () => {
    const negotiate = createNegotiator(['application/json']);
    for (let index = 0; index < 1000; index++) negotiate(`text/x-${index}`);
    expect(negotiate('text/x-999')).toBeUndefined();
    expect(negotiate('application/json')).toBe('application/json');
  });
});
