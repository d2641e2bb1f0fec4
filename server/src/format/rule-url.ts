// Where the page of a rule is read on the web.

import { rules } from '../rules/index.ts';

const PAGES = 'https://github.com/samerun/samerun/blob/main/docs/rules';

export function ruleUrl(code: string): string {
  const rule = rules.find(({ meta }) => meta.code === code);
  return rule === undefined ? PAGES : `${PAGES}/${rule.meta.name}.md`;
}
