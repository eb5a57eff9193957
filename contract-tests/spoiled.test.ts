import { join } from 'node:path';
import { caseKinds } from '../src/contract/plan/plan-cases';
import { verify } from '../src/contract/verify';
import type { Drift } from '../src/drifts/catalogue/drift';
import { createDriftingMock } from '../src/drifts/create-drifting-mock';
import { listDrifts } from '../src/drifts/list-drifts';
import { loadSpec } from '../src/openapi/load-spec';
import { allChecks } from './judge/all-checks';
import { loginDrifts } from './judge/guard';
import { DOCUMENTS } from './judge/task';
import { createWireTarget } from './judge/wire-target';

const specs = DOCUMENTS.map((document) => loadSpec(join(__dirname, '..', document)));
const [spec] = specs as [(typeof specs)[0]];
const RECORDS = 60;

/** A drift for each check that an app would miss first; all drifts, of all documents, are tried by `npm run test:judge`. */
const found: readonly (readonly [drift: string, check: string, kind: string])[] = [
  ['createContactPoint:200-for-201', 'success-status', 'values'],
  ['deleteContactPoint:200-for-204', 'success-status', 'removal'],
  ['status:422-for-400', 'rejection-status', 'mutations'],
  ['error:plain-json', 'media-type-documented', 'unknown-ids'],
  ['error.status:not-the-status', 'problem-status', 'unknown-ids'],
  ['error.title:missing', 'problem-matches-schema', 'unknown-ids'],
  ['error:leaks-stack-trace', 'no-leak', 'unknown-ids'],
  ['violations:only-first', 'violations-complete', 'combined-faults'],
  ['violations:twice', 'violations-exact', 'mutations'],
  ['response.phone_number:missing', 'body-matches-schema', 'values'],
  ['allow:missing', 'required-headers', 'unsupported-methods'],
  ['unknown-id:200', 'unknown-not-found', 'unknown-ids'],
  ['body.label.maxLength:not-enforced', 'rejects-invalid', 'mutations'],
  ['text:trimmed', 'answer-reflects-request', 'values'],
  ['text:lower-cased', 'answer-reflects-request', 'values'],
  ['limit:ignored', 'page-size', 'page-sizes'],
  ['page:ignored', 'pages-join', 'paging'],
  ['filter.location_id:ignored', 'filter-selects', 'filtering'],
  ['total:of-the-page', 'total-counts', 'paging'],
  ['remove:does-nothing', 'removed-is-gone', 'removal'],
  ['malformed:500', 'no-server-error', 'malformed-bodies'],
];

describe('the kit', () => {
  test.each(found)('finds the drift %s (%s)', async (drift, check, kind) => {
    const mock = createDriftingMock({ spec, count: RECORDS }, [drift]);
    const target = createWireTarget(async (request) => mock.handle(request));
    const report = await verify(target, spec, { kinds: caseKinds.filter(({ name }) => name === kind) });
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => finding.check)).toContain(check);
    expect(errors[0]?.curl).toMatch(/curl /);
  });
});

describe('on a document with every kind of body and every style of resource', () => {
  const shop = loadSpec(join(__dirname, '../fixtures/specs/repair-shop.yaml'));

  test.each([
    ['customers.sort.sort:ignored', 'list-sorted', 'sorting'],
    ['repairs.sort.sort_by:upwards-only', 'list-sorted', 'sorting'],
    ['customers.range.created_before:ignored', 'filter-selects', 'ranges'],
    ['repairs.range.min_price:off-by-one', 'filter-selects', 'ranges'],
    ['singleton.preferences:forgotten', 'singleton-remembered', 'singletons'],
    ['action.cancelRepair:forgotten', 'action-lasts', 'actions'],
    ['customers.form:not-stored', 'form-stored', 'forms'],
    ['photos.multipart:not-stored', 'form-stored', 'forms'],
  ])('it finds the drift %s (%s)', async (drift, check, kind) => {
    const mock = createDriftingMock({ spec: shop, count: RECORDS }, [drift]);
    const target = createWireTarget(async (request) => mock.handle(request));
    const report = await verify(target, shop, { kinds: caseKinds.filter(({ name }) => name === kind) });
    expect(report.findings.map((finding) => finding.check)).toContain(check);
  });
});

describe('the drifts', () => {
  const drifts: readonly Drift[] = [...specs.flatMap((each) => listDrifts(each)), ...loginDrifts];
  const named = [...new Set(drifts.flatMap(({ check }) => check))].sort();

  test('name every check, and nothing that is no check', () => expect(named).toEqual(allChecks()));
  test('name at least one check each', () => {
    expect(drifts.filter(({ check }) => check.length === 0).map(({ name }) => name)).toEqual([]);
  });
});
