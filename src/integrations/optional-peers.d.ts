// The parts of packages that are used here and installed by users only, if at all.
declare module 'vitest' {
  export const describe: (name: string, define: () => void) => void;
  export const test: (name: string, run: () => Promise<void>) => void;
  export const beforeAll: (run: () => Promise<void>) => void;
  export const afterAll: (run: () => Promise<void>, timeout?: number) => void;
}

declare module 'msw' {
  export interface HttpHandler {
    readonly info: object;
  }
  export const http: {
    all(path: string | RegExp, resolver: (info: { request: Request }) => Promise<Response | undefined>): HttpHandler;
  };
}
