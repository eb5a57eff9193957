import { type ContactPoint, initialContactPoint } from './contact-point';
import type { ContactPointList } from './contact-point-list';

/** Creates, changes and deletes contact points all the time, as another client; returns the function that stops it. */
export function keepBusy(list: ContactPointList): () => void {
  const own: ContactPoint[] = [];
  let turn = 0;
  const timer = setInterval(() => {
    turn += 1;
    const { id: _, ...content } = initialContactPoint(turn % 40);
    if (turn % 3 === 0 && own.length > 10) list.remove(own.shift()!);
    else if (turn % 3 === 1 && own.length > 0)
      own.push(list.replace(own.shift()!, { ...content, label: `Busy ${turn}` }));
    else own.push(list.add({ ...content, label: `Busy ${turn}` }));
  }, 15);
  return () => clearInterval(timer);
}
