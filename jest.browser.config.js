const { projects } = require('./jest.config.js');

/** What needs a real browser, apart from the other tests so that these need none; see contract-tests/chromium.ts. */
const [{ transform }] = projects;

/** @type {import('jest').Config} */
module.exports = {
  displayName: 'browser',
  testEnvironment: 'node',
  transform,
  testMatch: ['<rootDir>/contract-tests/**/*.browser.test.ts'],
  testTimeout: 60_000,
};
