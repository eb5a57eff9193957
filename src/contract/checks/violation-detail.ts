import { comparableRejection } from '../exchange/compare-violations';
import { describeValue, hasMarkup } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/** The detail of every violation says something to a person: it is a text, and more than the property's name. */
export const violationDetail: Check<Exchange> = {
  name: 'violation-detail',
  severity: 'error',
  basis: 'RFC 9457, section 3.1.4',
  judge(exchange) {
    const rejection = comparableRejection(exchange);
    const detail = rejection?.errorBody.sentence;
    if (rejection?.received === undefined || detail === undefined) return [];
    const sent = `${exchange.request.path} ${new TextDecoder().decode(exchange.request.body)}`;
    const isMute = (text: string): boolean => !/\p{L}{2}/u.test(text) || (hasMarkup(text) && !hasMarkup(sent));
    const mute = rejection.received.find((each) => each.detail !== undefined && isMute(each.detail));
    if (mute === undefined) return [];
    return [
      {
        title: `gives no plain sentence for the violation of ${mute.path ?? 'a parameter'}`,
        promised: `"${detail.name}": a plain sentence for a person`,
        received: describeValue(mute.detail),
        pointer: detail.schema.pointer,
        symptom: 'no sentence',
      },
    ];
  },
};
