import type { OptionSpec } from '../command-line/command';

/** The options by which several processes, on one machine or on many, serve one state. */
export const storeOptions: readonly OptionSpec[] = [
  {
    name: 'store',
    value: 'memory|URL',
    description: 'Keep the data in this process, or in Redis or Valkey at redis://… or rediss://… for several of them',
    default: 'memory',
    env: 'CONTACT_POINTS_STORE',
  },
  {
    name: 'store-prefix',
    value: 'NAME',
    description: 'What all keys in Redis begin with; mocks with the same prefix share one state',
    default: 'contact-points',
  },
  { name: 'workers', value: 'N', description: 'Processes that serve the port together, from one store', default: '1' },
];
