import { loadSpec } from './load-spec';
import { createRouter } from './router';

test('loads the shipped document', () => {
  const spec = loadSpec(`${__dirname}/../../spec/contact-points.yaml`);
  expect(spec.operations.map((operation) => operation.method)).toEqual(['get', 'post', 'get', 'put', 'delete']);
  expect(createRouter(spec).match(`${spec.paths[0]!.template.source}/7`)).toMatchObject({ kind: 'found' });
});
