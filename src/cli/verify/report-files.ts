import { accessSync, appendFileSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Report } from '../../contract/reports/content/report';
import { markdownReport } from '../../contract/reports/markdown-report';
import { isReportKind, type ReportKind, reportKinds } from '../../contract/reports/report-kinds';
import { type CommandIo, UsageError } from '../command-line/command';
import { suggestName } from '../command-line/parse-command-line';

/** A report that is to be written. */
export interface ReportFile {
  readonly kind: ReportKind;
  /** The file's name as given; `-` for standard output. */
  readonly file: string;
}

/**
 * Reads the values of `--report`: `junit=FILE,html=FILE`.
 *
 * @throws {@link UsageError} for a format that does not exist and a file that is named twice
 * @example reportFiles(['junit=results.xml,html=report.html'])
 */
export function reportFiles(values: readonly string[]): ReportFile[] {
  // A comma followed by no format belongs to the file's name.
  const files = values.flatMap((value) => value.split(/,(?=[A-Za-z]+=)/)).map(reportFile);
  const names = files.map(({ file }) => (file === '-' ? '-' : resolve(file)));
  const twice = files.find((_, index) => names.indexOf(names[index]!) !== index);
  if (twice === undefined) return files;
  const where = twice.file === '-' ? 'standard output (-)' : twice.file;
  throw new UsageError(`--report: two reports cannot be written to ${where}. Give each one a file of its own.`);
}

function reportFile(text: string): ReportFile {
  const kinds = Object.keys(reportKinds);
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!isReportKind(kind)) {
    const guess = suggestName(kind, kinds);
    const hint = guess === undefined ? `The formats are ${kinds.join(', ')}.` : `Did you mean ${guess}?`;
    throw new UsageError(`--report ${text}: there is no format "${kind}". ${hint}`);
  }
  if (file === '') throw new UsageError(`--report ${text}: the file is missing. Write it as --report ${kind}=FILE.`);
  return { kind, file };
}

/**
 * Makes sure that the files can be written, before a run that would have been for nothing; makes their folders.
 *
 * @throws {@link UsageError} that names the file and the reason
 */
export function checkWritable(files: readonly { readonly file: string; readonly option?: string }[]): void {
  for (const { file, option = '--report' } of files.filter((each) => each.file !== '-')) {
    try {
      const folder = dirname(resolve(file));
      mkdirSync(folder, { recursive: true });
      if (existsSync(file) && statSync(file).isDirectory()) throw new UsageError(`${option}: ${file} is a folder.`);
      accessSync(existsSync(file) ? file : folder, constants.W_OK);
    } catch (error) {
      throw error instanceof UsageError ? error : unwritable(option, file, error);
    }
  }
}

/**
 * Writes the reports.
 *
 * @throws {@link UsageError} when a file cannot be written after all
 */
export function writeReports(report: Report, files: readonly ReportFile[], io: CommandIo): void {
  for (const { kind, file } of files) {
    const text = reportKinds[kind](report);
    try {
      if (file === '-') io.out(text);
      else writeFileSync(file, text);
    } catch (error) {
      throw unwritable('--report', file, error);
    }
  }
}

/** Adds the report to the summary of the job, when this is a job of GitHub Actions that has one. */
export function writeJobSummary(report: Report, io: CommandIo): void {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (io.env.GITHUB_ACTIONS !== 'true' || !file) return;
  try {
    appendFileSync(file, markdownReport(report));
  } catch (error) {
    io.err(`contact-points: the job summary cannot be written: ${reasonOf(error)}\n`);
  }
}

/** The error of a file that an option names and that cannot be written. */
export function unwritable(option: string, file: string, error: unknown): UsageError {
  return new UsageError(`${option}: ${file} cannot be written: ${reasonOf(error)}`);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its permissions do not allow it.',
  EPERM: 'its permissions do not allow it.',
  ENOTDIR: 'a part of its path is no folder.',
  EEXIST: 'a part of its path is no folder.',
  EISDIR: 'it is a folder.',
  ENOSPC: 'the disk is full.',
  EROFS: 'the file system is read-only.',
};
