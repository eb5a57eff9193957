// Carries out README.md and docs/*.md: every ```console block, in order, as a reader would who has the package installed in an empty
// folder with an `openapi.yaml` of their own (fixtures/specs/bookshop.yaml), and compares what comes with what is shown.
// `…` in the expected output stands for anything. A comment right above a block says how it is run:
//   <!-- run: background -->         a server on 4010: started, waited for, stopped at the end of the page
//   <!-- run: background on 4011 --> the same on another port; the ports are replaced by free ones while it runs
//   <!-- run: in a clone -->         in a fresh copy of the sources; `background in a clone` as well
//   <!-- run: elsewhere, WHERE -->   not here, but in that place of .ci/run
// Every ```js block is run as a program of somebody who has the package installed, as an ES module where it has an `import`.
// Blocks of shell in any other language tag (sh, bash, shell) are refused, so that nothing escapes.
// node .ci/readme.js [PAGE...] runs these pages only.
const { spawn, spawnSync, execFileSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const PORTS = ['4010', '4011', '4012', '4013', '4014', '4015', '4016', '4017', '3000'];

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

function copyOfSources(folder) {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const name of files
    .toString()
    .split('\0')
    .filter((each) => each !== '' && fs.existsSync(path.join(root, each)))) {
    fs.cpSync(path.join(root, name), path.join(folder, name));
  }
  return folder;
}

/** A folder with nothing in it but the package, installed from its archive. */
function installed(work) {
  const sources = copyOfSources(path.join(work, 'sources'));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(sources, 'node_modules'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: sources, stdio: 'ignore' });
  const archive = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
  const folder = path.join(work, 'project');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "scratch", "private": true }\n');
  const options = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...options, path.join(work, archive)], { cwd: folder });
  return folder;
}

/** Leaves the package, and the document that every page begins with. */
function tidy(folder) {
  for (const name of fs.readdirSync(folder)) {
    if (!/^(node_modules|package.*\.json)$/.test(name)) fs.rmSync(path.join(folder, name), { recursive: true });
  }
  fs.cpSync(path.join(root, 'fixtures/specs/bookshop.yaml'), path.join(folder, 'openapi.yaml'));
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
  const { get } = require(url.startsWith('https:') ? 'node:https' : 'node:http');
  const isThere = (resolve) =>
    get(url, { agent: false, rejectUnauthorized: false }, (answer) => resolve(answer.resume().statusCode < 300)).on(
      'error',
      () => resolve(false),
    );
  for (let attempt = 0; attempt < 6000 && child.exitCode === null; attempt++) {
    if (await new Promise(isThere)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${child.spawnargs.at(-1)}: no answer at ${url}, exit code ${child.exitCode}`);
}

const elsewhere = fs.readFileSync(path.join(__dirname, 'run'), 'utf8');

/** Runs one page and gives its failures. */
async function runPage(page, project, clone) {
  const markdown = fs.readFileSync(path.join(root, page), 'utf8');
  const free = await freePorts(PORTS.length);
  const toFree = replacePorts(PORTS, free);
  const fromFree = replacePorts(free, PORTS);
  const env = { ...process.env, PORT: free[0] };
  const servers = [];
  const failures = [];
  const compare = (command, expected, output, code, errors = '') => {
    const shown = expected.join('\n').trim();
    const fits = shown === '' ? code === '0' : matches(shown, output);
    console.log(`${fits ? 'ok' : 'NOT AS SHOWN'}: ${command}  (exit ${code})`);
    if (!fits) failures.push(`${command}\n--- ${page} shows\n${shown}\n--- what came\n${output}${errors}`);
  };
  console.log(`== ${page}`);
  tidy(project);
  try {
    for (const { how, steps } of blocksOf(markdown)) {
      const cwd = how.endsWith('in a clone') ? clone() : project;
      for (const { command, expected } of steps) {
        const actual = toFree(command);
        if (how.startsWith('elsewhere, ')) {
          const place = how.slice('elsewhere, '.length);
          if (!elsewhere.includes(place)) failures.push(`${command}\n  .ci/run has no "${place}"`);
          console.log(`elsewhere: ${command}`);
        } else if (how.startsWith('background')) {
          const port = toFree(/ on (\d+)/.exec(how)?.[1] ?? PORTS[0]);
          const logFile = path.join(cwd, `server-${servers.length}.log`);
          const output = fs.openSync(logFile, 'w');
          const child = spawn('bash', ['-c', actual], { cwd, env, stdio: ['ignore', output, output], detached: true });
          servers.push(child);
          await answers(`http${command.includes('--tls') ? 's' : ''}://127.0.0.1:${port}/healthz`, child).catch(
            (error) => {
              console.log(fs.readFileSync(logFile, 'utf8').slice(-10_000));
              throw error;
            },
          );
          compare(command, expected, fromFree(fs.readFileSync(logFile, 'utf8')), '0');
        } else {
          const result = spawnSync('bash', ['-c', `${actual}\necho "$?" >&3`], {
            cwd,
            env,
            stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
            encoding: 'utf8',
            timeout: 120_000,
          });
          compare(command, expected, fromFree(result.stdout), (result.output[3] ?? 'none').trim(), result.stderr);
        }
      }
    }
    for (const [index, code] of programsOf(markdown).entries()) {
      const module = /^import /m.test(code);
      const file = path.join(project, `page-${index}.${module ? 'mjs' : 'cjs'}`);
      const body = toFree(code);
      fs.writeFileSync(
        file,
        module ? `${body}\nprocess.exit(0);\n` : `(async () => {\n${body}\n})().then(() => process.exit(0));\n`,
      );
      const options = { cwd: project, env, encoding: 'utf8', timeout: 60_000 };
      const { status, stderr } = spawnSync(process.execPath, [file], options);
      console.log(`${status === 0 ? 'ok' : 'FAILS'}: program ${index + 1}`);
      if (status !== 0) failures.push(`${page}\n${code}\n--- fails with ${status}\n${stderr}`);
    }
  } finally {
    const running = servers.filter(({ exitCode }) => exitCode === null);
    for (const child of running) process.kill(-child.pid, 'SIGTERM');
    await Promise.all(running.map((child) => once(child, 'exit')));
  }
  return failures;
}

async function run() {
  const docs = fs.readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const pages = process.argv.length > 2 ? process.argv.slice(2) : ['README.md', ...docs.map((name) => `docs/${name}`)];
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'));
  const failures = [];
  let copy;
  const clone = () => {
    copy ??= copyOfSources(path.join(work, 'clone'));
    return copy;
  };
  try {
    const project = installed(work);
    for (const page of pages) failures.push(...(await runPage(page, project, clone)));
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
