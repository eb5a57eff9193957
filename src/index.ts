/**
 * The public API. A document is loaded once and then interpreted twice: `createMock()` keeps its promises, `verify()`
 * judges whether a server keeps them.
 *
 * @packageDocumentation
 */

export type { Coverage, CoverageItem, Missed, OperationCoverage, Undocumented } from './contract/coverage/coverage';
export type { Exchange, Target, WireRequest, WireResponse } from './contract/exchange/exchange';
export type { Finding } from './contract/findings/finding';
// The judge.
export { formatReport } from './contract/reports/console-report';
export type { Report } from './contract/reports/report';
export { type ReportKind, reportKinds } from './contract/reports/report-kinds';
export type { ExistingIds } from './contract/steps/existing-ids';
export { ExistingIdsError, readExistingIds } from './contract/steps/read-existing-ids';
export { type ProxySettings, proxiesOf } from './contract/target/proxy-settings';
export { createTarget, type TargetOptions, TargetUrlError } from './contract/target/target';
export { type Progress, type VerifyOptions, verify } from './contract/verify';
export { createMockWithDrifts as createMock } from './drifts/create-mock-with-drifts';
// The mock, on plain values.
export type { AdminOptions } from './mock/admin/admin-target';
export type { Mock, MockOptions, MockSession as Session } from './mock/create-mock';
export type { Journal, JournalEntry } from './mock/journal/journal';
export type { AuthOptions, Client } from './mock/login/auth-settings';
export type { MockRequest, MockResponse, TransportFault } from './mock/messages/message';
export type { ChaosOptions } from './mock/overrides/chaos';
export type { DelayRange } from './mock/overrides/delay-range';
export type { Rule, RuleEntry, RuleMatch, RuleThen } from './mock/overrides/rule';
export { type RuleBook, RuleTakenError } from './mock/overrides/rule-book';
export type { ReferenceMode } from './mock/references/reference-mode';
export { FixtureError, type FixtureProblem } from './mock/seeding/fixture-error';
export type { FixtureSet } from './mock/seeding/fixture-set';
export { defaultFixtures, loadFixtures } from './mock/seeding/load-fixtures';
export type { CarriedOver } from './mock/sessions/carry-over';
export type { SessionInfo, SessionOptions, Sessions } from './mock/sessions/session';
export type { ImportReport } from './mock/sessions/state-document';
// The document.
export { DocumentError, type DocumentProblem } from './openapi/document-error';
export { loadSpec, type ParseOptions, parseSpec } from './openapi/load-spec';
export type { Operation, Resource, Role, Spec } from './openapi/model';
export { SHIPPED_SPEC } from './openapi/shipped-spec';
// The mock, over HTTP.
export { createApp, type ServedMock } from './server/create-app';
export { ListenError } from './server/listen-error';
export { createPersistence, PersistError, type Persistence } from './server/persist';
export type { PassThrough, RequestHandler, RequestListenerOptions } from './server/request-listener';
export { createRequestLog, type RequestLog, type RequestLogEntry, type RequestLogOptions } from './server/request-log';
export { type RunningServer, type StartServerOptions, startServer } from './server/start-server';
export { createUpstream, type Upstream, type UpstreamOptions } from './server/upstream/create-upstream';
export { type LoadedDocument, type WatchOptions, watchDocument } from './server/watch-document';
