// Where the page of a rule is read on the web.

import { rules } from '../rules/index.ts';

const PAGES = 'https://github.com/samerun/samerun/blob/main/docs/rules';

const urls = new Map(rules.map(({ meta }) => [meta.code, `${PAGES}/${meta.name}.md`]));

export function ruleUrl(code: string): string {
  return urls.get(code) ?? PAGES;
}
