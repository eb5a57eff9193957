import assert from 'node:assert/strict';
import { createMock, DocumentError, loadSpec, parseSpec, SHIPPED_SPEC } from 'contact-points-kit';
import * as jestEntry from 'contact-points-kit/jest';

const mock = createMock({ spec: loadSpec(SHIPPED_SPEC), count: 3 });
const [path] = Object.keys(mock.spec.document.paths);
const answer = await mock.handle({ method: 'GET', path, query: '', headers: {} });
assert.equal(answer.status, 200);
assert.equal(JSON.parse(answer.body).total, 3);
assert.throws(() => parseSpec('{}'), DocumentError);
assert.ok(Object.keys(jestEntry).length > 0);
