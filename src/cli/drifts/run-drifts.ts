import type { DriftGroup } from '../../drifts/catalogue/drift';
import { DRIFT_GROUPS } from '../../drifts/catalogue/drift';
import { listDrifts } from '../../drifts/list-drifts';
import { type LoadOptions, loadSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { type RunCommand, UsageError } from '../command-line/command';
import { loadOptions } from '../command-line/document';
import { oneOf } from '../command-line/option-values';
import type { driftsCommand } from './drifts-command';

/** Lists the drifts of a document. */
export const runDrifts: RunCommand<typeof driftsCommand> = async ({ options }, io) => {
  const groups = options.group.map((group) => oneOf(DRIFT_GROUPS)(group, '--group'));
  const drifts = listDrifts(load(options.spec ?? SHIPPED_SPEC, loadOptions(options))).filter(
    ({ group }) => groups.length === 0 || groups.includes(group),
  );
  if (options.json) {
    const listed = drifts.map(({ name, group, title, check }) => ({ name, group, title, check }));
    io.out(`${JSON.stringify(listed, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(0, ...drifts.map(({ name }) => name.length));
  for (const group of DRIFT_GROUPS) {
    const own = drifts.filter((drift) => drift.group === group);
    if (own.length > 0) io.out(`${heading(group, own.length, io.color)}\n`);
    for (const { name, title } of own) io.out(`  ${name.padEnd(width)}  ${title}\n`);
  }
  io.out(`${drifts.length} drifts\n`);
  return 0;
};

function heading(group: DriftGroup, count: number, color: boolean): string {
  const text = `${group} (${count})`;
  return color ? `\u001b[1m${text}\u001b[22m` : text;
}

function load(file: string, options: LoadOptions): Spec {
  try {
    return loadSpec(file, options);
  } catch (error) {
    if (error instanceof DocumentError) throw new UsageError(error.message);
    throw error;
  }
}
