import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionSyntax } from './command-line/help';
import { commands, runCommandLine } from './run-command-line';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    env: {},
    color: false,
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  };
  return { code: await runCommandLine(args, io), out: out.join(''), err: err.join('') };
}

test.each([['--version'], ['-v']])('%s', async (flag) => {
  expect(await run(flag)).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test.each([['--help'], ['-h'], ['help']])('%s shows every command', async (flag) => {
  const { code, out, err } = await run(flag);
  expect([code, err]).toEqual([0, '']);
  for (const { name } of commands) expect(out).toContain(`\n  ${name} `);
});

test.each(commands.map(({ name, spec }) => [name, spec().name]))('%s is the name of its table', (name, own) =>
  expect(own).toBe(name),
);

describe.each(commands.map(({ name, spec }) => [name, spec()] as const))('the help of %s', (name, spec) => {
  test.each([[[name, '--help']], [[name, '-h']], [['help', name]], [[name, '--unheard-of', '--help']]])(
    '%j',
    async (args) => {
      const { code, out, err } = await run(...args);
      expect([code, err]).toEqual([0, '']);
      for (const each of Object.entries(spec.options)) expect(out).toContain(`\n  ${optionSyntax(...each)} `);
      for (const [exitCode] of spec.exitCodes) expect(out).toMatch(new RegExp(`\\n  ${exitCode} +\\S`));
    },
  );

  test('no line but an example is wider than 100 characters', async () => {
    const { out } = await run(name, '--help');
    expect(
      out
        .slice(0, out.indexOf('Examples:'))
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
  });

  test('every example is a command line of it', () => {
    for (const example of spec.examples) expect(example).toMatch(new RegExp(`^contact-points ${name}( |$)`));
  });
});

test('options without a command are those of the first command', async () => {
  expect((await run('--port', '1', '--help')).out).toBe((await run('serve', '--help')).out);
});

test.each([
  [['sevre'], 'Unknown command "sevre". Did you mean serve?'],
  [['help', 'verfy'], 'Unknown command "verfy". Did you mean verify?'],
  [['launch'], 'Unknown command "launch". The commands are serve, verify, drifts, check, mcp.'],
  [['serve', '--prot', '1'], 'Unknown option --prot for serve. Did you mean --port?'],
  [['--prot', '1'], 'Unknown option --prot for serve. Did you mean --port?'],
  [['serve', '--port', 'x'], '--port must be a whole number from 0 to 65535, not "x".'],
  [['verify'], 'verify needs URL: '],
])('%j is refused', async (args, message) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`contact-points: ${message}`);
  expect(err).not.toContain('    at ');
});
