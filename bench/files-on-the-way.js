// Prints which source files of the build a warm request passes: `node bench/files-on-the-way.js`, after `npm run build`.
//   --files  prints their names as well
// A file counts when V8 sees one of its functions called during the request; files of other packages and of Node do not.
const { Session } = require('node:inspector');
const { join, relative, sep } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const dist = join(__dirname, '..', 'dist');
const inDist = `${pathToFileURL(dist).href}/`;
const WARM_UP = 20;

const session = new Session();
session.connect();

/** Asks V8; in one thread it answers before `post` returns. */
function post(method, parameters) {
  let answer;
  session.post(method, parameters, (error, result) => {
    if (error !== null) throw new Error(`${method}: ${error.message}`);
    answer = result;
  });
  return answer;
}

/** The files with a function that was called since the last time; V8 counts anew from here on. */
function calledFiles() {
  return post('Profiler.takePreciseCoverage')
    .result.filter(({ url }) => url.startsWith(inDist))
    .filter(({ functions }) => functions.some(({ ranges }) => ranges[0].count > 0))
    .map(({ url }) => relative(dist, fileURLToPath(url)).split(sep).join('/'));
}

/** A request over HTTP: the files between the socket and the answer. */
async function filesOfRequest(ask, status) {
  for (let turn = 0; turn < WARM_UP; turn++) await ask();
  calledFiles();
  const response = await ask();
  // The journal and the log may write after the answer.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const files = calledFiles();
  if (response.status !== status) throw new Error(`expected ${status}, got ${response.status}`);
  return files;
}

/** One case of the suite: the files of the judge, without those of the target that runs beside it. */
async function filesOfCase({ verify }, spec, handle) {
  let files = new Set();
  const collect = () => {
    for (const file of calledFiles()) files.add(file);
  };
  const target = {
    url: 'http://mock',
    async send({ method, path, headers, body }) {
      collect();
      const [pathname, query = ''] = path.split('?');
      const answer = await handle({ method, path: pathname, query, headers, body });
      calledFiles();
      const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : (answer.body ?? new Uint8Array());
      const named = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]);
      return { status: answer.status, headers: Object.fromEntries(named), body: bytes, milliseconds: 0 };
    },
    close: async () => {},
  };
  let chosen = 0;
  let measured = new Set();
  await verify(target, spec, {
    concurrency: 1,
    select: ({ kind, writes }) => kind === 'mutations' && writes && chosen++ < WARM_UP,
    // Every case replaces the one before: the last is warm.
    onProgress: () => {
      collect();
      measured = files;
      files = new Set();
    },
  });
  if (chosen === 0) throw new Error('the document has no mutation case');
  return [...measured];
}

async function run() {
  post('Profiler.enable');
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const kit = require(dist);
  const spec = kit.loadSpec(kit.SHIPPED_SPEC);
  const mock = kit.createMock({ spec });
  const server = await kit.startServer(mock, { port: 0 });
  const list = `${server.url}/v2/customers/contact_points`;
  const ask = async (init) => {
    const response = await fetch(list, init);
    await response.arrayBuffer();
    return response;
  };
  const invalid = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const preferred = { ...invalid, headers: { ...invalid.headers, prefer: 'code=401' } };
  try {
    return {
      'GET of a list': await filesOfRequest(() => ask(), 200),
      'invalid POST': await filesOfRequest(() => ask(invalid), 400),
      'POST with Prefer: code=401': await filesOfRequest(() => ask(preferred), 401),
      'mutation case of verify': await filesOfCase(kit, spec, (request) => mock.handle(request)),
    };
  } finally {
    await server.close();
    post('Profiler.stopPreciseCoverage');
  }
}

run().then((ways) => {
  for (const [name, files] of Object.entries(ways)) {
    console.log(`${name.padEnd(28)} ${String(files.length).padStart(3)} files`);
    if (process.argv.includes('--files')) for (const file of files.toSorted()) console.log(`  ${file}`);
  }
});
