const assert = require('node:assert/strict');
const { createMock, loadSpec } = require('contact-points-kit');
const { handlers } = require('contact-points-kit/msw');

assert.equal(handlers(createMock({ spec: loadSpec('openapi.yaml') })).length, 1);
