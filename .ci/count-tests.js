// Prints "PASSED FAILED" from a Jest report. A suite that could not run at all counts as one failure; so does an empty report.
const { readFileSync } = require('node:fs');

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + (report.numTotalTests === 0 ? 1 : 0);
console.log(report.numPassedTests, failed);
