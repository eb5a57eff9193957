import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { CommandSpec, OptionSpec } from './command';

/** Arguments of options that are numbers. */
const NUMERIC = new Set(['N', 'MS', 'PORT', 'PERCENT', 'SECONDS', 'BYTES']);

/** The separator of a list's parts that a configuration file may write as an object: `'NAME: VALUE'`, `FORMAT=FILE`. */
export function separatorOf({ argument = '', multiple }: OptionSpec): string | undefined {
  if (!multiple) return undefined;
  return /^'?[A-Z]+(: |=)[A-Z]+'?$/.exec(argument)?.[1];
}

/**
 * Makes the JSON Schema of the configuration file from the tables of options, so that editors know what the command line knows:
 * `spec/config.schema.json`.
 *
 * @param commands - those that read the file
 */
export function configSchema(commands: readonly CommandSpec[]): JsonObject {
  const sections = Object.fromEntries(commands.map((command) => [command.name, sectionOf(command)]));
  const references = Object.fromEntries(commands.map(({ name }) => [name, { $ref: `#/$defs/${name}` }]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Settings of contact-points: contact-points.config.yaml or .json',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      ...references,
      profiles: {
        type: 'object',
        description: 'Settings by name, which --profile NAME puts over those above.',
        additionalProperties: { type: 'object', properties: references, additionalProperties: false },
      },
    },
    additionalProperties: false,
    $defs: sections,
  };
}

function sectionOf({ name, options, positionals, settings = {} }: CommandSpec): JsonObject {
  const own = Object.entries(options).filter(([option]) => option !== 'config' && option !== 'profile');
  return {
    type: 'object',
    description: `Options of \`contact-points ${name}\`; the command line and the environment come first.`,
    properties: {
      ...Object.fromEntries(
        positionals.map(({ name: place, help }) => [place.toLowerCase(), { type: 'string', description: `${help}.` }]),
      ),
      ...Object.fromEntries(own.map(([option, spec]) => [option, optionSchema(spec)])),
      ...settings,
    },
    additionalProperties: false,
  };
}

function optionSchema(spec: OptionSpec): JsonObject {
  const { absent, argument, help, multiple } = spec;
  const description = `${help}.${absent === undefined ? '' : ` Default: ${absent}.`}`;
  if (argument === undefined) return { type: 'boolean', description };
  const single = valueSchema(argument);
  if (!multiple) return { ...single, description };
  const forms: JsonValue[] = [single, { type: 'array', items: single }];
  if (separatorOf(spec) !== undefined) {
    forms.push({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } });
  }
  return { anyOf: forms, description };
}

function valueSchema(argument: string): JsonObject {
  if (/^[a-z]+(\|[a-z]+)+$/.test(argument)) return { enum: argument.split('|') };
  if (NUMERIC.has(argument)) return { type: 'number' };
  return { type: ['string', 'number'] };
}
