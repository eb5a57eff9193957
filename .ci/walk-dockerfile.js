// Goes through the Dockerfile without a container engine: every instruction is carried out in a clean folder per stage,
// with the files that .dockerignore lets through; then the image's process is started, asked, and stopped.
// What it cannot show: that the base image exists and that the user `node` may read what is copied (modes are checked).
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const world = fs.mkdtempSync(path.join(os.tmpdir(), 'dockerfile-'));
process.on('exit', () => fs.rmSync(world, { recursive: true, force: true }));

const instructions = fs
  .readFileSync(path.join(root, 'Dockerfile'), 'utf8')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => /^(\w+)\s+(.*)$/.exec(line.trim()).slice(1));

const allowed = fs
  .readFileSync(path.join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

const stages = [];
const stage = () => stages.at(-1);
const inside = (base, name) => path.join(base.root, path.posix.resolve(base.workdir, name));

const carryOut = {
  FROM(text) {
    const [image, , name] = text.split(/\s+/);
    if (image !== 'node:24-bookworm-slim') throw new Error(`unexpected base image ${image}`);
    const folder = path.join(world, String(stages.length));
    fs.mkdirSync(folder);
    stages.push({ name, root: folder, workdir: '/', env: {} });
  },
  WORKDIR(text) {
    stage().workdir = path.resolve(stage().workdir, text);
    fs.mkdirSync(inside(stage(), '.'), { recursive: true });
  },
  ENV(text) {
    for (const [, name, value] of text.matchAll(/(\w+)=(\S+)/g)) stage().env[name] = value;
  },
  COPY(text) {
    const words = text.split(/\s+/);
    const from = words[0].startsWith('--from=')
      ? stages.find(({ name }) => name === words.shift().slice(7))
      : undefined;
    const target = words.pop();
    for (const word of words) {
      if (from === undefined && !allowed.includes(word)) throw new Error(`.dockerignore keeps ${word} out`);
      const source = from === undefined ? path.join(root, word) : path.join(from.root, word);
      const into = words.length > 1 || target.endsWith('/') ? path.join(target, path.basename(word)) : target;
      const isKept = (name) => from !== undefined || !name.endsWith('.test.ts');
      fs.cpSync(source, inside(stage(), into), { recursive: true, verbatimSymlinks: true, filter: isKept });
    }
  },
  RUN(text) {
    execFileSync('sh', ['-c', text], {
      cwd: inside(stage(), '.'),
      env: { ...process.env, ...environment() },
      stdio: 'inherit',
    });
  },
  EXPOSE: (text) => {
    stage().port = text;
  },
  USER: (text) => {
    stage().user = text;
  },
  HEALTHCHECK: (text) => {
    stage().health = JSON.parse(text.slice(text.indexOf('CMD') + 3));
  },
  ENTRYPOINT: (text) => {
    stage().entrypoint = JSON.parse(text);
  },
  CMD: (text) => {
    stage().command = JSON.parse(text);
  },
};

/** What the stage sets, and of what is set here only what a program needs to be found. */
function environment(extra = {}) {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, ...stage().env, ...extra };
}

// As PID 1 where the system lets us have a PID namespace: there, signals without a handler are ignored.
function asFirstProcess(command) {
  try {
    execFileSync('unshare', ['-pf', '--mount-proc', 'true'], { stdio: 'ignore' });
    return ['unshare', '-pf', '--mount-proc', '--kill-child', 'sh', '-c', 'echo $$ && exec "$0" "$@"', ...command];
  } catch {
    return command;
  }
}

async function run() {
  for (const [name, text] of instructions) {
    console.log(`${name} ${text}`);
    carryOut[name](text);
  }
  const { entrypoint, command, user, health } = stage();
  if (user !== 'node') throw new Error(`runs as ${user}`);
  const { dependencies, devDependencies } = require(inside(stage(), 'package.json'));
  const installed = (name) => fs.existsSync(inside(stage(), path.join('node_modules', name, 'package.json')));
  check(
    [...Object.keys(dependencies), '@redis/client', 'prom-client', 'tdigest'].every(installed),
    'every production dependency is installed, and the way to Redis',
  );
  check(
    ['typescript', 'jest', '@biomejs/biome', '@swc/core'].every((name) => devDependencies[name] && !installed(name)),
    'no other is',
  );
  check(
    (fs.statSync(inside(stage(), 'dist/bin/contact-points.js')).mode & 0o004) !== 0,
    'everybody may read the program',
  );

  const port = String(20_000 + (process.pid % 20_000));
  const cwd = inside(stage(), '.');
  const env = environment({ PORT: port });
  const whole = asFirstProcess([...entrypoint, ...command]);
  const server = spawn(whole[0], whole.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => server.once('exit', (code, signal) => resolve(code ?? signal)));
  let output = '';
  server.stdout.on('data', (chunk) => (output += chunk));
  try {
    const healthy = () => {
      try {
        execFileSync(health[0], health.slice(1), { cwd, env, stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    };
    for (let attempt = 0; attempt < 50 && !healthy(); attempt++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    check(healthy(), `the health check passes on PORT=${port}`);
    const verdict = execFileSync(entrypoint[0], [...entrypoint.slice(1), 'verify', `http://127.0.0.1:${port}`], {
      cwd,
      env,
    });
    console.log(verdict.toString().trimEnd().split('\n').at(-1));
  } finally {
    const first = whole[0] === 'unshare' ? firstChildOf(server.pid) : server.pid;
    process.kill(first, 'SIGTERM');
  }
  const start = Date.now();
  const code = await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000, 'still running'))]);
  if (code === 'still running') server.kill('SIGKILL');
  check(code === 0, `SIGTERM${whole[0] === 'unshare' ? ' to PID 1' : ''} ends it with 0 (got ${code})`);
  check(Date.now() - start < 2000, `within 2 s (${Date.now() - start} ms)`);
}

function firstChildOf(pid) {
  return Number(fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);
}

function check(holds, claim) {
  if (!holds) throw new Error(`not true: ${claim}`);
  console.log(`ok: ${claim}`);
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
