const { projects } = require('./jest.config.js');

/** Hostile input, faults and ends, apart from the other tests because they take longer; HOSTILE=large makes them large. */
const [{ transform }] = projects;

/** @type {import('jest').Config} */
module.exports = {
  displayName: 'hostile',
  testEnvironment: 'node',
  transform,
  testMatch: ['<rootDir>/contract-tests/hostile/**/*.hostile.test.ts'],
  testTimeout: 120_000,
};
