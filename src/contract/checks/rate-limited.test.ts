import { givenExchange } from '../exchange/given-exchange.test-support';
import { rateLimited } from './rate-limited';

test.each([
  [429, 1],
  [503, 0],
  [200, 0],
])('status %i', (status, count) => expect(rateLimited.judge(givenExchange({ status }))).toHaveLength(count));
