import type { REPORT_KINDS } from '../exchange/verify-defaults';
import type { Report } from './content/report';
import { gitlabReport } from './gitlab-report';
import { harReport } from './har-report';
import { htmlReport } from './html/html-report';
import { jsonReport } from './json-report';
import { junitReport } from './junit-report';
import { markdownReport } from './markdown-report';
import { sarifReport } from './sarif-report';

/** A format that a report can be written in. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/**
 * Writers of the formats: each turns a report into the whole text of its file, without side effects.
 *
 * @example writeFileSync('report.html', reportKinds.html(await verify(target, spec)));
 */
export const reportKinds: Readonly<Record<ReportKind, (report: Report) => string>> = {
  junit: junitReport,
  json: jsonReport,
  html: htmlReport,
  markdown: markdownReport,
  sarif: sarifReport,
  gitlab: gitlabReport,
  har: harReport,
};

/** Tests if a name is that of a format. */
export function isReportKind(name: string): name is ReportKind {
  return Object.hasOwn(reportKinds, name);
}
