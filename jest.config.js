const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
  ],
};

/** @type {import('jest').Config} */
module.exports = {
  // Jest leaves a core idle by default, which is half of a small CI machine.
  maxWorkers: '100%',
  // Tests that start processes take their time on a machine that does much else; one that hangs is still found.
  testTimeout: 60_000,
  projects: [
    {
      displayName: 'unit',
      testEnvironment: 'node',
      transform,
      testMatch: ['<rootDir>/src/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.redis\\.test\\.ts$'],
    },
    {
      displayName: 'contract',
      testEnvironment: 'node',
      transform,
      testMatch: ['<rootDir>/contract-tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(browser|hostile)\\.test\\.ts$'],
    },
  ],
};
