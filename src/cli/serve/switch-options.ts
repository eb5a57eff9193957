import type { OptionSpec } from '../command-line/command';

/** The options by which an app meets what it has to bear: slowness, failures, logins, references to nothing. */
export const switchOptions: readonly OptionSpec[] = [
  {
    name: 'delay',
    value: 'MS|MIN..MAX',
    description: 'Hold every answer back this many milliseconds, or a number of them drawn from a range',
  },
  { name: 'fail-rate', value: 'SHARE', description: 'Let this share of requests fail, from 0 to 1', default: '0' },
  {
    name: 'fail-with',
    value: 'STATUS,…',
    description: 'Statuses that they fail with, each as often as the others',
    default: '503',
  },
  {
    name: 'auth',
    value: 'off|presence|strict',
    description: 'Ask for no logins, for any, or for known ones that have not expired',
    default: 'off',
  },
  {
    name: 'client',
    value: 'ID:SECRET',
    multiple: true,
    description: 'Client that may have a token, or log in with HTTP Basic',
    default: 'mock-client:mock-secret',
    env: 'CONTACT_POINTS_CLIENT',
  },
  {
    name: 'api-key',
    value: 'KEY',
    multiple: true,
    description: 'API key, or token of an HTTP bearer scheme, that is known',
    default: 'mock-key',
    env: 'CONTACT_POINTS_API_KEY',
  },
  {
    name: 'references',
    value: 'off|warn|strict',
    description: 'Take requests that refer to what does not exist, take them with a warning, or refuse them',
    default: 'off',
  },
];
