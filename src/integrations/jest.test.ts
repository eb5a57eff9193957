import { only, serveSigned, signed, signedSpec } from '../contract/run/signed-target.test-support';
import { describeContract } from './jest';

// The server takes signed requests with a token only, so each of these tests stands on the hooks.
const { target, newToken } = serveSigned();
describeContract({
  spec: signedSpec,
  target: () => target,
  hooks: { beforeRequest: signed, token: newToken },
  operations: { removeNote: { skip: true } },
  ...only('createNote', 'removeNote'),
});
