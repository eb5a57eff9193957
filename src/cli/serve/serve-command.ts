import type { CommandSpec } from '../command-line/command';
import { controlOptions } from './control-options';
import { storeOptions } from './store-options';
import { switchOptions } from './switch-options';

/** The command line of `serve`. */
export const serveSpec: CommandSpec = {
  name: 'serve',
  summary: 'Serve a stateful mock of an OpenAPI document',
  positionals: [],
  options: [
    {
      name: 'spec',
      value: 'FILE',
      description: 'OpenAPI 3.0 or 3.1 document to serve, YAML or JSON',
      default: 'the contact points API',
    },
    { name: 'port', value: 'PORT', description: 'Port to listen on, 0 for a free one', default: '4010', env: 'PORT' },
    {
      name: 'host',
      value: 'HOST',
      description: 'Interface to listen on; 0.0.0.0 lets other machines in',
      default: '127.0.0.1',
      env: 'CONTACT_POINTS_HOST',
    },
    {
      name: 'seed',
      value: 'N',
      description: 'Number that the generated records depend on; the same number gives the same records',
      default: '1',
    },
    { name: 'count', value: 'N', description: 'Records to generate per collection', default: '3255' },
    {
      name: 'locale',
      value: 'nl|en|de|fr',
      description: 'Language and country of generated names, places and telephone numbers',
      default: 'nl',
    },
    {
      name: 'fixtures',
      value: 'FILE|DIR',
      description: 'Hand-written records, YAML or JSON, put in before the generated ones',
      default: 'those of the contact points API, with its document',
    },
    {
      name: 'drift',
      value: 'NAME',
      multiple: true,
      description: 'Break the contract in this way; several with commas; `contact-points drifts` lists them',
    },
    ...switchOptions,
    ...controlOptions,
    ...storeOptions,
    { name: 'quiet', description: 'Print nothing but errors' },
    {
      name: 'log-format',
      value: 'pretty|json',
      description: 'One line per request for people, or one JSON object per line',
      default: 'pretty',
    },
  ],
  exitCodes: [
    [0, 'Stopped by Ctrl-C or SIGTERM'],
    [2, 'The command line, the document, a fixture or the port cannot be used'],
  ],
  examples: [
    'contact-points serve',
    'contact-points serve --port 0 --seed 7 --count 50',
    'contact-points serve --delay 50..300 --fail-rate 0.02 --fail-with 500,503,429',
    'contact-points serve --auth strict --client app:secret --references strict',
    'contact-points serve --drift unknown-id:500 --drift list.total:missing',
    'contact-points serve --store redis://localhost --workers 4',
    'contact-points serve --spec openapi.yaml --fixtures fixtures/ --host 0.0.0.0',
  ],
};
