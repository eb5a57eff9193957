import { inspectorPath } from './inspector-paths';

test.each([
  ['/__admin', { session: '', part: 'admin', file: undefined }],
  ['/__admin/', { session: '', part: 'admin', file: '' }],
  ['/__admin/page/inspector.js', { session: '', part: 'admin', file: 'page/inspector.js' }],
  ['/~anna/__admin/', { session: '/~anna', part: 'admin', file: '' }],
  ['/docs', { session: '', part: 'docs', file: undefined }],
  ['/~anna/docs/openapi.json', { session: '/~anna', part: 'docs', file: 'openapi.json' }],
  ['/__admin/journal', undefined],
  ['/__admin/pages', undefined],
  ['/__administrators', undefined],
  ['/docsets', undefined],
  ['/notes/docs/', undefined],
  ['/~anna/notes', undefined],
  ['/', undefined],
])('%s', (path, expected) => expect(inspectorPath(path)).toEqual(expected));
