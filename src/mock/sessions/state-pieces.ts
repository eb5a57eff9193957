import { utf8Of } from '../../json-schema/model/bytes';
import { type ExactIntegers, exactIntegers } from '../../json-schema/model/exact-integers';
import type { JsonValue } from '../../json-schema/model/json-schema';

/** A part of a state: a record, or what is told beside the records. */
export interface StatePiece {
  /** The names and positions that lead to it. */
  readonly path: readonly string[];
  /** The value; empty where the parts of it follow as pieces of their own. */
  readonly value: JsonValue;
  /** The integers of it that a number cannot hold. */
  readonly exact: ExactIntegers;
}

/**
 * A state from which the members of some names are taken piece by piece. Undefined stands for no piece: whoever works in slices
 * may pause there.
 */
export type StatePieces = (isWanted: (name: string) => boolean) => Iterable<StatePiece | undefined>;

/** The members that are taken apart, and how deep: `resources.notes[0]`, `parents.notes.id`. */
const DEPTHS: Readonly<Record<string, number>> = { resources: 3, parents: 3 };

function isDivided(path: readonly string[]): boolean {
  return path.length === 0 || path.length < (DEPTHS[path[0]!] ?? 1);
}

/** Takes a state apart that has been read already. */
export function piecesOfValue(state: JsonValue, exact?: ExactIntegers): StatePieces {
  function* pieces(
    path: readonly string[],
    value: JsonValue,
    isWanted: (name: string) => boolean,
  ): Generator<StatePiece> {
    if (path.length === 1 && !isWanted(path[0]!)) return;
    if (value === null || typeof value !== 'object' || !isDivided(path)) return yield { path, value, exact };
    yield { path, value: Array.isArray(value) ? [] : {}, exact: undefined };
    for (const [name, member] of Object.entries(value)) yield* pieces([...path, name], member, isWanted);
  }
  return (isWanted) => pieces([], state, isWanted);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const CLOSING: Readonly<Record<number, number>> = { 91: 0x5d, 123: 0x7d };

/** The bytes between two moments for a pause. */
const STRETCH = 65_536;

/**
 * Takes a state apart while it is read, so that millions of records are neither read in one go nor held in memory twice.
 *
 * @param text - JSON in UTF-8
 * @throws SyntaxError, while the pieces are taken, when it is no JSON
 */
export function piecesOfText(text: Uint8Array): StatePieces {
  return function* (isWanted) {
    let at = 0;
    let pause = STRETCH;
    const fail = (): never => {
      throw new SyntaxError(`no JSON at byte ${at}`);
    };
    const isSpace = (byte: number | undefined): boolean =>
      byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    const skipSpace = (): void => {
      while (isSpace(text[at])) at++;
    };
    const take = (byte: number): void => {
      skipSpace();
      if (text[at] !== byte) fail();
      at++;
    };
    const skipString = (): void => {
      for (;;) {
        at = text.indexOf(QUOTE, at + 1);
        if (at === -1) {
          at = text.length;
          return;
        }
        let slashes = 0;
        while (text[at - 1 - slashes] === BACKSLASH) slashes++;
        if (slashes % 2 === 0) break;
      }
      at++;
    };
    /** Goes behind the value that begins here; that it is one is found out when it is parsed. */
    function* skipValue(): Generator<undefined> {
      let depth = 0;
      while (at < text.length) {
        const byte = text[at]!;
        if (byte === QUOTE) skipString();
        else if (CLOSING[byte] !== undefined) {
          depth++;
          at++;
        } else if (byte === 0x5d || byte === 0x7d) {
          if (depth === 0) return;
          depth--;
          at++;
        } else if (depth === 0) {
          if (byte === COMMA || isSpace(byte)) return;
          at++;
          continue;
        } else at++;
        if (depth === 0) return;
        if (at > pause) {
          pause = at + STRETCH;
          yield undefined;
        }
      }
    }
    function* value(path: readonly string[]): Generator<StatePiece | undefined> {
      skipSpace();
      const start = at;
      const opening = text[at]!;
      const closing = CLOSING[opening];
      if (path.length === 1 && !isWanted(path[0]!)) return yield* skipValue();
      if (closing === undefined || !isDivided(path)) {
        yield* skipValue();
        const source = utf8Of(text.subarray(start, at));
        return yield { path, value: JSON.parse(source), exact: exactIntegers(source) };
      }
      yield { path, value: closing === 0x5d ? [] : {}, exact: undefined };
      at++;
      skipSpace();
      if (text[at] !== closing) {
        for (let index = 0; ; index++) {
          yield* value([...path, closing === 0x5d ? String(index) : memberName()]);
          skipSpace();
          if (text[at] === closing) break;
          take(COMMA);
        }
      }
      at++;
    }
    const memberName = (): string => {
      skipSpace();
      const start = at;
      if (text[at] !== QUOTE) fail();
      skipString();
      const name = JSON.parse(utf8Of(text.subarray(start, at))) as string;
      take(COLON);
      return name;
    };
    yield* value([]);
    skipSpace();
    if (at < text.length) fail();
  };
}
