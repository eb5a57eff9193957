/** The middle of some numbers. */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians of each figure over some rounds. */
function medians(rounds) {
  return Object.fromEntries(
    Object.keys(rounds[0]).map((figure) => [figure, median(rounds.map((round) => round[figure]))]),
  );
}

/** The number that a share of some sorted numbers do not exceed. */
function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** A table in GitHub's Markdown, numbers to the right. */
function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A number with about three digits that matter. */
function figure(number) {
  if (number >= 100) return number.toFixed(0);
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

/** How many times one number is the other. */
function ratio(one, other) {
  return other > 0 ? `${figure(one / other)} ×` : '-';
}

module.exports = { median, medians, percentile, table, figure, ratio };
