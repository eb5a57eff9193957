import { type HttpHandler, http } from 'msw';
import type { Mock } from '../mock/create-mock';
import { createMswHandlers, type MswHandlersOptions } from './msw-handlers';

export type { MswHandlersOptions };

/**
 * Makes request handlers for MSW, in Node or in a browser: requests are answered by a mock, without a socket.
 *
 * @param mock - what `createMock()` or `startMock()` gave
 * @example
 * import { setupServer } from 'msw/node';
 * const mock = createMock({ spec: loadSpec('openapi.yaml') });
 * const server = setupServer(...handlers(mock, { baseUrl: 'https://api.example.com/v1' }));
 */
export function handlers(mock: Mock | { readonly mock: Mock }, options?: MswHandlersOptions): HttpHandler[] {
  return createMswHandlers(http, mock, options);
}
