import { decidesAnswer } from '../overrides/override';
import { createRuleSubject } from '../overrides/rule-book';
import type { StageAnswer } from './stage';

/** Finds the first rule for a request. A preference for an answer leaves rules alone; one for a delay only joins them. */
export const answerRules: StageAnswer = (passage, next) => {
  const preferred = passage.preferences?.override;
  if (preferred === undefined || (!decidesAnswer(preferred) && preferred.drift === undefined)) {
    passage.ruled = passage.overrides.rules.match(createRuleSubject(passage.located!), passage.session.seed);
  }
  return next(passage);
};
