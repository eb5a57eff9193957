import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../src/contract/findings/check';

const FOLDER = join(__dirname, '../../src/contract/checks');

/** The names of all checks that the suite has, read from what the files of `checks/` export. */
export function allChecks(): readonly string[] {
  const names = new Set<string>();
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith('.ts') || file.includes('.test')) continue;
    for (const value of Object.values(require(join(FOLDER, file)) as Record<string, unknown>).flat()) {
      if (isCheck(value)) names.add(value.name);
    }
  }
  return [...names].sort();
}

function isCheck(value: unknown): value is Check<unknown> {
  return typeof value === 'object' && value !== null && 'judge' in value && 'severity' in value && 'name' in value;
}
