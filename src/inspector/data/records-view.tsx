import { useState } from 'preact/hooks';
import type { PageResource } from '../../server/pages/page-model';
import { askUsual, useAdmin, useLoaded, usePage } from '../page/page-context';
import { formatRoute } from '../page/route';
import { Failure } from '../ui/failure';
import { Confirm } from '../ui/modal';
import { DataTools } from './data-tools';
import { FilterFields, ParentFields } from './filter-fields';
import { RecordForm } from './record-form';
import { fitQuestion, itemPath, type JsonRecord, type ListQuestion, listUrl, readPage } from './record-page';
import { Pager, RecordTable } from './record-table';

/** The data of the session: a table for each resource, and tools for all of them. */
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

interface ResourceViewProps {
  readonly resource: PageResource;
  /** Counts the changes that were made elsewhere. */
  readonly turn: number;
  readonly changed: () => void;
}

type Opened = { readonly kind: 'create' } | { readonly kind: 'edit' | 'remove'; readonly record: JsonRecord };

/** A resource as a table with filters and pages, and the forms to change it. */
function ResourceView({ resource, turn, changed }: ResourceViewProps) {
  const { model, caller, tell } = usePage();
  const { list, create, remove, idProperty } = resource;
  const [question, setQuestion] = useState<ListQuestion>({
    parents: {},
    filters: {},
    size: Math.min(25, list?.paging.largest ?? 25),
    page: 0,
    cursors: [],
  });
  const [opened, setOpened] = useState<Opened>();
  const ready = resource.parents.every(({ parameter }) => (question.parents[parameter] ?? '') !== '');
  const page = useLoaded(async () => {
    if (list === undefined || !ready) return undefined;
    return readPage(list, await askUsual(caller, 'GET', listUrl(list, model.basePath, fitQuestion(list, question))));
  }, [question, turn, model]);
  const done = (text: string): void => {
    tell(text);
    changed();
  };
  const write = resource.replace ?? resource.update;
  const drop = async (record: JsonRecord): Promise<void> => {
    if (remove === undefined) return;
    const path = itemPath(resource, remove.path, question.parents, record[idProperty]);
    await askUsual(caller, remove.method, model.basePath + path);
    done('Deleted.');
  };
  return (
    <section aria-label={resource.name}>
      <ParentFields
        resource={resource}
        values={question.parents}
        change={(parents) => setQuestion({ ...question, parents, page: 0, cursors: [] })}
      />
      <div class="toolbar">
        <FilterFields
          fields={list?.filters ?? []}
          values={question.filters}
          change={(filters) => setQuestion({ ...question, filters, page: 0, cursors: [] })}
        />
        {create?.body !== undefined && (
          <button type="button" class="primary" disabled={!ready} onClick={() => setOpened({ kind: 'create' })}>
            New
          </button>
        )}
      </div>
      {list === undefined && <p class="empty">The document has no list of {resource.name}.</p>}
      {page.error !== undefined && <Failure error={page.error} retry={page.reload} />}
      {page.value !== undefined && page.error === undefined && list !== undefined && (
        <>
          <RecordTable
            resource={resource}
            records={page.value.records}
            edit={write?.body === undefined ? undefined : (record) => setOpened({ kind: 'edit', record })}
            remove={remove === undefined ? undefined : (record) => setOpened({ kind: 'remove', record })}
          />
          <Pager list={list} question={question} page={page.value} change={setQuestion} />
        </>
      )}
      {opened?.kind === 'create' && create?.body !== undefined && (
        <RecordForm
          resource={resource}
          request={create}
          parents={question.parents}
          record={undefined}
          close={() => setOpened(undefined)}
          done={done}
        />
      )}
      {opened?.kind === 'edit' && write?.body !== undefined && (
        <RecordForm
          resource={resource}
          request={write}
          parents={question.parents}
          record={opened.record}
          close={() => setOpened(undefined)}
          done={done}
        />
      )}
      {opened?.kind === 'remove' && (
        <Confirm
          title={`Delete ${String(opened.record[idProperty])}?`}
          text="The record is gone until the data are reset or a snapshot is restored."
          action="Delete"
          act={() => drop(opened.record)}
          close={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}
