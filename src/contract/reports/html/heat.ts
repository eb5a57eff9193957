/** The class of a cell's colour, for a number of exchanges from one on. */
export function heat(count: number): string {
  return `h${Math.min(4, 1 + Math.floor(Math.log10(count) * 2))}`;
}
