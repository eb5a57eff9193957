import { join } from 'node:path';
import { createTarget, describeContract, loadSpec, type Target } from '../src/integrations/jest';
import { createMock } from '../src/mock/create-mock';
import { defaultFixtures, loadFixtures } from '../src/mock/seeding/fixtures/load-fixtures';
import { createApp } from '../src/server/http/create-app';
import { createSupertestTarget } from './supertest-target';

/**
 * The contract, one test for each case: against the server at TARGET_URL, else against the mock in this process.
 * SPEC names another document; TARGET_TOKEN and TARGET_API_KEY are the credentials that every request carries.
 */
const { TARGET_URL, TARGET_TOKEN, TARGET_API_KEY, SPEC } = process.env;
const spec = loadSpec(SPEC || join(__dirname, '../spec/contact-points.yaml'));

describeContract({
  spec,
  target: TARGET_URL ? () => createTarget(TARGET_URL) : mockInThisProcess,
  headers: {
    ...(TARGET_TOKEN && { authorization: `Bearer ${TARGET_TOKEN}` }),
    ...(TARGET_API_KEY && { 'x-api-key': TARGET_API_KEY }),
  },
});

async function mockInThisProcess(): Promise<Target> {
  const location = defaultFixtures(spec);
  const fixtures = location === undefined ? {} : { fixtures: loadFixtures(location, spec) };
  return createSupertestTarget(createApp(createMock({ spec, count: 300, ...fixtures })));
}
