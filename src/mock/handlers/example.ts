import type { Operation } from '../../spec/model';
import type { Handler } from '../handler';
import type { MockContext } from '../resource-context';

export function createExampleHandler(_context: MockContext, _operation: Operation): Handler {
  return async () => ({ status: 200, headers: {}, note: 'example' });
}
