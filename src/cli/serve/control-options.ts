import type { OptionSpec } from '../command-line/command';

/** The options by which a mock is worked against all day: what it keeps, follows and passes on, and who controls it. */
export const controlOptions: readonly OptionSpec[] = [
  { name: 'watch', description: 'Follow the document, the files it refers to, and the fixtures as they are saved' },
  { name: 'persist', value: 'FILE', description: 'Keep the data in this JSON file, so that they survive a restart' },
  {
    name: 'base-path',
    value: 'PATH',
    description: 'Serve the document below this path only; / for the root',
    default: "the root, and the path of each of the document's servers",
  },
  {
    name: 'upstream',
    value: 'URL',
    description: 'Pass what the document lacks on to the real API here, and compare it with the document',
  },
  {
    name: 'upstream-only',
    value: 'NAME|/PATH',
    multiple: true,
    description: 'Pass this operation or path on instead; * stands for a segment, ** for several',
  },
  {
    name: 'session-ttl',
    value: 'MINUTES',
    description: 'Forget a session this long after its last request',
    default: '60',
  },
  {
    name: 'max-sessions',
    value: 'N',
    description: 'Sessions at a time; one more takes the place of the longest unused one',
    default: '1000',
  },
  {
    name: 'journal',
    value: 'N',
    description: 'Requests that each session remembers with their answers, 0 for none',
    default: '500',
  },
  {
    name: 'admin-token',
    value: 'TOKEN',
    description: 'Bearer token without which nobody controls the mock below /__admin',
    env: 'CONTACT_POINTS_ADMIN_TOKEN',
  },
  { name: 'no-admin', description: 'Serve nothing below /__admin' },
];
