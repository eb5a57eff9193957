// The judge judged: `npm run test:judge`. Without faults the suite must find nothing, with each fault what the fault says.
//   --spec FILE     one document only (repeatable)
//   --drift TEXT    only drifts whose names contain the text
//   --full          no early stop: shows everything that is found, and how many findings one fault gives
//   --pairs         every drift together with a second one as well, not a sample only: both have to be found
//   --skip-healthy  drifts only
// Prints `killed K of N, false alarms F`; exits with 1 when a drift survives, a healthy target is blamed, or a check is never needed.
require('./judge/register-typescript.js');
const { parseArgs } = require('node:util');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      spec: { type: 'string', multiple: true },
      drift: { type: 'string' },
      full: { type: 'boolean' },
      pairs: { type: 'boolean' },
      'skip-healthy': { type: 'boolean' },
    },
  });
  const { judgeAll } = require('./judge/judge-all.ts');
  judgeAll({
    only: values.spec,
    drift: values.drift,
    full: values.full === true,
    pairs: values.pairs === true,
    healthy: !values['skip-healthy'],
  }).then((isSound) => {
    process.exitCode = isSound ? 0 : 1;
  });
} else {
  require('./judge/judge-worker.ts').work();
}
