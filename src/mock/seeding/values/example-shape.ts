import type { Random } from '../../../json-schema/model/random';
import { fullName, type RecordProfile } from '../names/record-profile';
import { generatorFor } from './generator-for';
import { type Generator, generators } from './generators';

const MOMENT = /^\d{4}-\d\d-\d\d([T ])\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/i;
const NAMED_EMAIL = /^[^<>]+ <[^\s@<>]+@[^\s@<>]+>$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
/** Texts whose digits mean too much to be changed: times of day, durations, media types. */
const FIXED = /^(\d\d:\d\d(:\d\d)?|-?P[\dYMWDTHS.]+|[a-z]+\/[\w.+-]+)$/;

/**
 * Finds how a text varies from record to record, given a documented example of it: a date is another date in the same form,
 * an id has other letters and digits in the same places, an address with a name is another one.
 *
 * @param name - of the property
 * @returns undefined for words, which do not tell how others would be
 */
export function shapeOf(example: string, name: string): Generator | undefined {
  if (MOMENT.test(example)) return momentLike(example, name);
  if (/^\d{4}-\d\d-\d\d$/.test(example)) return generators.day;
  if (EMAIL.test(example)) return generators.email;
  if (NAMED_EMAIL.test(example)) {
    return (profile) => `${fullName(profile.person)} <${generators.email(profile)}>`;
  }
  if (IP_ADDRESS.test(example)) return generators['ip-address'];
  if (FIXED.test(example)) return () => example;
  if (UUID.test(example)) return (_, random) => redrawn(example, HEXADECIMAL, random).replace(/^(.{14})./, '$14');
  if (/^https?:\/\//i.test(example)) return urlLike(example);
  return isCoded(example) ? (_, random) => varyTokens(example, random) : undefined;
}

function momentLike(example: string, name: string): Generator {
  const [, separator = 'T', seconds = '', fraction = '', zone = ''] = MOMENT.exec(example) ?? [];
  const generate: Generator = generators[momentName(name)];
  return (profile: RecordProfile, random) => {
    const moment = generate(profile, random);
    const time = moment.slice(11, seconds === '' ? 16 : 19);
    return `${moment.slice(0, 10)}${separator}${time}${redrawn(fraction, DIGITS, random)}${zone}`;
  };
}

function momentName(name: string): 'made-at' | 'changed-at' | 'due-at' {
  const found = generatorFor(name, '', { format: 'date-time' });
  return found === 'made-at' || found === 'due-at' ? found : 'changed-at';
}

/** A page of the same site, where the example is of one; else the site of the company that the record is about. */
function urlLike(example: string): Generator {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/?#]+)(.*)$/i.exec(example) ?? [];
  if (path === '' || path === '/') return generators.url;
  return isCoded(path) ? (_, random) => origin + varyTokens(path, random) : () => example;
}

const TOKEN = /[A-Za-z0-9]+/g;
const DIGITS = '0123456789';
const HEXADECIMAL = '0123456789abcdef';

/** True for what people do not read but machines make: with digits, and no sentence. */
function isCoded(text: string): boolean {
  return /\d/.test(text) && (text.length >= 4 || /^\d+$/.test(text)) && (text.match(/\s/g)?.length ?? 0) < 4;
}

/** Draws the tokens of a text anew that have digits in them, and leaves its words. */
function varyTokens(text: string, random: Random): string {
  return text.replace(TOKEN, (token) => {
    if (!/\d/.test(token)) return token;
    if (/^\d+$/.test(token)) return redrawn(token, DIGITS, random);
    if (token.length >= 6 && /^[\da-f]+$/i.test(token)) return redrawn(token, HEXADECIMAL, random);
    return token.length >= 6
      ? redrawn(token, undefined, random)
      : token.replace(/\d+/g, (run) => redrawn(run, DIGITS, random));
  });
}

/** Draws each letter and digit anew, of its own kind where no alphabet is given; a number keeps a first digit above zero. */
function redrawn(token: string, alphabet: string | undefined, random: Random): string {
  const isNumber = alphabet === DIGITS && token[0] !== '0';
  return token.replace(/[A-Za-z0-9]/g, (character, index: number) => {
    if (/\d/.test(character) && alphabet !== HEXADECIMAL) {
      return String(random.integer(isNumber && index === 0 && token.length > 1 ? 1 : 0, 9));
    }
    const drawn = alphabet === undefined ? String.fromCharCode(random.integer(97, 122)) : random.pick([...alphabet]);
    return character === character.toUpperCase() && character !== character.toLowerCase() ? drawn.toUpperCase() : drawn;
  });
}
