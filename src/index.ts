/**
 * The public API. A document is loaded once and then interpreted twice: `createMock()` keeps its promises, `verify()`
 * judges whether a server keeps them.
 *
 * @packageDocumentation
 */

export type { Coverage, CoverageItem, Missed, OperationCoverage, Undocumented } from './contract/coverage/coverage';
export type { Exchange, Target, WireRequest, WireResponse } from './contract/exchange/exchange';
export { type BaselineEntry, type BaselineOutcome, readBaseline, writeBaseline } from './contract/findings/baseline';
export type { Finding } from './contract/findings/finding';
export type { Severities } from './contract/findings/severities';
export type { MatchContractOptions } from './contract/matching/match-contract';
export type { OperationSettings } from './contract/plan/operation-settings';
// The judge.
export { formatReport } from './contract/reports/console-report';
export type { Report } from './contract/reports/content/report';
export { type ReportKind, reportKinds } from './contract/reports/report-kinds';
export {
  type ContractHooks,
  defineHooks,
  HookError,
  type OwnCheck,
  type OwnFault,
  type RequestInfo,
} from './contract/run/hooks';
export type { ExistingIds } from './contract/steps/records/existing-ids';
export { ExistingIdsError, readExistingIds } from './contract/steps/records/existing-ids';
export { createTarget, type TargetOptions, TargetUrlError } from './contract/target/target';
export { type ProxySettings, proxiesOf } from './contract/target/target-url';
export { type Progress, type VerifyOptions, verify } from './contract/verify';
export type { Drift, DriftGroup } from './drifts/catalogue/drift';
// Drifts: mocks that break their contract on purpose.
export { createDriftingMock } from './drifts/create-drifting-mock';
export { createMockWithDrifts as createMock } from './drifts/create-mock-with-drifts';
export { listDrifts, UnknownDriftError } from './drifts/list-drifts';
export { type ContractMatchersOptions, contractMatchers, type MatcherResult } from './integrations/contract-matchers';
export {
  type RunningMock,
  type RunningSession,
  type StartMockOptions,
  startMock,
} from './integrations/start-mock';
// The mock, on plain values.
export type { AdminOptions } from './mock/admin/admin-target';
export type { CallbackRequest } from './mock/callbacks/callback-request';
export type { CallbackOptions, CallbackReport, SendCallback } from './mock/callbacks/delivery';
export type { Mock, MockOptions, MockSession as Session } from './mock/create-mock';
export type { Journal, JournalEntry } from './mock/journal/journal';
export type { AuthOptions, Client } from './mock/login/auth-settings';
export type { MockRequest, MockResponse, TransportFault } from './mock/messages/message';
export type { ChaosOptions } from './mock/overrides/chaos';
export type { DelayRange } from './mock/overrides/delay-range';
export type { Rule, RuleEntry, RuleMatch, RuleThen } from './mock/overrides/rule';
export { type RuleBook, RuleTakenError } from './mock/overrides/rule-book';
export type { ReferenceMode } from './mock/references/reference-mode';
export { FixtureError, type FixtureProblem } from './mock/seeding/fixtures/fixture-error';
export type { FixtureSet } from './mock/seeding/fixtures/load-fixtures';
export { defaultFixtures, loadFixtures } from './mock/seeding/fixtures/load-fixtures';
export type { RuleFor, SessionControls, SessionState } from './mock/session-controls';
export type { CarriedOver } from './mock/sessions/carry-over';
export type { SessionInfo, SessionOptions, Sessions } from './mock/sessions/session';
export type { ImportReport } from './mock/sessions/state-document';
export { type LoadOptions, loadSpec, type ParseOptions, parseSpec } from './openapi/load-spec';
export type { DocumentProblem, Operation, Resource, Role, Spec } from './openapi/model/model';
// The document.
export { DocumentError } from './openapi/read/document-error';
export { SHIPPED_SPEC } from './openapi/read/package-file';
// The mock, over HTTP.
export { type Certificate, CertificateError, selfSignedCertificate } from './server/http/certificate';
export { createApp, type MockApp } from './server/http/create-app';
export { ListenError } from './server/http/listen';
export type { ServedMock } from './server/http/own-listener';
export type { RequestListener } from './server/http/request-listener';
export {
  createRequestLog,
  type RequestLog,
  type RequestLogEntry,
  type RequestLogOptions,
} from './server/http/request-log';
export { sendCallback } from './server/http/send-callback';
export { createPersistence, PersistError, type Persistence } from './server/persistence/persist';
export { type LoadedDocument, type WatchOptions, watchDocument } from './server/persistence/watch-document';
export { createUpstream, type Upstream, UpstreamNameError, type UpstreamOptions } from './server/proxy/create-upstream';
export { type ListenOptions, type RunningServer, type StartServerOptions, startServer } from './server/start-server';
// The store, for those who write one of their own.
export type { Eventual, InitialRecords, Snapshot, Store, StoredRecord } from './store/interface/store';
export { type CreateStore, describeStore } from './store/testing/describe-store';
