// Notes with Fastify and the document that @fastify/swagger makes of its schemas: types are coerced, unknown members dropped.
const fastify = require('fastify');
const swagger = require('@fastify/swagger');

const app = fastify();
const notes = new Map([[1, { id: 1, title: 'first', text: null, stars: 1 }]]);
let last = 1;
const stars = { type: 'integer', minimum: 0, maximum: 5 };
const members = {
  title: { type: 'string', minLength: 1, maxLength: 80 },
  text: { type: 'string', maxLength: 2000, nullable: true },
  stars,
};
const input = { type: 'object', required: ['title'], additionalProperties: false, properties: members };
const note = { type: 'object', required: ['id', 'title'], properties: { id: { type: 'integer' }, ...members } };
const failure = {
  description: 'It is refused.',
  type: 'object',
  properties: {
    statusCode: { type: 'integer' },
    code: { type: 'string' },
    error: { type: 'string' },
    message: { type: 'string' },
  },
};
const params = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const page = {
  limit: { type: 'integer', minimum: 1, maximum: 50, default: 20 },
  offset: { type: 'integer', minimum: 0, default: 0 },
  stars,
};
const failed = { 400: failure, 404: failure };

const known = (id, reply, then) => {
  if (notes.has(id)) return then(notes.get(id));
  return reply.code(404).send({ statusCode: 404, error: 'Not Found', message: 'Note not found' });
};
const keep = (value) => notes.set(value.id, value).get(value.id);

app.register(swagger, { openapi: { info: { title: 'Notes', version: '1.0.0' } } });
app.after(() => {
  const querystring = { type: 'object', properties: page };
  const list = { 200: { description: 'Notes.', type: 'array', items: note }, 400: failure };
  app.get('/notes', { schema: { operationId: 'list', querystring, response: list } }, async ({ query }) =>
    [...notes.values()]
      .filter((each) => query.stars === undefined || each.stars === query.stars)
      .slice(query.offset, query.offset + query.limit),
  );
  const created = { 201: { description: 'The note.', ...note }, 400: failure };
  app.post('/notes', { schema: { operationId: 'create', body: input, response: created } }, async ({ body }, reply) => {
    last += 1;
    return reply
      .code(201)
      .header('location', `/notes/${last}`)
      .send(keep({ id: last, ...body }));
  });
  const response = { 200: { description: 'The note.', ...note }, ...failed };
  app.get('/notes/:id', { schema: { operationId: 'read', params, response } }, async (request, reply) =>
    known(request.params.id, reply, (value) => value),
  );
  app.put('/notes/:id', { schema: { operationId: 'replace', params, body: input, response } }, async (request, reply) =>
    known(request.params.id, reply, ({ id }) => keep({ id, ...request.body })),
  );
  const gone = { 204: { description: 'Gone.', type: 'null' }, ...failed };
  app.delete('/notes/:id', { schema: { operationId: 'remove', params, response: gone } }, async (request, reply) =>
    known(request.params.id, reply, ({ id }) => {
      notes.delete(id);
      return reply.code(204).send();
    }),
  );
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
});
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
