import type { Handler } from '../handlers/handler';

/** Handlers by the operations of the admin API's document. */
export type AdminHandlers = Readonly<Record<string, Handler>>;
