import { useState } from 'preact/hooks';
import { useAdmin, usePage } from '../page/page-context';
import { formatRoute } from '../page/route';
import { useLoaded } from '../page/use-loaded';
import { Failure } from '../ui/failure';
import { DataTools } from './data-tools';
import { ResourceView } from './resource-view';

/** The data of the session: a table for each resource, and what can be done with all of them. */
export function RecordsView() {
  const { model, route } = usePage();
  const admin = useAdmin();
  const [turn, setTurn] = useState(0);
  const health = useLoaded(async () => {
    return ((await admin('GET', '/health')).body as { records: Readonly<Record<string, number>> }).records;
  }, [route.session, turn, model]);
  const resource = model.resources.find(({ name }) => name === route.item) ?? model.resources[0];
  const changed = (): void => setTurn((before) => before + 1);
  if (health.error !== undefined) return <Failure error={health.error} retry={health.reload} />;
  if (resource === undefined) return <p class="empty">The document has no resources: nothing of it is remembered.</p>;
  return (
    <div class="page">
      <div class="heading">
        <nav class="chips" aria-label="Resources">
          {model.resources.map(({ name }) => (
            <a
              key={name}
              href={formatRoute({ view: 'data', item: name, session: route.session })}
              aria-current={name === resource.name ? 'page' : undefined}
            >
              {name} <span class="count">{health.value?.[name]?.toLocaleString() ?? ''}</span>
            </a>
          ))}
        </nav>
        <DataTools changed={changed} />
      </div>
      <ResourceView key={`${resource.name} ${route.session}`} resource={resource} turn={turn} changed={changed} />
    </div>
  );
}
