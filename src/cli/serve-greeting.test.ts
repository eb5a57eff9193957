import { type Greeting, serveGreeting } from './serve-greeting';

const greeting: Greeting = {
  url: 'http://127.0.0.1:1',
  title: 'Notes',
  version: '2',
  source: 'notes.yaml',
  resources: [
    { name: 'notes', records: 12, description: 'notes  list create' },
    { name: 'tags', records: 1, description: 'tags   list' },
  ],
};

test('for a person', () => {
  expect(serveGreeting(greeting, 'pretty')).toBe(
    'Notes 2 (notes.yaml)\nListening on http://127.0.0.1:1\nResources:\n  notes  list create · 12 records\n  tags   list · 1 record\nStop with Ctrl-C.\n\n',
  );
});

test('for a person, with what was inferred besides', () => {
  const further = ['singletons  me (read update)', 'no state    answers no body: GET /ping'];
  expect(serveGreeting({ ...greeting, further }, 'pretty')).toContain(
    '1 record\nBesides:\n  singletons  me (read update)\n  no state    answers no body: GET /ping\nStop',
  );
});

test('for a person, without resources', () => {
  expect(serveGreeting({ ...greeting, resources: [] }, 'pretty')).toContain('every operation answers with an example');
});

test('as one line of JSON', () => {
  const text = serveGreeting(greeting, 'json');
  expect(text.indexOf('\n')).toBe(text.length - 1);
  expect(JSON.parse(text)).toEqual({
    time: expect.any(String),
    event: 'listening',
    url: 'http://127.0.0.1:1',
    title: 'Notes',
    version: '2',
    source: 'notes.yaml',
    records: { notes: 12, tags: 1 },
  });
});
