// The records that every server of a run serves: what our own mock is seeded with.
const { closeSync, openSync, readFileSync, writeSync, mkdtempSync } = require('node:fs');
const { join } = require('node:path');
const { tmpdir } = require('node:os');

const collection = '/v2/customers/contact_points';

/** Records that workloads ask for: from all over the collection, so that no server profits from a hot one. */
const SAMPLES = 50;

/** A folder of this run's own. */
function temporaryFolder() {
  return mkdtempSync(join(tmpdir(), 'bench-'));
}

/** Writes what a mock is seeded with to a file for the other servers, page by page, and gives back what the workloads need of it. */
async function createDataSet(base) {
  const bad = { customer_id: 'x', email_address: 'x', label: 1 };
  const refused = await fetch(base + collection, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bad),
  });
  const fault = await refused.json();
  if (refused.status !== 400 || fault.violations.length !== 4) throw new Error('the bad body must break 4 constraints');

  const file = join(temporaryFolder(), 'records.json');
  const out = openSync(file, 'w');
  const samples = [];
  let count = 0;
  writeSync(out, `{"collection":${JSON.stringify(collection)},"fault":${JSON.stringify(fault)},"records":[`);
  for (let total = 1; count < total; ) {
    const answer = await (await fetch(`${base}${collection}?limit=1000&offset=${count}`)).json();
    if (answer.result.length === 0) throw new Error(`the list ends at ${count} of ${answer.total} records`);
    total = answer.total;
    for (const [index, record] of answer.result.entries()) {
      if (samples.length < SAMPLES && count + index >= (samples.length * total) / SAMPLES) samples.push(record);
    }
    const text = JSON.stringify(answer.result);
    writeSync(out, (count === 0 ? '' : ',') + text.slice(1, -1));
    count += answer.result.length;
  }
  writeSync(out, ']}');
  closeSync(out);
  return { file, collection, count, samples, bad };
}

/** The version of an installed package. */
function versionOf(name) {
  return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version;
}

module.exports = { createDataSet, temporaryFolder, versionOf };
