// The part of Vitest that is used: the package is a user's own and not installed here.
declare module 'vitest' {
  export const describe: (name: string, define: () => void) => void;
  export const test: (name: string, run: () => Promise<void>) => void;
  export const beforeAll: (run: () => Promise<void>) => void;
  export const afterAll: (run: () => Promise<void>, timeout?: number) => void;
}
