import type { Standing } from '../names/record-profile';
import type { Reference } from '../references/find-references';
import type { SeedPlan } from './seed-plan';

/**
 * Creates the function that tells whose a record is. The company is the first thing that the record refers to, or the
 * record itself when it refers to nothing; the branch is what it refers to within the company, or the record itself when
 * others refer to it as a branch.
 *
 * @param name - of the resource
 * @param isBranch - whether the resource's records are branches of what they refer to; asked on use
 */
export function createStandingFinder(name: string, plan: SeedPlan, isBranch: () => boolean) {
  const root = plan.references.find(({ within }) => within === undefined);
  const branches = plan.references.filter(({ within }) => within !== undefined).reverse();
  const placeOf = (reference: Reference, index: number): readonly [string, number] | undefined => {
    const member = plan.isNull(reference, index) ? undefined : plan.memberAt(reference, index);
    return member === undefined ? undefined : [reference.pool, member];
  };
  return (index: number): Standing => {
    const company = root && placeOf(root, index);
    if (company === undefined) return { company: [name, index] };
    for (const reference of branches) {
      const branch = placeOf(reference, index);
      if (branch !== undefined) return { company, branch };
    }
    return { company, branch: isBranch() ? [name, index] : undefined };
  };
}
