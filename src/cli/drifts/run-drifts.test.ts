import { join } from 'node:path';
import { DRIFT_GROUPS } from '../../drifts/catalogue/drift';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { UsageError } from '../command-line/command';
import { parseCommandLine } from '../command-line/parse-command-line';
import { driftsCommand } from './drifts-command';
import { runDrifts } from './run-drifts';

const foreign = join(__dirname, '../../../fixtures/specs/warehouse.yaml');

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const io = { env: {}, color: false, out: (text: string) => void out.push(text), err: () => {} };
  return { code: await runDrifts(parseCommandLine(driftsCommand, args, {}), io), out: out.join('') };
}

describe('drifts', () => {
  test('lists every group with its number, and the number of all', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    const headings = [...out.matchAll(/^(\w+) \((\d+)\)$/gm)];
    expect(headings.map(([, group]) => group)).toEqual([...DRIFT_GROUPS]);
    const total = headings.reduce((sum, [, , count]) => sum + Number(count), 0);
    expect(out).toContain(`\n${total} drifts\n`);
    expect(out.match(/^ {2}\S+ {2,}\S/gm)).toHaveLength(total);
  });

  test('--group lists one group, of the document that is given', async () => {
    const { out } = await run('--spec', foreign, '--group', 'body');
    expect(out).toMatch(/^body \(\d+\)\n/);
    expect(out).toContain('products.body.sku.pattern:not-enforced');
    expect(out).not.toContain('status:');
  });

  test('--json gives name, group, title and check of each', async () => {
    const [first, ...others] = JSON.parse((await run('--json', '--group', 'list')).out);
    expect(Object.keys(first)).toEqual(['name', 'group', 'title', 'check']);
    expect(others.length).toBeGreaterThan(20);
  });

  test.each([
    [['--group', 'nothing'], /--group must be body, parameter/],
    [['--spec', 'no-such-file.yaml'], /no-such-file\.yaml/],
    [['--spec', ''], /--spec needs the name of a file/],
    [['--spec', SHIPPED_SPEC, '--grup', 'body'], /Did you mean --group\?/],
  ])('%j is refused', async (args, message) => {
    const refused = await run(...args).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as Error).message).toMatch(message);
  });
});
