// The records that every server of a run serves: what our own mock is seeded with.
const { readFileSync, writeFileSync, mkdtempSync } = require('node:fs');
const { join } = require('node:path');
const { tmpdir } = require('node:os');

const collection = '/v2/customers/contact_points';

/** Reads all records of a running mock, page by page. */
async function readRecords(base) {
  const records = [];
  for (;;) {
    const answer = await fetch(`${base}${collection}?limit=1000&offset=${records.length}`);
    const { result, total } = await answer.json();
    records.push(...result);
    if (records.length >= total || result.length === 0) return records;
  }
}

/** Writes the data set of a run to a file for the baselines and gives back what the workloads need of it. */
async function createDataSet(base) {
  const records = await readRecords(base);
  const bad = { customer_id: 'x', email_address: 'x', label: 1 };
  const refused = await fetch(base + collection, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bad),
  });
  const fault = await refused.json();
  if (refused.status !== 400 || fault.violations.length !== 4) throw new Error('the bad body must break 4 constraints');
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'records.json');
  writeFileSync(file, JSON.stringify({ collection, records, fault }));
  return { file, collection, records, bad };
}

/** The version of an installed package. */
function versionOf(name) {
  return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version;
}

module.exports = { createDataSet, versionOf };
