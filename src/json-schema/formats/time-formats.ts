import type { Random } from '../model/random';
import type { TextFormat } from './format';

const DAY = 86_400_000;
/** Samples fall in 2024 and 2025, so that they do not depend on the clock. */
const FIRST_DAY = Date.UTC(2024, 0, 1);
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Formats of RFC 3339 (dates, times) and ISO 8601 (durations). */
export const timeFormats: Readonly<Record<string, TextFormat>> = {
  'date-time': {
    detail: 'must be a valid date and time such as 2024-02-29T12:00:00Z',
    validate: (value) => /^.{10}T/i.test(value) && isDate(value.slice(0, 10)) && isTime(value.slice(11)),
    sample: (random) => sampleInstant(random).replace('.000', ''),
    unusual: [
      { label: 'with an offset', value: '2024-03-01T00:30:00+05:30' },
      { label: 'with fractions', value: '2024-03-01T12:00:00.123456Z' },
      { label: 'on a leap day', value: '2024-02-29T23:59:59Z' },
    ],
    invalid: [
      { label: 'a word', value: 'yesterday' },
      { label: 'without a time', value: '2024-03-01' },
      { label: 'without an offset', value: '2024-03-01T12:00:00' },
      { label: 'month 13', value: '2024-13-01T12:00:00Z' },
      { label: 'hour 25', value: '2024-03-01T25:00:00Z' },
    ],
  },
  date: {
    detail: 'must be a valid date such as 2024-02-29',
    validate: isDate,
    sample: (random) => sampleInstant(random).slice(0, 10),
    unusual: [
      { label: 'a leap day', value: '2024-02-29' },
      { label: 'the last day of a year', value: '1999-12-31' },
    ],
    invalid: [
      { label: 'a word', value: 'yesterday' },
      { label: 'month 13', value: '2024-13-01' },
      { label: '30 February', value: '2024-02-30' },
      { label: '29 February in a common year', value: '2023-02-29' },
      { label: 'day first', value: '01-03-2024' },
      { label: 'with a time', value: '2024-03-01T12:00:00Z' },
    ],
  },
  time: {
    detail: 'must be a valid time such as 12:00:00Z',
    validate: isTime,
    sample: (random) => `${sampleInstant(random).slice(11, 19)}Z`,
    unusual: [
      { label: 'midnight', value: '00:00:00Z' },
      { label: 'with an offset', value: '12:00:00+05:30' },
    ],
    invalid: [
      { label: 'a word', value: 'noon' },
      { label: 'hour 25', value: '25:00:00Z' },
      { label: 'minute 60', value: '12:60:00Z' },
    ],
  },
  duration: {
    detail: 'must be a valid duration such as P1DT12H',
    sample: (random) => `P${random.integer(0, 30)}DT${random.integer(0, 23)}H${random.integer(0, 59)}M`,
    unusual: [
      { label: 'in weeks', value: 'P2W' },
      { label: 'all parts', value: 'P1Y2M3DT4H5M6S' },
    ],
    invalid: [
      { label: 'a word', value: 'an hour' },
      { label: 'without P', value: '1D' },
      { label: 'empty', value: 'P' },
      { label: 'T without a time', value: 'P1DT' },
    ],
  },
};

function sampleInstant(random: Random): string {
  return new Date(FIRST_DAY + random.integer(0, 730) * DAY + random.integer(0, 86_399) * 1000).toISOString();
}

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const lastDay = new Date(0);
  lastDay.setUTCFullYear(year, month, 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay.getUTCDate();
}

/** A leap second is allowed where it can occur: at 23:59:60 UTC (RFC 3339, section 5.7). */
function isTime(text: string): boolean {
  const parts = TIME.exec(text);
  if (!parts) return false;
  const [hour, minute, second, offsetHour, offsetMinute] = [1, 2, 3, 5, 6].map((index) => Number(parts[index] ?? 0));
  if (hour! > 23 || minute! > 59 || second! > 60 || offsetHour! > 23 || offsetMinute! > 59) return false;
  if (second! < 60) return true;
  const offset = (offsetHour! * 60 + offsetMinute!) * (parts[4] === '-' ? -1 : 1);
  return (((hour! * 60 + minute! - offset) % 1440) + 1440) % 1440 === 1439;
}
