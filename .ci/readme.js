// Carries out the README: every ```console block, in order, in a fresh copy of the sources, and compares what comes with what the
// README shows. `…` in the expected output stands for anything. A comment right above a block says how it is run:
//   <!-- run: background -->       a server on 4010: started, waited for, stopped at the end
//   <!-- run: background on 4011 --> the same on another port; the ports are replaced by free ones while it runs
//   <!-- run: elsewhere, WHERE --> not here, but in that place of .ci/run
// Every ```js block is run as a program of somebody who has the package installed.
// Blocks of shell in any other language tag (sh, bash, shell) are refused, so that nothing escapes.
const { spawn, spawnSync, execFileSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const PORTS = ['4010', '4011', '4012', '4013', '4014', '4015', '4016', '3000'];

function blocksOf(markdown) {
  if (/^```(sh|bash|shell)\b/m.test(markdown))
    throw new Error('use ```console for commands, so that they are carried out');
  const blocks = [];
  for (const match of markdown.matchAll(/(?:<!-- run: ([^\n]*?) -->\n)?```console\n([\s\S]*?)\n```/g)) {
    blocks.push({ how: match[1] ?? 'here', steps: stepsOf(match[2]) });
  }
  return blocks;
}

const programsOf = (markdown) => [...markdown.matchAll(/```js\n([\s\S]*?)\n```/g)].map((match) => match[1]);

function stepsOf(text) {
  const steps = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (open) steps.at(-1).command += `\n${line}`;
    else if (line.startsWith('$ ')) steps.push({ command: line.slice(2), expected: [] });
    else if (steps.length > 0) steps.at(-1).expected.push(line);
    else throw new Error(`a console block must begin with a command, not with: ${line}`);
    const quotes = (steps.at(-1).command.match(/'/g) ?? []).length;
    open = (open || line.startsWith('$ ')) && (quotes % 2 === 1 || line.endsWith('\\'));
  }
  return steps;
}

const matches = (expected, got) => {
  const pattern = expected
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[\\s\\S]*?')}$`).test(got.replace(/\r/g, '').trim());
};

function copyOfSources() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const name of files
    .toString()
    .split('\0')
    .filter((each) => each !== '' && fs.existsSync(path.join(root, each)))) {
    fs.cpSync(path.join(root, name), path.join(folder, name));
  }
  return folder;
}

/** Ports that nobody uses, all different: every one is held until the last is found. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => String(server.address().port));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Replaces whole numbers in one pass, so that a port found inside another (4015 in 40159) or put in just now stays. */
const replacePorts = (from, to) => (text) => text.replace(/\d+/g, (number) => to[from.indexOf(number)] ?? number);

async function answers(url, child) {
  for (let attempt = 0; attempt < 2400 && child.exitCode === null; attempt++) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${child.spawnargs.at(-1)}: no answer at ${url}, exit code ${child.exitCode}`);
}

async function run() {
  const folder = copyOfSources();
  const free = await freePorts(PORTS.length);
  const toFree = replacePorts(PORTS, free);
  const fromFree = replacePorts(free, PORTS);
  const env = { ...process.env, PORT: free[0] };
  const servers = [];
  const logFile = path.join(folder, 'servers.log');
  const failures = [];
  const elsewhere = fs.readFileSync(path.join(__dirname, 'run'), 'utf8');
  try {
    for (const { how, steps } of blocksOf(fs.readFileSync(path.join(root, 'README.md'), 'utf8'))) {
      for (const { command, expected } of steps) {
        const actual = toFree(command);
        if (how.startsWith('elsewhere, ')) {
          const place = how.slice('elsewhere, '.length);
          if (!elsewhere.includes(place)) failures.push(`${command}\n  .ci/run has no "${place}"`);
          console.log(`elsewhere: ${command}`);
        } else if (how.startsWith('background')) {
          const port = toFree(how.split(' on ')[1] ?? PORTS[0]);
          const start = Date.now();
          const output = fs.openSync(logFile, 'a');
          const child = spawn('bash', ['-c', actual], {
            cwd: folder,
            env,
            stdio: ['ignore', output, output],
            detached: true,
          });
          servers.push(child);
          await answers(`http://127.0.0.1:${port}/healthz`, child).catch((error) => {
            console.log(fs.readFileSync(logFile, 'utf8').slice(-10_000));
            throw error;
          });
          console.log(`${command}  (answers after ${Date.now() - start} ms)`);
        } else {
          const result = spawnSync('bash', ['-c', `${actual}\necho "$?" >&3`], {
            cwd: folder,
            env,
            stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
            encoding: 'utf8',
            timeout: 120_000,
          });
          const output = fromFree(result.stdout);
          const code = (result.output[3] ?? 'none').trim();
          const shown = expected.join('\n').trim();
          const fits = shown === '' ? code === '0' : matches(shown, output);
          console.log(`${fits ? 'ok' : 'NOT AS SHOWN'}: ${command}  (exit ${code})`);
          if (!fits)
            failures.push(`${command}\n--- the README shows\n${shown}\n--- what came\n${output}${result.stderr}`);
        }
      }
    }
    for (const [index, code] of programsOf(fs.readFileSync(path.join(root, 'README.md'), 'utf8')).entries()) {
      const file = path.join(folder, `readme-${index}.js`);
      fs.writeFileSync(file, `(async () => {\n${toFree(code)}\n})().then(() => process.exit(0));\n`);
      const { status, stderr } = spawnSync(process.execPath, [file], {
        cwd: folder,
        env,
        encoding: 'utf8',
        timeout: 60_000,
      });
      console.log(`${status === 0 ? 'ok' : 'FAILS'}: program ${index + 1}`);
      if (status !== 0) failures.push(`${code}\n--- fails with ${status}\n${stderr}`);
    }
  } finally {
    for (const child of servers.filter(({ exitCode }) => exitCode === null)) process.kill(-child.pid, 'SIGTERM');
    fs.rmSync(folder, { recursive: true, force: true });
  }
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
