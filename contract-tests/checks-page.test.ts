import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../src/contract/checks/all-checks';
import { caseKinds } from '../src/contract/plan/plan-cases';
import { checksPage, readExamples } from './checks-page';

const file = join(__dirname, '../docs/checks.md');
const page = existsSync(file) ? readFileSync(file, 'utf8') : '';

test('docs/checks.md is current: npm run generate', () => expect(page).toBe(checksPage(readExamples(page))));

test.each(allChecks.map(({ name }) => name))(
  'it says what %s asks, which drift proves it, and shows a finding',
  (name) => {
    const start = page.indexOf(`### \`${name}\`\n`);
    const section = page.slice(start, page.indexOf('\n### ', start + 1));
    expect(section).toMatch(/^### .*\n\n[A-Z`].{10,}\.\n\n.*Stands on .*Proved by the drift `/);
    expect(section).toMatch(/```text\n.*\n- promised {2}.*\n\+ received {2}/);
  },
);

test.each(caseKinds.map(({ name }) => name))('it says what the cases of %s ask', (name) => {
  expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\| .{10,} \\|$`, 'm'));
});
