import { withoutMarkup } from './without-markup';

/** The tags, comments and the like that a browser would see. */
const tagsIn = (text: string): string[] => text.match(/<[a-z/!?][^>]*>?/gi) ?? [];

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror=alert(1) ',
  '<IMG\nSRC=x>',
  '</b><svg/onload=alert(1)>',
  '<b onclick=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<?xml?><math>',
  '`<iframe srcdoc="x">`',
  '<<script>script>',
  '<https://a/<img src=x onerror=alert(1)>',
  '<https://a onmouseover=alert(1)>',
])('%s is a text', (text) => {
  const tags = tagsIn(String(withoutMarkup(text))).filter((tag) => !/^<\/?b>$/i.test(tag));
  expect(tags).toEqual([]);
});

test.each([
  'a < b, a<=b and 5 <6',
  '<b>bold</b><br/> <br> <h2>Title</h2>\n\n| a | b |',
  'see <https://example.com/a?b=c> and `x <= y`',
])('%s stays as it is', (text) => {
  expect(withoutMarkup(text)).toBe(text);
});

test('everywhere in a document, whose other values stay', () => {
  const document = {
    info: { title: '<i>A</i>', description: '<u>x</u><form>' },
    list: [1, null, true, { 'x-y': '<video>' }],
  };
  expect(withoutMarkup(document)).toEqual({
    info: { title: '<i>A</i>', description: '<u>x</u><\u200bform>' },
    list: [1, null, true, { 'x-y': '<\u200bvideo>' }],
  });
});
