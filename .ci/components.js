// Carries out action.yml (GitHub) and templates/verify.yml (GitLab) as their servers would: inputs put in, scripts run by their
// shells, once on a healthy server and once on one with a fault. What it cannot show: the steps of other actions, and the images.
// node .ci/components.js FOLDER PORT: the package is installed in the folder, beside an openapi.yaml.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { parse, parseAllDocuments } = require('yaml');

const root = path.join(__dirname, '..');
const folder = process.argv[2];
const port = process.argv[3];
const program = 'node_modules/.bin/contact-points';
const start = (drift) => `exec ${program} serve --spec openapi.yaml --count 40 --port ${port} ${drift}`;
const inputs = (drift) => ({
  document: 'openapi.yaml',
  url: `http://127.0.0.1:${port}`,
  start: start(drift),
  arguments: '--only listBooks --fuzz 0',
});
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');

const defaultsOf = (table) =>
  Object.fromEntries(Object.entries(table).map(([name, { default: value }]) => [name, String(value ?? '')]));

/** GitHub: expressions in `env` only, so that no input is ever a part of the script. */
function github(given) {
  const { inputs: table, runs } = parse(read('action.yml'));
  const values = { ...defaultsOf(table), ...given };
  const [{ run, env }] = runs.steps;
  if (run.includes('${{')) throw new Error('action.yml: an input in the script could be a command');
  const filled = Object.entries(env).map(([name, text]) => [
    name,
    text.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, input) => values[input]),
  ]);
  const reports = ['html', 'xml', 'sarif'].map((ending) => `contract-reports/contract.${ending}`);
  return { script: run, env: Object.fromEntries(filled), shell: ['bash', '-e', '-o', 'pipefail'], reports };
}

/** GitLab: the text of the job with its inputs put in, then each line by the shell. */
function gitlab(given) {
  const [head] = parseAllDocuments(read('templates/verify.yml'));
  const values = { ...defaultsOf(head.toJS().spec.inputs), ...given };
  const text = read('templates/verify.yml').split(/^---$/m)[1];
  const job = parse(text.replace(/\$\[\[ inputs\.([a-z-]+) \]\]/g, (_, input) => values[input])).contract;
  const { junit, codequality } = job.artifacts.reports;
  const reports = [...job.artifacts.paths, junit, codequality];
  return { script: job.script.join('\n'), env: job.variables, shell: ['sh', '-e'], reports };
}

/** Runs a script; the server that it has left running is stopped with the rest of its process group. */
async function carryOut({ script, env, shell: [command, ...options] }) {
  const own = { ...process.env, CI: '', GITHUB_ACTIONS: '', ...env };
  const child = spawn(command, [...options, '-c', script], { cwd: folder, env: own, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const listens = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
  while (await listens()) await new Promise((resolve) => setTimeout(resolve, 50));
  return { status, output };
}

async function run() {
  for (const [name, make] of Object.entries({ 'action.yml': github, 'templates/verify.yml': gitlab })) {
    for (const [drift, expected] of Object.entries({ '': 0, '--drift total:one-more': 1 })) {
      fs.rmSync(path.join(folder, 'contract-reports'), { recursive: true, force: true });
      const job = make(inputs(drift));
      const { status, output } = await carryOut(job);
      const missing = job.reports.filter((report) => !fs.existsSync(path.join(folder, report)));
      if (status !== expected || missing.length > 0) {
        throw new Error(
          `${name}: exit code ${status} instead of ${expected}, without ${missing.join() || 'nothing'}\n${output}`,
        );
      }
      console.log(`ok: ${name} ${drift} (exit ${status})`);
    }
  }
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
