const { projects } = require('./jest.config.js');

/** What needs a Redis server, apart from the other tests so that these need none; see redis-server.test-support.ts. */
const [{ transform }] = projects;

/** @type {import('jest').Config} */
module.exports = {
  displayName: 'redis',
  testEnvironment: 'node',
  transform,
  testMatch: ['<rootDir>/src/**/*.redis.test.ts'],
  testTimeout: 60_000,
};
