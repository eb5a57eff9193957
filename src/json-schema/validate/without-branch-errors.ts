import type { CodeKeywordDefinition, KeywordCxt } from 'ajv';

/** Drops what the branches of `anyOf`, `oneOf` and `contains` report: only their keyword's own error is left. */
export function withoutBranchErrors(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...definition,
    code(cxt: KeywordCxt, ruleType) {
      const report = cxt.error.bind(cxt);
      cxt.error = (...args) => {
        cxt.reset();
        report(...args);
      };
      definition.code(cxt, ruleType);
    },
  };
}
