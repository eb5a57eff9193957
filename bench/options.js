const { parseArgs } = require('node:util');

/** What `npm run bench -- …` may be given. */
function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      node: { type: 'string', multiple: true, default: [process.execPath] },
      rounds: { type: 'string', default: '5' },
      counts: { type: 'string', default: '3255,100000,1000000' },
      share: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  return {
    ...values,
    rounds: positive('rounds', values.rounds),
    share: positive('share', values.share),
    counts: values.counts.split(',').map((count) => positive('counts', count)),
  };
}

function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${text}".`);
  return number;
}

module.exports = { readOptions };
