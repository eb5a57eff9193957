/** The moment at which seeded data was made, so that the same seed gives the same data every day. */
export const seedClock = Date.UTC(2025, 0, 1, 9);

/** The longest that a seeded record is older than {@link seedClock}, in milliseconds. */
export const oldestAge = 2 * 365 * 24 * 60 * 60 * 1000;

/**
 * The moment in a record's life, as a time in milliseconds since 1970.
 *
 * @param age - how old the record is: 0 made at the clock, 1 at the oldest
 * @param life - how much of its life until the clock has passed: 0 made, 1 the clock, above 1 later than the clock
 */
export function momentOf(age: number, life: number): number {
  const made = seedClock - age * oldestAge;
  const moment = life <= 1 ? made + life * (seedClock - made) : seedClock + (life - 1) * oldestAge;
  return Math.round(moment / 1000) * 1000;
}
