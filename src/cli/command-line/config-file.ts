import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { nearestName } from '../../openapi/operations/nearest-name';
import { readSettingsFile, SettingsFileError } from '../../openapi/read/settings-file';
import { type CommandIo, type CommandSpec, type ConfigValues, type OptionSpec, UsageError } from './command';
import { separatorOf } from './config-schema';

/**
 * Reads a configuration file for one command: its section, and the profile's over it.
 *
 * @param file - as given, or found
 * @param profile - the name of `--profile`
 * @throws {@link UsageError} with file and line of all that is wrong
 */
export function readConfig(
  file: string,
  command: CommandSpec,
  profile: string | undefined,
  env: CommandIo['env'],
): ConfigValues {
  const { value, placeOf } = settingsOf(file);
  const { profiles = {}, [command.name]: base = {} } = value as Readonly<Record<string, JsonObject>>;
  const sections = [{ path: [command.name], section: base }];
  if (profile !== undefined) {
    const own = profiles[profile];
    if (!isJsonObject(own)) throw new UsageError(noProfile(file, profile, Object.keys(profiles)));
    sections.push({ path: ['profiles', profile, command.name], section: (own[command.name] ?? {}) as JsonObject });
  }
  const texts = new Map<string, ConfigText>();
  const settings: Record<string, JsonValue> = {};
  for (const { path, section } of sections) {
    for (const [name, written] of Object.entries(section)) {
      const source = `${placeOf([...path, name])}: ${name}`;
      if (command.settings?.[name] !== undefined) {
        settings[name] = merged(settings[name], inserted(written, source, env));
        continue;
      }
      const given = textsOf(inserted(written, source, env), command.options[name], dirname(file));
      if (given.length === 0) texts.delete(name);
      else texts.set(name, { texts: given, source });
    }
  }
  return { texts, settings };
}

type ConfigText = { readonly texts: readonly string[]; readonly source: string };

function settingsOf(file: string): ReturnType<typeof readSettingsFile> {
  try {
    return readSettingsFile(readFileSync(file, 'utf8'), file, 'spec/config.schema.json');
  } catch (error) {
    if (error instanceof SettingsFileError) throw new UsageError(error.message);
    throw new UsageError(`--config ${file} cannot be read: ${(error as Error).message}.`);
  }
}

function noProfile(file: string, name: string, names: readonly string[]): string {
  const guess = nearestName(name, names);
  const there = names.length === 0 ? 'It has none.' : `There are ${names.join(', ')}.`;
  return `--profile ${name}: ${file} has no such profile. ${guess === undefined ? there : `Did you mean ${guess}?`}`;
}

/** Puts variables of the environment where a text says `${NAME}`. */
function inserted(value: JsonValue, source: string, env: CommandIo['env']): JsonValue {
  if (typeof value === 'string') {
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = env[name];
      if (found !== undefined) return found;
      throw new UsageError(`${source}: the environment has no ${name}.`);
    });
  }
  if (Array.isArray(value)) return value.map((each) => inserted(each, source, env));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inserted(each, source, env)]));
}

// As the command line would have it: nothing for a flag that is off.
function textsOf(value: JsonValue, option: OptionSpec | undefined, folder: string): readonly string[] {
  if (typeof value === 'boolean') return value ? [''] : [];
  const separator = option === undefined ? undefined : separatorOf(option);
  const all = isJsonObject(value)
    ? Object.entries(value).map(([name, each]) => `${name}${separator}${String(each)}`)
    : [value].flat().map(String);
  const { argument = '' } = option ?? {};
  return all.map((text) => {
    if (argument.startsWith('FILE')) return fromFolder(folder, text);
    if (!argument.endsWith('=FILE')) return text;
    const [format = '', ...rest] = text.split('=');
    return `${format}=${fromFolder(folder, rest.join('='))}`;
  });
}

// Files are named from where the configuration file stands.
function fromFolder(folder: string, file: string): string {
  return file === '-' || /^([a-z+]+:\/\/|[/\\]|[A-Za-z]:)/.test(file) ? file : join(folder, file);
}

function merged(below: JsonValue | undefined, above: JsonValue): JsonValue {
  if (!isJsonObject(below) || !isJsonObject(above)) return above;
  const both = Object.entries(above).map(([name, value]) => [name, merged(below[name], value)] as const);
  return { ...below, ...Object.fromEntries(both) };
}
