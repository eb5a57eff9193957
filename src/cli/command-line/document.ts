import type { LoadOptions } from '../../openapi/load-spec';
import type { DocumentProblem } from '../../openapi/model/model';
import { flag } from './command';

/** Options of every command that reads a document. */
export const DOCUMENT_FLAGS = {
  'strict-document': flag('Refuse a document that has faults, instead of leaving the faulty places out'),
  'allow-remote-refs': flag('Follow references (`$ref`) that lead to the network'),
};

/** Takes the options of {@link DOCUMENT_FLAGS} for loading. */
export function loadOptions(options: Readonly<Record<keyof typeof DOCUMENT_FLAGS, boolean>>): LoadOptions {
  return { strict: options['strict-document'], allowRemoteRefs: options['allow-remote-refs'] };
}

const SHOWN = 5;

/** Writes one line for a fault of a document: `openapi.yaml:12 (at #/paths): …`. */
export function problemLine({ file, line, pointer, message }: DocumentProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${pointer === undefined || pointer === '#' ? place : `${place} (at ${pointer})`}: ${message}`;
}

/**
 * Tells how many faults a document has, the first five of them, and the command that lists the rest.
 *
 * @param source - the document as the user named it
 * @returns text for the error output; empty when there is nothing to tell
 */
export function warningText(warnings: readonly DocumentProblem[], source: string): string {
  if (warnings.length === 0) return '';
  const count = warnings.length === 1 ? '1 fault' : `${warnings.length} faults`;
  const shown = warnings.slice(0, SHOWN).map((warning) => `  ${problemLine(warning)}`);
  const rest = warnings.length > SHOWN ? [`  … and ${warnings.length - SHOWN} more`] : [];
  const title = `${source} has ${count}; the faulty places are left out. \`contact-points check ${source}\` lists them.`;
  return `${[title, ...shown, ...rest].join('\n')}\n`;
}
