import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './row';
import { serve } from './served';

interface Own {
  readonly program: string;
  readonly file: string;
  readonly count: number;
  readonly row: Row;
  /** Milliseconds until it is stopped; what it has found by then counts. */
  readonly limit: number;
}

interface Told {
  readonly complete: boolean;
  readonly summary: { readonly cases: number; readonly planned: number };
  readonly findings: readonly {
    check: string;
    title: string;
    operations?: string[];
    promised?: string;
    received?: string;
    curl?: string;
  }[];
}

/** Milliseconds that a run has for removing what it created. */
const GRACE = 5_000;

/** Lets `verify` judge a fresh mock of the same document. */
export async function verifyOwn({ program, file, count, row, limit }: Own): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const report = join(folder, 'report.json');
  const command = [process.execPath, program, 'serve', '--spec', file, '--port', '0', '--count', String(count)];
  const served = await serve(command, (printed) => /Listening on (\S+)/.exec(printed)?.[1], { limit: 60_000 });
  try {
    const asked = ['verify', served.base, '--spec', file, '--report', `json=${report}`, '--quiet'];
    const { code, printed } = await run([process.execPath, program, ...asked], limit);
    const told: Told | undefined = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
    if (told === undefined) {
      row.verified =
        code === null || code === 130
          ? `no report after ${Math.round(limit / 1000)} s`
          : `exit ${code}: ${printed.slice(0, 600)}`;
      return;
    }
    const { cases, planned } = told.summary;
    row.verified = told.complete ? `${cases} cases` : `${cases} of ${planned} cases`;
    row.findings = told.findings.length;
    for (const { check, title, operations, promised, received, curl } of told.findings) {
      row.found.push({
        operation: operations?.join(', ') ?? '',
        reason: `${check}: ${title}`,
        example: `promised ${promised}; received ${received}; ${curl}`.slice(0, 700),
      });
    }
  } finally {
    served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: readonly string[], limit: number): Promise<{ code: number | null; printed: string }> {
  const child = spawn(command[0] as string, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (printed += printed.length < 20_000 ? chunk : ''));
  const timers = [setTimeout(() => child.kill('SIGTERM'), limit), setTimeout(kill, limit + GRACE)];
  return new Promise((done) =>
    child.once('exit', (code) => {
      timers.forEach(clearTimeout);
      done({ code, printed });
    }),
  );
}
