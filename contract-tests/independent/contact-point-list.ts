import { randomUUID } from 'node:crypto';
import { type ContactPoint, initialContactPoint } from './contact-point';
import type { Freedoms } from './freedoms';

export interface ListQuery {
  limit: number;
  offset: number;
  customer_id?: string;
  location_id?: string;
}

const same = (a: string | null, b: string) => a !== null && a.toLowerCase() === b.toLowerCase();
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The contact points of one server: an array, and nothing cleverer. */
export class ContactPointList {
  private records: ContactPoint[];
  /** Ids in the order in which they were last changed, oldest first. */
  private changed: string[];
  private readonly customers: Set<string>;
  private readonly locations: Set<string>;

  constructor(
    count: number,
    private readonly order: Freedoms['order'],
  ) {
    this.records = Array.from({ length: count }, (_, n) => ({ ...initialContactPoint(n) }));
    this.changed = this.records.map((record) => record.id);
    const known = Array.from({ length: 40 }, (_, n) => initialContactPoint(n));
    this.customers = new Set(known.map((record) => record.customer_id));
    this.locations = new Set(known.flatMap((record) => record.location_id ?? []));
  }

  knowsCustomer(id: string): boolean {
    return this.customers.has(id.toLowerCase());
  }

  knowsLocation(id: string): boolean {
    return this.locations.has(id.toLowerCase());
  }

  find(id: string): ContactPoint | undefined {
    return this.records.find((record) => same(record.id, id));
  }

  add(content: Omit<ContactPoint, 'id'>): ContactPoint {
    const record = { ...content, id: randomUUID() };
    this.records.push(record);
    this.changed.push(record.id);
    return record;
  }

  replace(old: ContactPoint, content: Omit<ContactPoint, 'id'>): ContactPoint {
    const record = { ...content, id: old.id };
    this.records = this.records.map((other) => (other === old ? record : other));
    this.changed = [...this.changed.filter((id) => id !== old.id), old.id];
    return record;
  }

  remove(old: ContactPoint): void {
    this.records = this.records.filter((other) => other !== old);
    this.changed = this.changed.filter((id) => id !== old.id);
  }

  page(query: ListQuery): { result: ContactPoint[]; total: number } {
    const { customer_id, location_id, offset, limit } = query;
    const matching = this.ordered().filter(
      (record) =>
        (customer_id === undefined || same(record.customer_id, customer_id)) &&
        (location_id === undefined || same(record.location_id, location_id)),
    );
    return { result: matching.slice(offset, offset + limit), total: matching.length };
  }

  private ordered(): ContactPoint[] {
    switch (this.order) {
      case 'creation':
        return this.records;
      case 'newest':
        return [...this.records].reverse();
      case 'id':
        return [...this.records].sort((a, b) => compare(a.id, b.id));
      case 'label':
        return [...this.records].sort((a, b) => compare(a.label, b.label) || compare(a.id, b.id));
      case 'updated': {
        const rank = new Map(this.changed.map((id, position) => [id, position]));
        return [...this.records].sort((a, b) => rank.get(b.id)! - rank.get(a.id)!);
      }
    }
  }
}
