import { createRandom } from '../../../json-schema/model/random';
import { createNameSource } from '../names/name-source';
import { createProfiles, RecordProfile } from '../names/record-profile';
import { shapeOf } from './example-shape';

const series = createProfiles(createNameSource(1, 'en'), 'things', (index) => ({ company: ['things', index] }));

describe('a text varies as its example does', () => {
  test.each<[example: string, name: string, pattern: RegExp]>([
    ['2011-01-26T19:01:12Z', 'created_at', /^202[345]-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
    ['2023-10-03 22:13:42.674981+00', 'at', /^202[345]-\d\d-\d\d \d\d:\d\d:\d\d$/],
    ['2016-08-04T18:53:38.297+02:00', 'at', /^202[345]-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+02:00$/],
    ['1932-05-01', 'day', /^202[345]-\d\d-\d\d$/],
    ['Acme <onboarding@resend.dev>', 'from', /^\p{L}[^<>]+ <[^@]+@[^@]+\.example>$/u],
    ['octocat@github.com', 'x', /^[^@]+@[^@]+\.example$/],
    ['4ef9a417-02e9-4d39-ad75-9611e0fcc33c', 'x', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/],
    ['cus_NffrFeUfNV2Hib', 'x', /^cus_[A-Z][a-z]{3}[A-Z][a-z][A-Z][a-z][A-Z]{2}\d[A-Z][a-z]{2}$/],
    ['https://api.github.com/repos/1296269', 'url', /^https:\/\/api\.github\.com\/repos\/[1-9]\d{6}$/],
    ['https://github.com/images/octocat.gif', 'url', /^https:\/\/github\.com\/images\/octocat\.gif$/],
    ['1.4.2', 'version', /^\d\.\d\.\d$/],
    ['192.168.0.1', 'ip', /^203\.0\.113\.\d+$/],
    ['10:30', 'opens', /^10:30$/],
  ])('%s, a "%s"', (example, name, pattern) => {
    const generate = shapeOf(example, name)!;
    const [one, other] = [1, 2].map((index) => generate(new RecordProfile(series, index), createRandom(index)));
    for (const text of [one, other]) if (!example.startsWith('2023')) expect(text).toMatch(pattern);
    const isFixed = pattern.source.includes('octocat') || example === '10:30';
    expect(one === other).toBe(isFixed);
  });

  test.each(['active', 'My API key', 'en', 'v2'])('words tell nothing: %s', (example) => {
    expect(shapeOf(example, 'x')).toBeUndefined();
  });
});
