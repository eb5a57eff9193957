import { parseSpec } from '../../../openapi/load-spec';
import { planSeeding } from '../plan-seeding';
import { detectLocale } from './detect-locale';

const documentOf = (description: string, more = ''): string =>
  `{ openapi: 3.1.0, info: { title: API, version: '1', description: "${description}" }, paths: {}${more} }`;

describe('the language of the data is', () => {
  test.each<[description: string, more: string, locale: string]>([
    ['List all the orders of a customer and update them.', '', 'en'],
    ['Geeft de bestellingen van een klant met alle regels.', '', 'nl'],
    ['Liefert die Bestellungen der Kunden und ein Verzeichnis aller Artikel.', '', 'de'],
    ['Retourne la liste des commandes pour une personne.', '', 'fr'],
    ['', '', 'en'],
    ['List all the orders.', ', x-seed: { locale: nl }', 'nl'],
    ['Geeft de bestellingen van een klant.', ', x-seed: { locale: xx }', 'nl'],
  ])('of "%s"%s: %s', (description, more, locale) => {
    expect(detectLocale(parseSpec(documentOf(description, more)))).toBe(locale);
  });

  test('that of an option before all', () => {
    const schema =
      '{ type: object, properties: { id: { type: integer }, phone: { type: string } }, required: [id, phone] }';
    const ok = (content: string) =>
      `{ get: { responses: { '200': { description: ok, content: { application/json: { schema: ${content} } } } } } }`;
    const spec = parseSpec(
      `{ openapi: 3.1.0, info: { title: The list of people, version: '1' }, paths: { /people: ${ok(`{ type: array, items: ${schema} }`)} } }`,
    );
    const phoneOf = (locale?: 'nl') => planSeeding(spec, { locale, count: 1 }).get('people')?.recordAt(0).phone;
    expect([phoneOf('nl'), phoneOf()]).toEqual([expect.stringMatching(/^\+31/), expect.stringMatching(/^\+44/)]);
  });
});
