const assert = require('node:assert/strict');
const kit = require('contact-points-kit');

async function main() {
  const spec = kit.loadSpec(require.resolve('contact-points-kit/spec/contact-points.yaml'));
  assert.equal(spec.files[0], kit.SHIPPED_SPEC);
  const server = await kit.startServer(kit.createMock({ spec, count: 50 }), { port: 0 });
  const target = kit.createTarget(server.url);
  const report = await kit.verify(target, spec);
  await target.close();
  await server.close();
  assert.deepEqual(report.findings, []);
  assert.ok(report.cases > 50, `only ${report.cases} cases`);
}

main();
