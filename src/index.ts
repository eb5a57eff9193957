/**
 * The public API. A document is loaded once and then interpreted twice: `createMock()` keeps its promises, `verify()`
 * judges whether a server keeps them.
 *
 * @packageDocumentation
 */

// The judge.
export { formatReport } from './contract/console-report';
export type { Coverage, CoverageItem, Missed, OperationCoverage, Undocumented } from './contract/coverage';
export type { Exchange, Target, WireRequest, WireResponse } from './contract/exchange';
export type { ExistingIds } from './contract/existing-ids';
export type { Finding } from './contract/finding';
export { type ProxySettings, proxiesOf } from './contract/proxy-settings';
export { ExistingIdsError, readExistingIds } from './contract/read-existing-ids';
export type { Report } from './contract/report';
export { type ReportKind, reportKinds } from './contract/reports/report-kinds';
export { createTarget, type TargetOptions, TargetUrlError } from './contract/target';
export { type Progress, type VerifyOptions, verify } from './contract/verify';
// The mock, on plain values.
export type { AdminOptions } from './mock/admin/admin-target';
export type { AuthOptions, Client } from './mock/auth/auth-settings';
export { createMock, type Mock, type MockOptions } from './mock/create-mock';
export type { Journal, JournalEntry } from './mock/journal/journal';
export type { MockRequest, MockResponse, TransportFault } from './mock/message';
export type { ReferenceMode } from './mock/references/reference-mode';
export type { ChaosOptions } from './mock/rules/chaos';
export type { DelayRange } from './mock/rules/delay-range';
export type { Rule, RuleEntry, RuleMatch, RuleThen } from './mock/rules/rule';
export { type RuleBook, RuleTakenError } from './mock/rules/rule-book';
export { FixtureError, type FixtureProblem } from './mock/seeding/fixture-error';
export type { FixtureSet } from './mock/seeding/fixture-set';
export { defaultFixtures, loadFixtures } from './mock/seeding/load-fixtures';
export type { World } from './mock/world';
export type { CarriedOver } from './mock/worlds/carry-over';
export type { ImportReport } from './mock/worlds/import-state';
export type { SessionInfo, SessionOptions, Worlds } from './mock/worlds/worlds';
// The mock, over HTTP.
export { createApp, type ServedMock } from './server/create-app';
export { ListenError } from './server/listen-error';
export { createPersistence, PersistError, type Persistence } from './server/persist';
export type { PassThrough, RequestHandler, RequestListenerOptions } from './server/request-listener';
export { createRequestLog, type RequestLog, type RequestLogEntry, type RequestLogOptions } from './server/request-log';
export { type RunningServer, type StartServerOptions, startServer } from './server/start-server';
export { createUpstream, type Upstream, type UpstreamOptions } from './server/upstream/create-upstream';
export { type LoadedDocument, type WatchOptions, watchDocument } from './server/watch-document';
// The document.
export { DocumentError, type DocumentProblem } from './spec/document-error';
export { loadSpec, type ParseOptions, parseSpec } from './spec/load-spec';
export type { Operation, Resource, Role, Spec } from './spec/model';
export { SHIPPED_SPEC } from './spec/shipped-spec';
